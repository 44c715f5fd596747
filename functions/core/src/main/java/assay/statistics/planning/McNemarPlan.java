package assay.statistics.planning;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// McNemar's test of pairs of right and wrong (Connor 1987; Machin et al. 1997). The effect is the
/// difference of the two discordant shares, which is the difference of the two accuracies.
///
/// @param discordant the share of pairs in which just one is right, `0 < discordant < 1`
/// @param goal to be shown
/// @param alpha `0 < alpha < 1`
public record McNemarPlan(double discordant, Goal goal, double alpha) implements Plan {

    public McNemarPlan {
        Requirements.probability("discordant share", discordant);
        Requirements.probability("alpha", alpha);
    }

    /// @param effect smaller than the discordant share in size
    @Override
    public double power(double effect, double n) {
        if (!(Math.abs(effect) <= discordant)) {
            throw new IllegalArgumentException(
                    "difference " + effect + " exceeds the discordant share " + discordant);
        }
        double alternative = Math.sqrt((discordant - effect * effect) / n);
        double critical = NormalDistribution.of(0, 1).inverseSurvivalProbability(goal.tail(alpha));
        double underNull =
                switch (goal) {
                    case Goal.Difference _, Goal.Superiority _ -> Math.sqrt(discordant / n);
                    case Goal.NonInferiority _, Goal.Equivalence _ -> alternative;
                };
        return goal.probability(effect, alternative, critical * underNull);
    }
}
