package assay.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Predictions of two models about the same rows, drawn from a seed.
final class Samples {
    private Samples() {}

    /// Rows of a task; the greater the noise, the worse the model. The truth depends on the task
    /// and the number of rows alone.
    static Predictions of(Task task, int rows, double noise, RowFacts facts) {
        var truths = new SplittableRandom(7);
        var random = new SplittableRandom(Double.doubleToLongBits(noise));
        double[] truth = truths.doubles(rows).toArray();
        double[] scores = new double[rows];
        Arrays.setAll(
                scores,
                row ->
                        Math.rint(100 * (truth[row] + noise * random.nextDouble()) / (1 + noise))
                                / 100);
        return switch (task) {
            case BINARY -> {
                boolean[] positives = new boolean[rows];
                for (int row = 0; row < rows; row++) {
                    positives[row] = truth[row] > 0.6;
                }
                yield new BinaryPredictions(scores, positives, facts);
            }
            case REGRESSION -> new RegressionPredictions(scores, truth, facts);
            case MULTICLASS -> {
                int[] labels = new int[rows];
                double[] shares = new double[3 * rows];
                for (int row = 0; row < rows; row++) {
                    labels[row] = (int) (3 * truth[row]);
                    shares[3 * row] = 1 - scores[row];
                    shares[3 * row + 1] = scores[row] / 2;
                    shares[3 * row + 2] = scores[row] / 2;
                    shares[3 * row + labels[row]] = Math.min(1, scores[row] + 0.2);
                }
                yield new MulticlassPredictions(shares, labels, List.of("a", "b", "c"), facts);
            }
            case RANKING -> {
                double[] relevance = new double[rows];
                int[] queries = new int[rows];
                for (int row = 0; row < rows; row++) {
                    relevance[row] = Math.floor(3 * truth[row]);
                    queries[row] = row / 10;
                }
                yield new RankingPredictions(scores, relevance, queries, facts);
            }
            case SCORED -> new ScoredPredictions(scores, facts);
        };
    }

    /// Three rows of four were measured by themselves.
    private static double[] calls(int rows) {
        var random = new SplittableRandom(13);
        double[] millis = random.doubles(rows, 1, 9).toArray();
        for (int row = 0; row < rows; row += 4) {
            millis[row] = Double.NaN;
        }
        return millis;
    }

    /// Weights, clusters of about three rows, or neither.
    static RowFacts facts(int rows, boolean weighted, boolean clustered) {
        var random = new SplittableRandom(11);
        RowFacts facts =
                RowFacts.none(rows)
                        .withLatencyMillis(random.doubles(rows, 1, 90).toArray())
                        .withCallMillis(calls(rows));
        if (weighted) {
            facts = facts.withWeights(random.doubles(rows, 0.5, 3).toArray());
        }
        return clustered ? facts.withClusters(random.ints(rows, 0, rows / 3).toArray()) : facts;
    }
}
