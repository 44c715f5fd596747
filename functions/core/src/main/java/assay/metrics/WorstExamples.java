package assay.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;

/// The rows that a model does worst on, worst first, at most 100.
///
/// @param metric the loss they are ordered by
/// @param examples worst first; of equal ones the first row comes first
public record WorstExamples(String metric, List<Example> examples) {
    static final int SHOWN = 100;

    /// One row.
    ///
    /// @param row counted from 0, among the rows that were joined (queries in ranking)
    /// @param id the row's identifier; the row number where there are none
    /// @param value the loss, or what the challenger loses more than the champion
    public record Example(int row, String id, double value) {}

    public WorstExamples {
        examples = List.copyOf(examples);
    }

    /// By loss.
    ///
    /// @param metric one that is a mean over rows
    public static WorstExamples byLoss(Metric metric, Predictions predictions, Setting setting) {
        double[] losses = losses(metric, predictions, setting);
        return of(metric, predictions, losses.length, row -> losses[row]);
    }

    /// By regret: how much worse the challenger is than the champion on the same row.
    public static WorstExamples byRegret(
            Metric metric, Predictions challenger, Predictions champion, Setting setting) {
        double[] losses = losses(metric, challenger, setting);
        double[] before = losses(metric, champion, setting);
        return of(metric, challenger, losses.length, row -> losses[row] - before[row]);
    }

    private static double[] losses(Metric metric, Predictions predictions, Setting setting) {
        if (metric.formula() instanceof Formula.Mean mean) {
            return mean.loss().of(predictions, setting);
        }
        throw new IllegalArgumentException(metric + " is not a mean over rows");
    }

    private static WorstExamples of(
            Metric metric, Predictions predictions, int rows, IntToDoubleFunction values) {
        double sign = metric.direction() == Direction.LOWER_IS_BETTER ? 1 : -1;
        record Candidate(int row, double badness) {}
        Comparator<Candidate> leastBadFirst =
                Comparator.comparingDouble(Candidate::badness)
                        .thenComparing(Comparator.comparingInt(Candidate::row).reversed());
        var worst = new PriorityQueue<Candidate>(SHOWN + 1, leastBadFirst);
        double admitted = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows; row++) {
            double badness = sign * values.applyAsDouble(row);
            if (worst.size() < SHOWN || badness > admitted) {
                worst.add(new Candidate(row, badness));
                if (worst.size() > SHOWN) {
                    worst.poll();
                }
                admitted = worst.element().badness();
            }
        }
        return new WorstExamples(
                metric.name(),
                worst.stream()
                        .sorted(leastBadFirst.reversed())
                        .map(c ->
                                new Example(
                                        c.row(),
                                        id(predictions, c.row()),
                                        values.applyAsDouble(c.row())))
                        .toList());
    }

    private static String id(Predictions predictions, int row) {
        return predictions
                .unitFacts()
                .ids()
                .map(ids -> ids.text(row))
                .orElseGet(() -> Integer.toString(row));
    }
}
