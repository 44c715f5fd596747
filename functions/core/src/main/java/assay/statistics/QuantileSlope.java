package assay.statistics;

import java.util.OptionalDouble;

/// How many units a quantile moves per unit of probability, from the order statistics just outside
/// of what chance can do to the share of rows below (Deng, Knoblich and Lu 2018, section 4.2).
public final class QuantileSlope {

    private QuantileSlope() {}

    /// The slope, unless an outer order statistic would lie beyond the sample.
    ///
    /// @param sorted ascending
    /// @param shareError the standard error of the share of rows at or below the quantile
    /// @param reach how many of these errors to go to either side
    public static OptionalDouble of(
            double[] sorted, double probability, double shareError, double reach) {
        int n = sorted.length;
        double away = reach * shareError;
        long below = (long) Math.floor(n * (probability - away));
        long above = (long) Math.floor(n * (probability + away)) + 1;
        return below < 1 || above > n
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (sorted[(int) above - 1] - sorted[(int) below - 1]) / (2 * away));
    }

    /// The standard error of the share below a quantile among independent rows.
    public static double shareError(double probability, int n) {
        return Math.sqrt(probability * (1 - probability) / n);
    }

    /// The standard error of the share of rows `<= value` among clusters of rows; infinite, as
    /// nothing is known of it, for fewer than two clusters.
    public static double shareError(double[] values, int[] clusters, double value) {
        double[] below = new double[values.length];
        for (int i = 0; i < below.length; i++) {
            below[i] = values[i] <= value ? 1 : 0;
        }
        WeightedMoments shares = WeightedMoments.ofClusters(below, clusters);
        return shares.count() < 2 ? Double.POSITIVE_INFINITY : shares.standardError();
    }
}
