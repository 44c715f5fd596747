package assay.statistics.planning;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// Two proportions by the z-test whose variance is pooled under a null of no difference (Fleiss,
/// Levin and Paik 2003, section 4.2; R's `power.prop.test(strict = TRUE)`); against a margin, the
/// variance is unpooled on both sides. The effect is the second proportion less the first.
///
/// @param first the first proportion, `0 < first < 1`
/// @param allocation size of the second sample over that of the first; `> 0`
/// @param goal to be shown
/// @param alpha `0 < alpha < 1`
public record ProportionsPlan(double first, double allocation, Goal goal, double alpha)
        implements Plan {

    public ProportionsPlan {
        Requirements.probability("first proportion", first);
        Requirements.positive("allocation", allocation);
        Requirements.probability("alpha", alpha);
    }

    @Override
    public long least() {
        return 1;
    }

    /// @param effect such that `first + effect` is in [0, 1]
    @Override
    public double power(double effect, double n) {
        double second = first + effect;
        if (!(second >= 0 && second <= 1)) {
            throw new IllegalArgumentException("second proportion " + second + " is not in [0, 1]");
        }
        double alternative =
                Math.sqrt(first * (1 - first) / n + second * (1 - second) / (n * allocation));
        double critical = NormalDistribution.of(0, 1).inverseSurvivalProbability(goal.tail(alpha));
        double underNull =
                switch (goal) {
                    case Goal.Difference _, Goal.Superiority _ -> pooled(second, n);
                    case Goal.NonInferiority _, Goal.Equivalence _ -> alternative;
                };
        return goal.probability(effect, alternative, critical * underNull);
    }

    private double pooled(double second, double n) {
        double mean = (first + allocation * second) / (1 + allocation);
        return Math.sqrt(mean * (1 - mean) * (1 / n + 1 / (n * allocation)));
    }
}
