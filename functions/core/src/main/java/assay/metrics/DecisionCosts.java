package assay.metrics;

import java.util.OptionalDouble;

/// What binary decisions cost per 1,000 of them, and the threshold that would have cost least.
///
/// @param atThreshold money per 1,000 decisions at the threshold in use
/// @param bestThreshold the score from which to decide positive; empty if deciding every row
///   negative costs least. Of several, the highest. It is chosen on these rows, so on others it
///   costs more
/// @param atBest money per 1,000 decisions at the best threshold
public record DecisionCosts(double atThreshold, OptionalDouble bestThreshold, double atBest) {

    /// Of predictions that are not empty.
    public static DecisionCosts of(
            BinaryPredictions predictions, CostMatrix costs, double threshold) {
        if (predictions.rows() == 0) {
            throw new IllegalArgumentException("no decisions, no costs");
        }
        record Key(CostMatrix costs, double threshold) {}
        return predictions
                .memory()
                .ofSmall(
                        new Key(costs, threshold),
                        DecisionCosts.class,
                        () -> found(predictions, costs, threshold));
    }

    private static DecisionCosts found(
            BinaryPredictions predictions, CostMatrix costs, double threshold) {
        Confusion all = Confusion.all(predictions);
        double positives = all.truePositive();
        double negatives = all.falsePositive();
        double best = money(new Confusion(negatives, 0, positives, 0), costs);
        OptionalDouble bestThreshold = OptionalDouble.empty();
        double hits = 0;
        double alarms = 0;
        ScoreGroups.Cursor group = ScoreGroups.of(predictions).descending();
        while (group.next()) {
            hits += group.positive();
            alarms += group.negative();
            double cost =
                    money(new Confusion(negatives - alarms, alarms, positives - hits, hits), costs);
            if (cost < best) {
                best = cost;
                bestThreshold = OptionalDouble.of(group.score());
            }
        }
        double perThousand = 1000 / all.total();
        return new DecisionCosts(
                perThousand * money(Confusion.at(threshold, predictions), costs),
                bestThreshold,
                perThousand * best);
    }

    private static double money(Confusion c, CostMatrix costs) {
        return c.trueNegative() * costs.cost(0, 0)
                + c.falsePositive() * costs.cost(0, 1)
                + c.falseNegative() * costs.cost(1, 0)
                + c.truePositive() * costs.cost(1, 1);
    }
}
