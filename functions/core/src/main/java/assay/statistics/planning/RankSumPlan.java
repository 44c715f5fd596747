package assay.statistics.planning;

/// The Mann-Whitney (Wilcoxon rank-sum) test of two samples (Noether 1987, section 4). The effect
/// is `P(second > first) - 1/2`, ties counted half, in `(-1/2, 1/2)`; the variance is that under
/// the null.
///
/// @param allocation size of the second sample over that of the first; `> 0`
/// @param goal to be shown
/// @param alpha `0 < alpha < 1`
public record RankSumPlan(double allocation, Goal goal, double alpha) implements Plan {

    public RankSumPlan {
        Requirements.positive("allocation", allocation);
        Requirements.probability("alpha", alpha);
    }

    @Override
    public double power(double effect, double n) {
        return new LargeSamplePlan(Math.sqrt((1 + 1 / allocation) / 12), goal, alpha)
                .power(effect, n);
    }
}
