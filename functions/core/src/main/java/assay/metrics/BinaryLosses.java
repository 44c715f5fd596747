package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import java.util.Optional;

/// What each binary prediction is worth.
final class BinaryLosses {
    /// Probabilities are kept this far from 0 and 1, as scikit-learn does for doubles.
    static final double EPSILON = Math.ulp(1.0);

    /// 1 where the decision at the threshold is right.
    static final RowLoss CORRECT =
            new RowLoss(
                    "accuracy",
                    Setting::threshold,
                    (p, s) -> Optional.empty(),
                    (p, s) -> correct((BinaryPredictions) p, s.threshold()),
                    (p, s, column) -> decisions(p, s).moments(new double[] {1, 0, 0, 1}));

    /// Minus the natural logarithm of the probability given to the true class.
    static final RowLoss LOG = RowLoss.plain("log_loss", p -> logLosses((BinaryPredictions) p));

    /// The squared distance between probability and truth.
    static final RowLoss BRIER =
            new RowLoss(
                    "brier",
                    s -> "",
                    (p, s) -> Optional.empty(),
                    (p, s) -> brier((BinaryPredictions) p),
                    (p, s, column) ->
                            Moments.of(
                                    p.rows(),
                                    (losses, from, to) ->
                                            brier((BinaryPredictions) p, from, to, losses, 0)));

    /// What the decision at the threshold costs.
    static final RowLoss COST =
            new RowLoss(
                    "expected_cost",
                    s -> new Decision(s.threshold(), s.costs()),
                    (p, s) -> costsFor(2, s),
                    (p, s) -> costs((BinaryPredictions) p, s),
                    (p, s, column) -> decisions(p, s).moments(byCell(s)));

    private record Decision(double threshold, Optional<CostMatrix> costs) {}

    private BinaryLosses() {}

    /// What keeps decisions between `classes` from having a cost.
    static Optional<CannotSay> costsFor(int classes, Setting setting) {
        return setting.costs()
                .map(costs -> costs.classes() == classes ? "" : "costs of " + costs.classes())
                .or(() -> Optional.of("no costs"))
                .filter(fault -> !fault.isEmpty())
                .map(fault ->
                        new CannotSay(
                                Reason.ABSENT,
                                "expected_cost of decisions between "
                                        + classes
                                        + " classes: "
                                        + fault
                                        + " were given"));
    }

    private static double[] correct(BinaryPredictions predictions, double threshold) {
        byte[] cells = Confusion.cells(threshold, predictions);
        double[] correct = new double[cells.length];
        Rows.inParts(
                correct.length,
                (from, to) -> {
                    for (int row = from; row < to; row++) {
                        correct[row] = cells[row] == 0 || cells[row] == 3 ? 1 : 0;
                    }
                });
        return correct;
    }

    private static double[] logLosses(BinaryPredictions predictions) {
        double[] scores = predictions.scores();
        boolean[] positives = predictions.positives();
        double[] losses = new double[scores.length];
        Rows.inParts(
                losses.length,
                (from, to) -> {
                    for (int row = from; row < to; row++) {
                        double score = Math.clamp(scores[row], EPSILON, 1 - EPSILON);
                        losses[row] = -Math.log(positives[row] ? score : 1 - score);
                    }
                });
        return losses;
    }

    private static double[] brier(BinaryPredictions predictions) {
        double[] losses = new double[predictions.rows()];
        Rows.inParts(losses.length, (from, to) -> brier(predictions, from, to, losses, from));
        return losses;
    }

    /// Those of rows `from` to `to - 1`, put into `losses` from place `at` on.
    private static void brier(
            BinaryPredictions predictions, int from, int to, double[] losses, int at) {
        double[] scores = predictions.scores();
        boolean[] positives = predictions.positives();
        for (int row = from; row < to; row++) {
            double error = scores[row] - (positives[row] ? 1 : 0);
            losses[at + row - from] = error * error;
        }
    }

    private static Confusion decisions(Predictions predictions, Setting setting) {
        return Confusion.at(setting.threshold(), (BinaryPredictions) predictions);
    }

    private static double[] byCell(Setting setting) {
        CostMatrix matrix = setting.costs().orElseThrow();
        return new double[] {
            matrix.cost(0, 0), matrix.cost(0, 1), matrix.cost(1, 0), matrix.cost(1, 1)
        };
    }

    private static double[] costs(BinaryPredictions predictions, Setting setting) {
        double[] byCell = byCell(setting);
        byte[] cells = Confusion.cells(setting.threshold(), predictions);
        double[] costs = new double[cells.length];
        Rows.inParts(
                costs.length,
                (from, to) -> {
                    for (int row = from; row < to; row++) {
                        costs[row] = byCell[cells[row]];
                    }
                });
        return costs;
    }
}
