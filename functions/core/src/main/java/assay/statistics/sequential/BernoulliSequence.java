package assay.statistics.sequential;

import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;
import java.util.function.DoubleUnaryOperator;

/// The confidence sequence of one proportion: exact at every time, from the first trial on.
public final class BernoulliSequence {

    private BernoulliSequence() {}

    /// The proportion that is compatible with the trials so far.
    ///
    /// @param successes `0 <= successes <= trials`; also the sum of any observations in `[0, 1]`,
    ///   for which the sequence is valid, if wide
    /// @param mixture tuned for a number of trials
    /// @param question about a proportion in `[0, 1]`
    public static Inference at(
            double successes, long trials, BetaBinomialMixture mixture, Question question) {
        if (!(successes >= 0 && successes <= trials)) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
        }
        if (!(question.nullValue() >= 0 && question.nullValue() <= 1)) {
            throw new IllegalArgumentException(
                    "null value " + question.nullValue() + " is not a proportion in [0, 1]");
        }
        if (trials == 0) {
            return new CannotSay(Reason.TOO_FEW, "there is no trial");
        }
        Alternative alternative = question.alternative();
        double n = trials;
        double estimate = successes / n;
        double target = Math.log(1 / question.alpha());
        DoubleUnaryOperator excess = p -> mixture.logWealth(alternative, successes, n, p) - target;
        double lower = alternative == Alternative.LESS ? 0 : Inversion.end(excess, estimate, 0);
        double upper = alternative == Alternative.GREATER ? 1 : Inversion.end(excess, estimate, 1);
        double logWealth = mixture.logWealth(alternative, successes, n, question.nullValue());
        return new Inferred(
                estimate, new Interval(lower, upper), Math.min(1, Math.exp(-logWealth)), logWealth);
    }
}
