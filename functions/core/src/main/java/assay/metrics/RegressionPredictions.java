package assay.metrics;

import java.util.List;

/// Predicted numbers, with the true ones.
public final class RegressionPredictions implements Predictions {
    private final double[] predicted;
    private final double[] truth;
    private final RowFacts facts;
    private final Memory memory = new Memory();

    /// @param predicted finite
    /// @param truth finite, in the same unit
    public RegressionPredictions(double[] predicted, double[] truth, RowFacts facts) {
        Predictions.requireSameRows(predicted.length, truth.length, facts);
        for (int row = 0; row < truth.length; row++) {
            if (!Double.isFinite(predicted[row]) || !Double.isFinite(truth[row])) {
                throw new IllegalArgumentException(
                        "row " + row + ": " + predicted[row] + " for " + truth[row]);
            }
        }
        this.predicted = predicted;
        this.truth = truth;
        this.facts = facts;
    }

    @Override
    public Task task() {
        return Task.REGRESSION;
    }

    @Override
    public RegressionPredictions at(int[] rows) {
        return new RegressionPredictions(
                Gather.at(predicted, rows), Gather.at(truth, rows), facts.at(rows));
    }

    @Override
    public RegressionPredictions rescored(List<double[]> columns) {
        return new RegressionPredictions(columns.getFirst(), truth, facts);
    }

    @Override
    public RowFacts facts() {
        return facts;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    /// The predicted number.
    public double predicted(int row) {
        return predicted[row];
    }

    /// The true number.
    public double truth(int row) {
        return truth[row];
    }

    double[] predicted() {
        return predicted;
    }

    double[] truth() {
        return truth;
    }
}
