package assay.statistics.bayes;

import assay.statistics.Interval;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/// The difference of two proportions, each with a beta posterior; the two are independent.
///
/// @param control posterior of the first proportion
/// @param treatment posterior of the second
public record BetaBinomialEffect(BetaPosterior control, BetaPosterior treatment) {

    private static final double ACCURACY = 1e-13;

    /// After the counts, from the same prior for both.
    public static BetaBinomialEffect of(
            BetaPosterior prior,
            long controlSuccesses,
            long controlTrials,
            long treatmentSuccesses,
            long treatmentTrials) {
        return new BetaBinomialEffect(
                prior.updated(controlSuccesses, controlTrials),
                prior.updated(treatmentSuccesses, treatmentTrials));
    }

    /// The probability that treatment less control is above `threshold`, in [-1, 1].
    ///
    /// The narrower of the two is integrated over, so that the other's distribution function is
    /// smooth under it.
    public double chanceAbove(double threshold) {
        return treatment.variance() < control.variance()
                ? treatment.expectation(
                        threshold, 1 + threshold, p -> control.cumulativeProbability(p - threshold))
                : control.expectation(
                        -threshold,
                        1 - threshold,
                        p -> treatment.survivalProbability(p + threshold));
    }

    /// What this says of the difference.
    ///
    /// @param confidence of the credible interval, `0 < confidence < 1`
    public Belief belief(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " is not in (0, 1)");
        }
        double tail = (1 - confidence) / 2;
        return new Belief(
                treatment.mean() - control.mean(),
                new Interval(quantile(tail), quantile(1 - tail)),
                chanceAbove(0),
                shortfall(treatment, control),
                shortfall(control, treatment));
    }

    /// `E[max(other - chosen, 0)]`. Beyond a value, the mean of a beta is its whole mean times the
    /// share beyond that value of a beta with one more success.
    private static double shortfall(BetaPosterior chosen, BetaPosterior other) {
        double loss =
                other.variance() < chosen.variance()
                        ? other.expectation(
                                0,
                                1,
                                p ->
                                        p * chosen.cumulativeProbability(p)
                                                - chosen.mean()
                                                        * chosen.oneMoreSuccess()
                                                                .cumulativeProbability(p))
                        : chosen.expectation(
                                0,
                                1,
                                p ->
                                        other.mean() * other.oneMoreSuccess().survivalProbability(p)
                                                - p * other.survivalProbability(p));
        return Math.max(0, loss);
    }

    private double quantile(double probability) {
        return new BrentSolver(ACCURACY).solve(200, d -> 1 - chanceAbove(d) - probability, -1, 1);
    }
}
