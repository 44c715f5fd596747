package assay.metrics;

import java.util.List;
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
        return predictions
                .memory()
                .ofSmall(
                        List.of("costs", costs.rows(), threshold),
                        DecisionCosts.class,
                        () -> found(predictions, costs, threshold));
    }

    private static DecisionCosts found(
            BinaryPredictions predictions, CostMatrix costs, double threshold) {
        Confusion all = Confusion.all(predictions);
        double positives = all.truePositive();
        double negatives = all.falsePositive();
        Prices prices = new Prices(costs);
        double best = prices.of(negatives, 0, positives, 0);
        OptionalDouble bestThreshold = OptionalDouble.empty();
        double hits = 0;
        double alarms = 0;
        ScoreGroups.Cursor group = ScoreGroups.of(predictions).descending();
        while (group.next()) {
            hits += group.positive();
            alarms += group.negative();
            double cost = prices.of(negatives - alarms, alarms, positives - hits, hits);
            if (cost < best) {
                best = cost;
                bestThreshold = OptionalDouble.of(group.score());
            }
        }
        Confusion used = Confusion.at(threshold, predictions);
        double perThousand = 1000 / all.total();
        return new DecisionCosts(
                perThousand
                        * prices.of(
                                used.trueNegative(),
                                used.falsePositive(),
                                used.falseNegative(),
                                used.truePositive()),
                bestThreshold,
                perThousand * best);
    }

    /// What one decision of each kind costs.
    private record Prices(
            double trueNegative, double falsePositive, double falseNegative, double truePositive) {
        Prices(CostMatrix costs) {
            this(costs.cost(0, 0), costs.cost(0, 1), costs.cost(1, 0), costs.cost(1, 1));
        }

        double of(
                double trueNegatives,
                double falsePositives,
                double falseNegatives,
                double truePositives) {
            return trueNegatives * trueNegative
                    + falsePositives * falsePositive
                    + falseNegatives * falseNegative
                    + truePositives * truePositive;
        }
    }
}
