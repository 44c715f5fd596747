package assay.metrics;

import java.util.List;

/// Outputs that were judged example by example: the score is the judgement, higher is better.
public final class ScoredPredictions implements Predictions {
    private final double[] scores;
    private final RowFacts facts;
    private final Memory memory = new Memory();

    /// @param scores finite
    public ScoredPredictions(double[] scores, RowFacts facts) {
        Predictions.requireSameRows(scores.length, scores.length, facts);
        for (double score : scores) {
            if (!Double.isFinite(score)) {
                throw new IllegalArgumentException("score " + score + " is not finite");
            }
        }
        this.scores = scores;
        this.facts = facts;
    }

    @Override
    public Task task() {
        return Task.SCORED;
    }

    @Override
    public ScoredPredictions at(int[] rows) {
        return new ScoredPredictions(Gather.at(scores, rows), facts.at(rows));
    }

    @Override
    public ScoredPredictions rescored(List<double[]> columns) {
        return new ScoredPredictions(columns.getFirst(), facts);
    }

    @Override
    public RowFacts facts() {
        return facts;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    /// The judgement of a row.
    public double score(int row) {
        return scores[row];
    }

    double[] scores() {
        return scores;
    }
}
