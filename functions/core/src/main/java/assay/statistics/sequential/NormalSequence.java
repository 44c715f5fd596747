package assay.statistics.sequential;

import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;

/// Confidence sequences by the normal mixture: intervals that all hold at once, at every time, with
/// the always-valid p-value of the same wealth. The statistic is the logarithm of the wealth.
public final class NormalSequence {

    private NormalSequence() {}

    /// For any estimate that is asymptotically a mean: a mean, a difference of means or
    /// proportions, a ratio by the delta method, an adjusted effect. The standard error is
    /// estimated, so the error guarantee holds for a first look that is not too early
    /// (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2024, theorem 2.2; one-sided by the
    /// half-normal mixture).
    ///
    /// @param estimate at this time
    /// @param standardError of the estimate, at this time
    /// @param observations behind the estimate; in all arms, for a difference
    /// @param mixture tuned for a number of observations: [NormalMixture#tunedFor]
    public static Inference asymptotic(
            double estimate,
            double standardError,
            long observations,
            NormalMixture mixture,
            Question question) {
        if (observations < 2) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "a standard error takes 2 observations, and there is " + observations);
        }
        return at(estimate, standardError, (double) observations, mixture, question);
    }

    /// For the mean of observations that are sub-Gaussian with a known scale; exact at every time.
    /// Observations in `[a, b]` have scale `(b - a) / 2`.
    ///
    /// @param scale the known standard deviation, or its bound: `scale > 0`
    /// @param mixture tuned for a number of observations
    public static Inference subGaussian(
            double mean,
            long observations,
            double scale,
            NormalMixture mixture,
            Question question) {
        if (observations < 1) {
            return new CannotSay(Reason.TOO_FEW, "there is no observation");
        }
        double time = observations;
        return at(mean, scale / Math.sqrt(time), time, mixture, question);
    }

    /// The mixture sequential probability ratio test (Johari, Koomen, Pekelis, Walsh 2022, section
    /// 5) against effects `~ N(null, priorVariance)`, or the half of them that the question asks
    /// about.
    ///
    /// @param priorVariance in the squared unit of the estimate, `priorVariance > 0`
    public static Inference mixtureRatio(
            double estimate, double standardError, double priorVariance, Question question) {
        double information = 1 / (standardError * standardError);
        return at(
                estimate,
                standardError,
                information,
                new NormalMixture(1 / priorVariance),
                question);
    }

    private static Inference at(
            double estimate,
            double standardError,
            double time,
            NormalMixture mixture,
            Question question) {
        if (!Double.isFinite(estimate) || !Double.isFinite(standardError)) {
            return new CannotSay(
                    Reason.NOT_FINITE,
                    "estimate "
                            + estimate
                            + " or standard error "
                            + standardError
                            + " is not finite");
        }
        if (!(standardError > 0)) {
            return new CannotSay(
                    Reason.NO_VARIATION,
                    "the standard error is " + standardError + ", not positive");
        }
        if (!(time > 0 && time < Double.POSITIVE_INFINITY)) {
            return new CannotSay(
                    Reason.NOT_FINITE,
                    "the standard error "
                            + standardError
                            + " leaves no finite information to compare with the prior's");
        }
        Alternative alternative = question.alternative();
        double root = Math.sqrt(time);
        double z = (estimate - question.nullValue()) / standardError;
        double logWealth = mixture.logWealth(alternative, z * root, time);
        double margin =
                standardError * mixture.boundary(alternative, time, question.alpha()) / root;
        return new Inferred(
                estimate,
                Interval.around(estimate, margin, alternative),
                Math.min(1, Math.exp(-logWealth)),
                logWealth);
    }
}
