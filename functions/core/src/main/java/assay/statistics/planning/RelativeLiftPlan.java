package assay.statistics.planning;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// A relative lift of a mean (and a ratio of two means, which is one more), by the delta method.
/// Observations are those of the first sample, to which the second is compared.
///
/// @param firstVariation standard deviation over mean of the first sample, `> 0`
/// @param secondVariation of the second, `> 0`
/// @param allocation size of the second sample over that of the first; `> 0`
/// @param goal to be shown of the lift
/// @param alpha `0 < alpha < 1`
public record RelativeLiftPlan(
        double firstVariation, double secondVariation, double allocation, Goal goal, double alpha)
        implements Plan {

    public RelativeLiftPlan {
        Requirements.positive("variation of the first sample", firstVariation);
        Requirements.positive("variation of the second sample", secondVariation);
        Requirements.positive("allocation", allocation);
        Requirements.probability("alpha", alpha);
    }

    /// @param effect the lift, above -1: 0.02 for two per cent
    @Override
    public double power(double effect, double n) {
        if (!(effect > -1)) {
            throw new IllegalArgumentException("lift " + effect + " is not above -1");
        }
        double standardError =
                (1 + effect)
                        * Math.sqrt(
                                firstVariation * firstVariation / n
                                        + secondVariation * secondVariation / (n * allocation));
        double critical = NormalDistribution.of(0, 1).inverseSurvivalProbability(goal.tail(alpha));
        return goal.probability(effect, standardError, critical * standardError);
    }
}
