package assay.metrics;

import java.util.Optional;

/// What each prediction of a class is worth.
final class MulticlassLosses {
    /// 1 where the class with the highest probability is the true one.
    static final RowLoss CORRECT =
            of("accuracy", (p, row) -> p.predicted(row) == p.label(row) ? 1 : 0);

    /// Minus the natural logarithm of the probability given to the true class.
    static final RowLoss LOG =
            of(
                    "log_loss",
                    (p, row) ->
                            -Math.log(
                                    Math.clamp(
                                            p.score(row, p.label(row)),
                                            BinaryLosses.EPSILON,
                                            1 - BinaryLosses.EPSILON)));

    /// The squared distances between probabilities and truth, summed over classes.
    static final RowLoss BRIER = of("brier", MulticlassLosses::brier);

    /// What the decision for the likeliest class costs.
    static final RowLoss COST =
            new RowLoss(
                    "expected_cost",
                    Setting::costs,
                    (p, s) ->
                            BinaryLosses.costsFor(((MulticlassPredictions) p).classes().size(), s),
                    (p, s) -> costs((MulticlassPredictions) p, s.costs().orElseThrow()));

    @FunctionalInterface
    private interface Loss {
        double of(MulticlassPredictions predictions, int row);
    }

    private MulticlassLosses() {}

    /// 1 where the true class is among the `k` likeliest; of equal scores the later class comes
    /// first, as in scikit-learn.
    static RowLoss among(String name, int k) {
        return of(name, (p, row) -> placeOfTruth(p, row) < k ? 1 : 0);
    }

    private static RowLoss of(String name, Loss loss) {
        return new RowLoss(
                name,
                s -> "",
                (p, s) -> Optional.empty(),
                (p, s) -> {
                    var predictions = (MulticlassPredictions) p;
                    double[] losses = new double[predictions.rows()];
                    Rows.inParts(
                            losses.length,
                            (from, to) -> {
                                for (int row = from; row < to; row++) {
                                    losses[row] = loss.of(predictions, row);
                                }
                            });
                    return losses;
                });
    }

    private static double brier(MulticlassPredictions predictions, int row) {
        double sum = 0;
        for (int place = 0; place < predictions.classes().size(); place++) {
            double error =
                    predictions.score(row, place) - (place == predictions.label(row) ? 1 : 0);
            sum += error * error;
        }
        return sum;
    }

    private static int placeOfTruth(MulticlassPredictions predictions, int row) {
        int truth = predictions.label(row);
        double score = predictions.score(row, truth);
        int before = 0;
        for (int place = 0; place < predictions.classes().size(); place++) {
            double other = predictions.score(row, place);
            if (other > score || (other == score && place > truth)) {
                before++;
            }
        }
        return before;
    }

    private static double[] costs(MulticlassPredictions predictions, CostMatrix matrix) {
        double[] costs = new double[predictions.rows()];
        for (int row = 0; row < costs.length; row++) {
            costs[row] = matrix.cost(predictions.label(row), predictions.predicted(row));
        }
        return costs;
    }
}
