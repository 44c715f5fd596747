package assay.statistics.planning;

/// Welch's t-test of two means whose variances differ, by the non-central t distribution with
/// Satterthwaite's degrees of freedom at the true variances (Moser, Stevens and Watts 1989).
/// Observations are those of the first sample; the effect is in the values' own unit.
///
/// @param firstDeviation standard deviation of the first sample, `> 0`
/// @param secondDeviation of the second, `> 0`
/// @param allocation size of the second sample over that of the first; `> 0`
/// @param goal to be shown
/// @param alpha `0 < alpha < 1`
public record WelchPlan(
        double firstDeviation, double secondDeviation, double allocation, Goal goal, double alpha)
        implements Plan {

    public WelchPlan {
        Requirements.positive("first standard deviation", firstDeviation);
        Requirements.positive("second standard deviation", secondDeviation);
        Requirements.positive("allocation", allocation);
        Requirements.probability("alpha", alpha);
    }

    /// Two rows in each sample.
    @Override
    public long least() {
        return (long) Math.ceil(2 / Math.min(1, allocation));
    }

    @Override
    public double power(double effect, double n) {
        double m = n * allocation;
        double first = firstDeviation * firstDeviation / n;
        double second = secondDeviation * secondDeviation / m;
        double sum = first + second;
        double share = first / sum;
        double degrees = 1 / (share * share / (n - 1) + (1 - share) * (1 - share) / (m - 1));
        return TPower.of(goal, alpha, effect, Math.sqrt(sum), degrees);
    }
}
