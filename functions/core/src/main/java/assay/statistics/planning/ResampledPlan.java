package assay.statistics.planning;

/// The corrected t-test over repeated splits of one dataset (Nadeau and Bengio 2003), by the
/// non-central t distribution. Observations are splits. More of them make the variance less by `1 /
/// splits` only: what test and training sets share stays, so that no number of splits shows a small
/// effect.
///
/// @param deviation standard deviation of the differences over the splits of one dataset, `> 0`
/// @param testToTraining test rows divided by training rows in each split, `> 0`
/// @param goal to be shown
/// @param alpha `0 < alpha < 1`
public record ResampledPlan(double deviation, double testToTraining, Goal goal, double alpha)
        implements Plan {

    public ResampledPlan {
        Requirements.positive("standard deviation", deviation);
        Requirements.positive("test to training rows", testToTraining);
        Requirements.probability("alpha", alpha);
    }

    @Override
    public double power(double effect, double n) {
        double standardError = deviation * Math.sqrt(1 / n + testToTraining);
        return TPower.of(goal, alpha, effect, standardError, n - 1);
    }
}
