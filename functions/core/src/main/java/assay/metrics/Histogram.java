package assay.metrics;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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

    private static final int SCORE_BINS = 20;

    /// Scores of the positive or of the negative rows, in 20 bins over `[0, 1]`.
    public static Histogram ofScores(BinaryPredictions predictions, boolean positive) {
        double[] byBinAndClass =
                predictions
                        .memory()
                        .ofSmall(Histogram.class, double[].class, () -> byClass(predictions));
        int of = positive ? 1 : 0;
        return new Histogram(
                0,
                1.0 / SCORE_BINS,
                IntStream.range(0, SCORE_BINS)
                        .mapToObj(bin -> byBinAndClass[2 * bin + of])
                        .toList());
    }

    /// How much the negative and the positive rows of each bin weigh, in turn.
    private static double[] byClass(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positives = predictions.positives();
        Weighting weighting = predictions.facts()::weight;
        return Rows.sums(
                scores.length,
                (from, to) -> {
                    double[] sums = new double[2 * SCORE_BINS];
                    for (int row = from; row < to; row++) {
                        int bin = bin(scores[row], 0, 1.0 / SCORE_BINS, SCORE_BINS);
                        sums[2 * bin + (positives[row] ? 1 : 0)] += weighting.of(row);
                    }
                    return sums;
                });
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
                                sums[bin(values[row], lower, width, bins)] += weighting.of(row);
                            }
                            return sums;
                        });
        return new Histogram(lower, width, DoubleStream.of(weights).boxed().toList());
    }

    private static int bin(double value, double lower, double width, int bins) {
        return Math.clamp((int) ((value - lower) / width), 0, bins - 1);
    }
}
