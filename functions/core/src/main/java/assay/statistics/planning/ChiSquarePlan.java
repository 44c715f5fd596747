package assay.statistics.planning;

import assay.statistics.distance.NoncentralChiSquare;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// The chi-square test of a table or of shares, and the G test, by the non-central chi-squared
/// distribution (Cohen 1988, chapter 7). The effect is Cohen's w; of a table with `k` rows or
/// columns, whichever are fewer, it is Cramér's V times `sqrt(k - 1)`.
///
/// @param degrees of freedom: classes less one, or rows less one times columns less one; `> 0`
/// @param alpha `0 < alpha < 1`
public record ChiSquarePlan(int degrees, double alpha) implements Plan {

    public ChiSquarePlan {
        Requirements.positive("degrees of freedom", degrees);
        Requirements.probability("alpha", alpha);
    }

    @Override
    public long least() {
        return 1;
    }

    /// @param effect `>= 0`
    /// @param n counts in all
    @Override
    public double power(double effect, double n) {
        double critical = ChiSquaredDistribution.of(degrees).inverseSurvivalProbability(alpha);
        return 1
                - NoncentralChiSquare.cumulativeProbability(critical, degrees, n * effect * effect);
    }
}
