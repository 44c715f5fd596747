package assay.statistics.bayes;

import assay.statistics.Interval;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// A normal posterior of an effect.
///
/// @param mean finite
/// @param standardDeviation `> 0`
public record NormalEffect(double mean, double standardDeviation) {

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /// Deviations beyond which nothing is left of a normal distribution.
    private static final double CERTAIN = 40;

    public NormalEffect {
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("mean " + mean + " is not finite");
        }
        if (!(standardDeviation > 0 && standardDeviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "standard deviation " + standardDeviation + " is not positive and finite");
        }
    }

    /// After an estimate, under a flat prior.
    ///
    /// @param standardError of the estimate, `> 0`
    public static NormalEffect flat(double estimate, double standardError) {
        return new NormalEffect(estimate, standardError);
    }

    /// After an estimate, with this distribution as prior: means are weighed by their precisions.
    ///
    /// @param standardError of the estimate, `> 0`
    public NormalEffect updated(double estimate, double standardError) {
        NormalEffect data = new NormalEffect(estimate, standardError);
        double narrow = Math.min(standardDeviation, data.standardDeviation);
        // By their ratio: the squares of tiny deviations would be zero.
        double ratio = narrow / Math.max(standardDeviation, data.standardDeviation);
        double ofNarrow = 1 / (1 + ratio * ratio);
        double share = narrow == data.standardDeviation ? ofNarrow : ofNarrow * ratio * ratio;
        return new NormalEffect(
                mean * (1 - share) + share * estimate, narrow / Math.hypot(1, ratio));
    }

    /// The probability that the effect is above `threshold`.
    public double chanceAbove(double threshold) {
        return STANDARD.survivalProbability((threshold - mean) / standardDeviation);
    }

    /// What this says of the effect.
    ///
    /// @param confidence of the credible interval, `0 < confidence < 1`
    public Belief belief(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " is not in (0, 1)");
        }
        double reach =
                standardDeviation * STANDARD.inverseSurvivalProbability((1 - confidence) / 2);
        return new Belief(
                mean,
                new Interval(mean - reach, mean + reach),
                chanceAbove(0),
                positivePart(-mean),
                positivePart(mean));
    }

    /// `E[max(X, 0)]` of a normal `X` with this deviation.
    private double positivePart(double centre) {
        double z = centre / standardDeviation;
        if (Math.abs(z) > CERTAIN) {
            return Math.max(0, centre);
        }
        double part = STANDARD.density(z) + z * STANDARD.cumulativeProbability(z);
        return standardDeviation * Math.max(0, part);
    }
}
