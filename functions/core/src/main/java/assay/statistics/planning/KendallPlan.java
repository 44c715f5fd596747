package assay.statistics.planning;

import assay.statistics.association.KendallTau;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Kendall's tau, whose `atanh` is about normal with the variance `0.437 / (n - 4)` (Fieller,
/// Hartley and Pearson 1957; Bonett and Wright 2000). The effect is tau, and a margin is in its
/// unit; observations are the things that are put in order.
///
/// @param goal to be shown; a margin below 1
/// @param alpha `0 < alpha < 1`
public record KendallPlan(Goal goal, double alpha) implements Plan {

    public KendallPlan {
        Requirements.probability("alpha", alpha);
        scaled(goal);
    }

    @Override
    public long least() {
        return KendallTau.FEWEST;
    }

    /// @param effect in (-1, 1)
    @Override
    public double power(double effect, double n) {
        double standardError = KendallTau.standardError(n);
        double critical = NormalDistribution.of(0, 1).inverseSurvivalProbability(goal.tail(alpha));
        return scaled(goal)
                .probability(scaled("effect", effect), standardError, critical * standardError);
    }

    private static Goal scaled(Goal goal) {
        return switch (goal) {
            case Goal.Difference _, Goal.Superiority _ -> goal;
            case Goal.NonInferiority g -> new Goal.NonInferiority(scaled("margin", g.margin()));
            case Goal.Equivalence g -> new Goal.Equivalence(scaled("margin", g.margin()));
        };
    }

    private static double scaled(String name, double tau) {
        if (!(Math.abs(tau) < 1)) {
            throw new IllegalArgumentException(name + " " + tau + " is not in (-1, 1)");
        }
        return KendallTau.atanh(tau);
    }
}
