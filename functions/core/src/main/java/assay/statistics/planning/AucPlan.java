package assay.statistics.planning;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// Two models' areas under the ROC curve on the same examples, as DeLong's test compares them, with
/// the binormal variances of Obuchowski and McClish (1997, section 2) for scores of equal spread.
/// The effect is the second area less the first; observations are positives. pROC's
/// `power.roc.test` has the same.
///
/// @param first area of the first model, `0 < first < 1`
/// @param correlation of the two models' scores within a class, in [-1, 1)
/// @param negativesPerPositive `> 0`
/// @param goal to be shown
/// @param alpha `0 < alpha < 1`
public record AucPlan(
        double first, double correlation, double negativesPerPositive, Goal goal, double alpha)
        implements Plan {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public AucPlan {
        Requirements.probability("first area", first);
        Requirements.positive("negatives per positive", negativesPerPositive);
        Requirements.probability("alpha", alpha);
        if (!(correlation >= -1 && correlation < 1)) {
            throw new IllegalArgumentException("correlation " + correlation + " is not in [-1, 1)");
        }
    }

    /// A plan to show that one model is better than chance, whose scores are independent of the
    /// label. The effect is the area less one half.
    ///
    /// @param negativesPerPositive `> 0`
    public static Plan overChance(double negativesPerPositive, Goal goal, double alpha) {
        return new OverChance(negativesPerPositive, goal, alpha);
    }

    /// @param effect such that `first + effect` is in (0, 1)
    @Override
    public double power(double effect, double n) {
        double a = separation(first);
        double b = separation(first + effect);
        double underNull = 2 * variance(a, negativesPerPositive) - 2 * covariance(a, b);
        double alternative =
                variance(a, negativesPerPositive)
                        + variance(b, negativesPerPositive)
                        - 2 * covariance(a, b);
        return shown(goal, alpha, effect, underNull / n, alternative / n);
    }

    /// The variance of one area, times the number of positives.
    private static double variance(double a, double ratio) {
        return Math.exp(-a * a / 2) / (32 * Math.PI) * (5 * a * a + 8 + (a * a + 8) / ratio);
    }

    /// The covariance of two areas, times the number of positives.
    private double covariance(double a, double b) {
        double r = correlation;
        double k = negativesPerPositive;
        double f1 = height(a);
        double f2 = height(b);
        double g1 = -a * f1 / 2;
        double g2 = -b * f2 / 2;
        return f1 * f2 * (r + r / k + r * r * a * b / 2)
                + g1 * g2 * r * r * (1 + k) / (2 * k)
                + f1 * g2 * r * r * a / 2
                + f2 * g1 * r * r * b / 2;
    }

    private static double height(double a) {
        return Math.exp(-a * a / 4) / Math.sqrt(4 * Math.PI);
    }

    /// How many deviations part the classes' means: `sqrt(2) z[area]`.
    private static double separation(double area) {
        return Math.sqrt(2) * NORMAL.inverseCumulativeProbability(area);
    }

    private static double shown(
            Goal goal, double alpha, double effect, double underNull, double alternative) {
        double scale =
                switch (goal) {
                    case Goal.Difference _, Goal.Superiority _ -> underNull;
                    case Goal.NonInferiority _, Goal.Equivalence _ -> alternative;
                };
        double critical = NORMAL.inverseSurvivalProbability(goal.tail(alpha));
        return goal.probability(effect, Math.sqrt(alternative), critical * Math.sqrt(scale));
    }

    private record OverChance(double negativesPerPositive, Goal goal, double alpha)
            implements Plan {
        private OverChance {
            Requirements.positive("negatives per positive", negativesPerPositive);
            Requirements.probability("alpha", alpha);
        }

        @Override
        public double power(double effect, double n) {
            return shown(
                    goal,
                    alpha,
                    effect,
                    variance(0, negativesPerPositive) / n,
                    variance(separation(0.5 + effect), negativesPerPositive) / n);
        }
    }
}
