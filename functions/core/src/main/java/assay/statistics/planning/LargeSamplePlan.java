package assay.statistics.planning;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// A z-test of any estimate whose standard error is a constant over the square root of the number
/// of observations.
///
/// @param deviation that constant: the standard error of one observation; `> 0`
/// @param goal to be shown
/// @param alpha `0 < alpha < 1`
public record LargeSamplePlan(double deviation, Goal goal, double alpha) implements Plan {

    public LargeSamplePlan {
        Requirements.positive("deviation", deviation);
        Requirements.probability("alpha", alpha);
    }

    /// For the difference of a ratio of means between two groups, by the delta method. Observations
    /// are units of the first group; the effect is in the ratio's own unit.
    ///
    /// @param ratio of the mean numerator to the mean denominator
    /// @param denominator mean of the denominator, `> 0`
    /// @param varianceNumerator of one unit
    /// @param varianceDenominator of one unit
    /// @param covariance of numerator and denominator of one unit
    /// @param allocation size of the second group over that of the first
    public static LargeSamplePlan ratio(
            double ratio,
            double denominator,
            double varianceNumerator,
            double varianceDenominator,
            double covariance,
            double allocation,
            Goal goal,
            double alpha) {
        Requirements.positive("mean denominator", denominator);
        Requirements.positive("allocation", allocation);
        double residual =
                varianceNumerator - 2 * ratio * covariance + ratio * ratio * varianceDenominator;
        return new LargeSamplePlan(
                Math.sqrt(residual * (1 + 1 / allocation)) / denominator, goal, alpha);
    }

    /// For the difference of a quantile between two groups: the deviation of one is `sqrt(q (1 -
    /// q)) / density`. Observations are those of the first group.
    ///
    /// @param q which quantile, `0 < q < 1`
    /// @param density of the values at that quantile, in their unit; `> 0`
    /// @param allocation size of the second group over that of the first
    public static LargeSamplePlan quantile(
            double q, double density, double allocation, Goal goal, double alpha) {
        Requirements.probability("quantile", q);
        Requirements.positive("density", density);
        Requirements.positive("allocation", allocation);
        return new LargeSamplePlan(
                Math.sqrt(q * (1 - q) * (1 + 1 / allocation)) / density, goal, alpha);
    }

    @Override
    public long least() {
        return 1;
    }

    @Override
    public double power(double effect, double n) {
        double standardError = deviation / Math.sqrt(n);
        double critical = NormalDistribution.of(0, 1).inverseSurvivalProbability(goal.tail(alpha));
        return goal.probability(effect, standardError, critical * standardError);
    }

    /// The fewest observations at which a quantile has an outer interval at all: the smallest and
    /// largest of `n` enclose it with this confidence when `1 - q^n - (1 - q)^n >= confidence`.
    ///
    /// @param q which quantile, `0 < q < 1`
    /// @param confidence `0 < confidence < 1`
    public static long rowsForQuantile(double q, double confidence) {
        Requirements.probability("quantile", q);
        Requirements.probability("confidence", confidence);
        long n = 1;
        while (!(encloses(q, (double) n) >= confidence)) {
            n *= 2;
        }
        long tooFew = n / 2;
        while (n - tooFew > 1) {
            long middle = tooFew + (n - tooFew) / 2;
            if (encloses(q, (double) middle) >= confidence) {
                n = middle;
            } else {
                tooFew = middle;
            }
        }
        return n;
    }

    private static double encloses(double q, double n) {
        return 1 - Math.exp(n * Math.log(q)) - Math.exp(n * Math.log1p(-q));
    }
}
