package assay.metrics;

import java.util.List;

/// Probabilities of the positive class, with the truth.
public final class BinaryPredictions implements Predictions {
    private final double[] scores;
    private final boolean[] positives;
    private final RowFacts facts;
    private final Memory memory;

    /// @param scores the probability of the positive class, in `[0, 1]`
    /// @param positives whether the row is of the positive class
    public BinaryPredictions(double[] scores, boolean[] positives, RowFacts facts) {
        this(scores, positives, facts, new Memory());
    }

    private BinaryPredictions(double[] scores, boolean[] positives, RowFacts facts, Memory memory) {
        Predictions.requireSameRows(scores.length, positives.length, facts);
        for (double score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("score " + score + " is not in [0, 1]");
            }
        }
        this.scores = scores;
        this.positives = positives;
        this.facts = facts;
        this.memory = memory;
    }

    @Override
    public Task task() {
        return Task.BINARY;
    }

    @Override
    public BinaryPredictions at(int[] rows) {
        return new BinaryPredictions(
                Gather.at(scores, rows),
                Gather.at(positives, rows),
                facts.at(rows),
                memory.at(rows));
    }

    @Override
    public BinaryPredictions rescored(List<double[]> columns) {
        return new BinaryPredictions(columns.getFirst(), positives, facts);
    }

    @Override
    public RowFacts facts() {
        return facts;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    /// The probability given to the positive class.
    public double score(int row) {
        return scores[row];
    }

    /// Whether the row is of the positive class.
    public boolean positive(int row) {
        return positives[row];
    }

    double[] scores() {
        return scores;
    }

    boolean[] positives() {
        return positives;
    }
}
