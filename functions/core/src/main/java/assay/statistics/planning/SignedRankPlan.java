package assay.statistics.planning;

/// Wilcoxon's signed-rank test of pairs (Noether 1987, section 3). The effect is `P(D1 + D2 > 0) -
/// 1/2` of two independent differences, in `(-1/2, 1/2)`; the variance is that under the null, so
/// that the size errs on the large side for large effects.
///
/// @param goal to be shown
/// @param alpha `0 < alpha < 1`
public record SignedRankPlan(Goal goal, double alpha) implements Plan {

    public SignedRankPlan {
        Requirements.probability("alpha", alpha);
    }

    @Override
    public double power(double effect, double n) {
        return new LargeSamplePlan(Math.sqrt(1.0 / 3), goal, alpha).power(effect, n);
    }
}
