package assay.statistics.planning;

import org.apache.commons.math3.analysis.solvers.BrentSolver;

/// A comparison before it is made: what it would show, from how many observations. Each test has
/// its own record:
///
/// | test | plan |
/// |---|---|
/// | paired t | [TTestPlan#paired] |
/// | two-sample t, pooled | [TTestPlan#twoSample] |
/// | two-sample t, Welch's; winsorised means with the winsorised deviations | [WelchPlan] |
/// | sign test | [SignTestPlan] |
/// | Wilcoxon signed rank | [SignedRankPlan] |
/// | Mann-Whitney | [RankSumPlan] |
/// | one proportion | [SharePlan] |
/// | two proportions | [ProportionsPlan] |
/// | McNemar | [McNemarPlan] |
/// | difference of ratio metrics, by the delta method | [LargeSamplePlan#ratio] |
/// | relative lift, ratio of two means | [RelativeLiftPlan] |
/// | quantile | [LargeSamplePlan#quantile] |
/// | two AUCs on the same examples, by DeLong | [AucPlan] |
/// | one AUC over chance | [AucPlan#overChance] |
/// | chi-square and G, Cramér's V | [ChiSquarePlan] |
/// | Kolmogorov-Smirnov | [KolmogorovSmirnovPlan] |
/// | Kendall's tau | [KendallPlan] |
/// | Friedman | [FriedmanPlan] |
/// | corrected resampled t | [ResampledPlan] |
/// | any estimate with a normal interval | [LargeSamplePlan] |
/// | the same with looks on the way | [GroupSequentialPlan] |
/// | any of these with clusters | [DesignEffectPlan#clustered] |
/// | with weights | [DesignEffectPlan#weighted] |
/// | with CUPED, regression or post-stratification | [DesignEffectPlan#adjusted] |
///
/// Every plan is one of superiority, non-inferiority or equivalence by its [Goal].
public interface Plan {

    /// The largest number of observations that a search considers.
    long MOST = 1L << 52;

    /// The probability that the comparison shows its goal.
    ///
    /// @param effect the true one, in the plan's own unit
    /// @param n observations (of the first sample, where there are two); real, so that it can be
    ///   solved for
    double power(double effect, double n);

    /// The fewest observations that the test can be computed from.
    default long least() {
        return 2;
    }

    /// The fewest observations with at least this power, or the reason why no number has it.
    ///
    /// @param effect the true one
    /// @param power `0 < power < 1`
    default Size size(double effect, double power) {
        requirePower(power);
        long enough = least();
        while (!(power(effect, (double) enough) >= power)) {
            if (enough >= MOST) {
                return new Size.Unreachable(
                        "an effect of "
                                + effect
                                + " has power "
                                + power(effect, (double) enough)
                                + ", below "
                                + power
                                + ", at "
                                + enough
                                + " observations");
            }
            enough *= 2;
        }
        long tooFew = Math.max(least(), enough / 2) - 1;
        while (enough - tooFew > 1) {
            long middle = tooFew + (enough - tooFew) / 2;
            if (power(effect, (double) middle) >= power) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return new Size.Of(enough);
    }

    /// The smallest effect in `(0, largest]` that is shown with this power, or the reason why none
    /// is.
    ///
    /// @param n observations
    /// @param power `0 < power < 1`
    /// @param largest where the search ends
    default Effect detectable(long n, double power, double largest) {
        requirePower(power);
        if (power(0, (double) n) >= power) {
            return new Effect.Unreachable("already no effect at all has the power " + power);
        }
        if (!(power(largest, (double) n) >= power)) {
            return new Effect.Unreachable(
                    "an effect of "
                            + largest
                            + " has power "
                            + power(largest, (double) n)
                            + ", below "
                            + power
                            + ", at "
                            + n
                            + " observations");
        }
        double effect =
                new BrentSolver(1e-15, 0)
                        .solve(1000, x -> power(x, (double) n) - power, 0, largest);
        return new Effect.Of(effect);
    }

    /// How many observations.
    sealed interface Size {
        /// This many.
        record Of(long n) implements Size {}

        /// No number will do.
        record Unreachable(String because) implements Size {}
    }

    /// How large an effect.
    sealed interface Effect {
        /// This large.
        record Of(double effect) implements Effect {}

        /// None in the range searched.
        record Unreachable(String because) implements Effect {}
    }

    private static void requirePower(double power) {
        if (!(power > 0 && power < 1)) {
            throw new IllegalArgumentException("power " + power + " is not in (0, 1)");
        }
    }
}
