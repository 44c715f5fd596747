package assay.statistics.planning;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// One share against a given one, by the score test that Wilson's interval inverts (Fleiss, Levin
/// and Paik 2003, section 2.5). The effect is the true share less the given one.
///
/// @param given the share under the null, `0 < given < 1`
/// @param goal to be shown; against a margin, the null is the given share less (or more) the margin
/// @param alpha `0 < alpha < 1`
public record SharePlan(double given, Goal goal, double alpha) implements Plan {

    public SharePlan {
        Requirements.probability("given share", given);
        Requirements.probability("alpha", alpha);
        switch (goal) {
            case Goal.Difference _, Goal.Superiority _ -> {}
            case Goal.NonInferiority g ->
                    Requirements.probability("given share less the margin", given - g.margin());
            case Goal.Equivalence g -> {
                Requirements.probability("given share less the margin", given - g.margin());
                Requirements.probability("given share and the margin", given + g.margin());
            }
        }
    }

    @Override
    public long least() {
        return 1;
    }

    /// @param effect such that `given + effect` is in [0, 1]
    @Override
    public double power(double effect, double n) {
        double share = given + effect;
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share + " is not in [0, 1]");
        }
        return switch (goal) {
            case Goal.Difference _ -> above(share, given, n) + below(share, given, n);
            case Goal.Superiority _ -> above(share, given, n);
            case Goal.NonInferiority g -> above(share, given - g.margin(), n);
            case Goal.Equivalence g ->
                    Math.max(
                            0,
                            above(share, given - g.margin(), n)
                                    + below(share, given + g.margin(), n)
                                    - 1);
        };
    }

    /// The probability that the observed share lies beyond `bound` upwards.
    private double above(double share, double bound, double n) {
        return beyond(share - bound, share, bound, n);
    }

    private double below(double share, double bound, double n) {
        return beyond(bound - share, share, bound, n);
    }

    private double beyond(double distance, double share, double bound, double n) {
        var normal = NormalDistribution.of(0, 1);
        double critical = normal.inverseSurvivalProbability(goal.tail(alpha));
        double slack = distance - critical * Math.sqrt(bound * (1 - bound) / n);
        double deviation = Math.sqrt(share * (1 - share) / n);
        if (deviation == 0) {
            return slack > 0 ? 1 : 0;
        }
        return normal.cumulativeProbability(slack / deviation);
    }
}
