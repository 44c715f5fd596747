package assay.statistics.planning;

import assay.statistics.distance.KolmogorovSmirnov;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The two-sided test of Kolmogorov and Smirnov: the probability that the gap is beyond the
/// critical value at the one place where the true gap is largest (Massey 1950), with the variance
/// that two shares so far apart have at most. It may be beyond elsewhere as well, so that the power
/// is no less, and a size errs on the large side: for normal values that move by half a deviation
/// it asks for 161 rows each, and some 95 do. The effect is the largest gap of the two distribution
/// functions; observations are those of the first sample.
///
/// @param allocation size of the second sample over that of the first, `> 0`; infinite for one
///   sample against a known distribution
/// @param alpha `0 < alpha < 1`
public record KolmogorovSmirnovPlan(double allocation, double alpha) implements Plan {

    public KolmogorovSmirnovPlan {
        if (!(allocation > 0)) {
            throw new IllegalArgumentException("allocation " + allocation + " is not positive");
        }
        Requirements.probability("alpha", alpha);
    }

    @Override
    public long least() {
        return 1;
    }

    /// @param effect in [0, 1]
    @Override
    public double power(double effect, double n) {
        if (!(effect >= 0 && effect <= 1)) {
            throw new IllegalArgumentException("largest gap " + effect + " is not in [0, 1]");
        }
        double scale = Math.sqrt((1 + 1 / allocation) / n);
        double slack = effect - KolmogorovSmirnov.criticalValue(alpha) * scale;
        double deviation = scale * Math.sqrt((1 - effect * effect) / 4);
        return deviation == 0
                ? slack > 0 ? 1 : 0
                : NormalDistribution.of(0, 1).cumulativeProbability(slack / deviation);
    }
}
