package assay.metrics;

import assay.statistics.Moments;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The confusion matrix of binary decisions: total weight by truth and decision.
///
/// @param trueNegative negatives decided negative
/// @param falsePositive negatives decided positive
/// @param falseNegative positives decided negative
/// @param truePositive positives decided positive
public record Confusion(
        double trueNegative, double falsePositive, double falseNegative, double truePositive) {

    /// No rows.
    public static final Confusion NONE = new Confusion(0, 0, 0, 0);

    /// The matrix of decisions at a threshold: positive where `score >= threshold`.
    public static Confusion at(double threshold, BinaryPredictions predictions) {
        return predictions
                .memory()
                .ofSmall(
                        List.of("confusion", threshold),
                        Confusion.class,
                        () ->
                                predictions.facts().weights() == null
                                        ? counted(threshold, predictions)
                                        : of(
                                                cells(threshold, predictions),
                                                predictions.facts().weights()));
    }

    /// Of rows that weigh 1: how many, without a column of their cells.
    private static Confusion counted(double threshold, BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positives = predictions.positives();
        long least = bits(threshold);
        double[] counts =
                Rows.sums(
                        scores.length,
                        (from, to) -> {
                            int decided = 0;
                            int positive = 0;
                            int both = 0;
                            for (int row = from; row < to; row++) {
                                int yes = decided(scores[row], least);
                                int truth = positives[row] ? 1 : 0;
                                decided += yes;
                                positive += truth;
                                both += yes & truth;
                            }
                            return new double[] {
                                to - from - decided - positive + both,
                                decided - both,
                                positive - both,
                                both
                            };
                        });
        return new Confusion(counts[0], counts[1], counts[2], counts[3]);
    }

    /// 1 where a score is at least the threshold with these bits, else 0; without a branch, which
    /// cannot be foretold. Scores are not negative, so that their bits have their order.
    static int decided(double score, long threshold) {
        return (int) (Double.doubleToRawLongBits(score + 0.0) - threshold >>> 63) ^ 1;
    }

    /// The bits of the least score that is at least the threshold.
    static long bits(double threshold) {
        return Double.doubleToRawLongBits(Math.max(0.0, threshold));
    }

    /// The matrix of deciding every row positive: how much positives and negatives weigh.
    public static Confusion all(BinaryPredictions predictions) {
        return at(0, predictions);
    }

    /// The total weight of each cell.
    ///
    /// @param weights null where every row weighs 1
    static Confusion of(byte[] cells, double @Nullable [] weights) {
        double[] totals = new double[4];
        if (weights == null) {
            totals = Rows.sums(cells.length, (from, to) -> counts(cells, from, to));
        } else {
            for (int row = 0; row < cells.length; row++) {
                totals[cells[row]] += weights[row];
            }
        }
        return new Confusion(totals[0], totals[1], totals[2], totals[3]);
    }

    private static double[] counts(byte[] cells, int from, int to) {
        int[] counts = new int[4];
        for (int row = from; row < to; row++) {
            counts[cells[row]]++;
        }
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    /// The cell of every row, numbered as the components of this record.
    static byte[] cells(double threshold, BinaryPredictions predictions) {
        return predictions
                .memory()
                .of(
                        List.of("cells", threshold),
                        byte[].class,
                        () -> {
                            double[] scores = predictions.scores();
                            boolean[] positives = predictions.positives();
                            byte[] cells = new byte[scores.length];
                            long least = bits(threshold);
                            Rows.inParts(
                                    cells.length,
                                    (from, to) -> {
                                        for (int row = from; row < to; row++) {
                                            int decided = decided(scores[row], least);
                                            cells[row] =
                                                    (byte) (positives[row] ? 2 + decided : decided);
                                        }
                                    });
                            return cells;
                        });
    }

    /// The moments of a number that is the same for all rows of a cell, of rows that weigh 1.
    ///
    /// @param byCell in the order of this record's components
    Moments moments(double[] byCell) {
        return Moments.ofEqual((long) trueNegative, byCell[0])
                .plus(Moments.ofEqual((long) falsePositive, byCell[1]))
                .plus(Moments.ofEqual((long) falseNegative, byCell[2]))
                .plus(Moments.ofEqual((long) truePositive, byCell[3]));
    }

    /// Both matrices together.
    public Confusion plus(Confusion other) {
        return new Confusion(
                trueNegative + other.trueNegative,
                falsePositive + other.falsePositive,
                falseNegative + other.falseNegative,
                truePositive + other.truePositive);
    }

    /// The weight of all rows.
    public double total() {
        return trueNegative + falsePositive + falseNegative + truePositive;
    }
}
