package assay.metrics;

/// What each predicted number is worth.
final class RegressionLosses {
    /// The distance to the truth.
    static final RowLoss ABSOLUTE = of("mae", (predicted, truth) -> Math.abs(predicted - truth));

    /// The squared distance.
    static final RowLoss SQUARED =
            of("mse", (predicted, truth) -> (predicted - truth) * (predicted - truth));

    /// The distance relative to the truth, which counts as at least 2^-52 (scikit-learn's epsilon).
    static final RowLoss RELATIVE =
            of(
                    "mape",
                    (predicted, truth) ->
                            Math.abs(predicted - truth)
                                    / Math.max(Math.abs(truth), BinaryLosses.EPSILON));

    /// Predicted minus true.
    static final RowLoss ERROR = of("bias", (predicted, truth) -> predicted - truth);

    @FunctionalInterface
    private interface Loss {
        double of(double predicted, double truth);
    }

    private RegressionLosses() {}

    /// The pinball loss of a predicted quantile.
    ///
    /// @param probability `0 < probability < 1`
    static RowLoss pinball(String name, double probability) {
        return of(
                name,
                (predicted, truth) ->
                        truth >= predicted
                                ? probability * (truth - predicted)
                                : (1 - probability) * (predicted - truth));
    }

    private static RowLoss of(String name, Loss loss) {
        return RowLoss.plain(
                name,
                p -> {
                    var predictions = (RegressionPredictions) p;
                    double[] predicted = predictions.predicted();
                    double[] truth = predictions.truth();
                    double[] losses = new double[predicted.length];
                    Rows.inParts(
                            losses.length,
                            (from, to) -> {
                                for (int row = from; row < to; row++) {
                                    losses[row] = loss.of(predicted[row], truth[row]);
                                }
                            });
                    return losses;
                });
    }
}
