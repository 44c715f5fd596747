package assay.metrics;

import java.util.List;
import java.util.stream.DoubleStream;

/// How often values fall between evenly spaced edges.
///
/// @param lower the first edge
/// @param width of each bin, `> 0`
/// @param weights of the rows in each bin; a value on an edge belongs to the bin above, the last
///   edge to the last bin
public record Histogram(double lower, double width, List<Double> weights) {

    public Histogram {
        weights = List.copyOf(weights);
    }

    /// Scores of the positive or of the negative rows, in 20 bins over `[0, 1]`.
    public static Histogram ofScores(BinaryPredictions predictions, boolean positive) {
        return of(
                predictions.scores(),
                0,
                1,
                20,
                row -> predictions.positive(row) == positive ? predictions.facts().weight(row) : 0);
    }

    /// Predicted minus true, in 40 bins over all of them.
    public static Histogram ofResiduals(RegressionPredictions predictions) {
        double[] residuals = RegressionLosses.ERROR.of(predictions, Setting.seeded(0));
        double least = DoubleStream.of(residuals).min().orElse(0);
        double greatest = DoubleStream.of(residuals).max().orElse(0);
        return of(residuals, least, greatest, 40, predictions.facts()::weight);
    }

    /// What a metric is the mean of, in 40 bins over all of it.
    ///
    /// @param metric one that is a mean, and can be said of these predictions
    public static Histogram of(Metric metric, Predictions predictions, Setting setting) {
        if (!(metric.formula() instanceof Formula.Mean mean)) {
            throw new IllegalArgumentException(metric + " is not a mean over rows");
        }
        double[] values = mean.loss().of(predictions, setting);
        double least = DoubleStream.of(values).min().orElse(0);
        double greatest = DoubleStream.of(values).max().orElse(0);
        return of(values, least, greatest, 40, predictions.unitFacts()::weight);
    }

    private static Histogram of(
            double[] values, double lower, double upper, int bins, Weighting weighting) {
        double width = upper > lower ? (upper - lower) / bins : 1.0 / bins;
        double[] weights =
                Rows.sums(
                        values.length,
                        (from, to) -> {
                            double[] sums = new double[bins];
                            for (int row = from; row < to; row++) {
                                int bin = (int) ((values[row] - lower) / width);
                                sums[Math.clamp(bin, 0, bins - 1)] += weighting.of(row);
                            }
                            return sums;
                        });
        return new Histogram(lower, width, DoubleStream.of(weights).boxed().toList());
    }
}
