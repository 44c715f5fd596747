package assay.statistics.planning;

/// A t-test, exact: given the estimated standard deviation the estimate is normal, so the power is
/// the normal one averaged over the distribution of that standard deviation. For a difference this
/// is the non-central t distribution (both tails, as R's `power.t.test(strict = TRUE)`), for
/// equivalence Owen's Q (as PowerTOST).
///
/// @param standardDeviation of one difference (paired), or within each group (two samples); `> 0`
/// @param samples 1 for paired, 2 for two
/// @param allocation size of the second sample over that of the first; `> 0`; without meaning for
///   one
/// @param goal to be shown
/// @param alpha `0 < alpha < 1`
public record TTestPlan(
        double standardDeviation, int samples, double allocation, Goal goal, double alpha)
        implements Plan {

    public TTestPlan {
        Requirements.positive("standard deviation", standardDeviation);
        Requirements.positive("allocation", allocation);
        Requirements.probability("alpha", alpha);
        if (samples != 1 && samples != 2) {
            throw new IllegalArgumentException(samples + " samples are not 1 or 2");
        }
    }

    /// For paired differences (or one sample). Observations are pairs.
    public static TTestPlan paired(double standardDeviation, Goal goal, double alpha) {
        return new TTestPlan(standardDeviation, 1, 1, goal, alpha);
    }

    /// For two independent samples of one variance. Observations are those of the first sample.
    ///
    /// @param allocation size of the second sample over that of the first
    public static TTestPlan twoSample(
            double standardDeviation, double allocation, Goal goal, double alpha) {
        return new TTestPlan(standardDeviation, 2, allocation, goal, alpha);
    }

    @Override
    public double power(double effect, double n) {
        double degrees = samples == 1 ? n - 1 : n + n * allocation - 2;
        double perUnit = samples == 1 ? 1 / n : 1 / n + 1 / (n * allocation);
        double standardError = standardDeviation * Math.sqrt(perUnit);
        return TPower.of(goal, alpha, effect, standardError, degrees);
    }
}
