package assay.statistics;

/// Quantiles of sorted values, by Hyndman and Fan's type 7 (1996): R's and numpy's default.
public final class Quantiles {

    private Quantiles() {}

    /// The quantile: linear between the order statistics around place `(n - 1) probability`.
    ///
    /// @param sorted ascending, not empty, no NaN
    /// @param probability `0 <= probability <= 1`
    public static double of(double[] sorted, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not in [0, 1]");
        }
        if (sorted.length == 0) {
            throw new IllegalArgumentException("there is no quantile of no values");
        }
        double place = (sorted.length - 1) * probability;
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        double share = place - below;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[above] - sorted[below]);
    }
}
