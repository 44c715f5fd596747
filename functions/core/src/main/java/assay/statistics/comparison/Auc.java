package assay.statistics.comparison;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// What an area under a ROC curve, or a difference of two, was inferred from.
///
/// @param estimate the area, or the second area minus the first
/// @param variance of the estimate, `variance >= 0`
/// @param positives rows of the positive class
/// @param negatives rows of the negative class
public record Auc(double estimate, double variance, long positives, long negatives) {

    /// The area under one curve, within `[0, 1]`; a normal approximation, as in DeLong's paper.
    public Inference area(Question question) {
        return inferred(question, new Interval(0, 1));
    }

    /// The difference of two areas.
    public Inference difference(Question question) {
        return inferred(question, new Interval(-1, 1));
    }

    private Inference inferred(Question question, Interval possible) {
        if (positives == 0 || negatives == 0) {
            return new CannotSay(
                    Reason.ONE_CLASS,
                    "there are %d positive and %d negative rows".formatted(positives, negatives));
        }
        if (positives == 1 || negatives == 1) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "a variance takes two rows of each class, and there are %d positive and %d negative"
                            .formatted(positives, negatives));
        }
        if (!Double.isFinite(estimate) || !Double.isFinite(variance)) {
            return new CannotSay(Reason.NOT_FINITE, "a score or a weight is not finite");
        }
        if (!(variance > 0)) {
            return new CannotSay(
                    Reason.NO_VARIATION,
                    "the variance of the estimate " + estimate + " is " + variance);
        }
        var normal = NormalDistribution.of(0, 1);
        double error = Math.sqrt(variance);
        double z = (estimate - question.nullValue()) / error;
        double tails = 1;
        double p =
                switch (question.alternative()) {
                    case TWO_SIDED -> {
                        tails = 2;
                        yield Math.min(1, 2 * normal.survivalProbability(Math.abs(z)));
                    }
                    case GREATER -> normal.survivalProbability(z);
                    case LESS -> normal.cumulativeProbability(z);
                };
        double margin = error * normal.inverseSurvivalProbability(question.alpha() / tails);
        var interval =
                new Interval(
                        Math.max(possible.lower(), estimate - margin),
                        Math.min(possible.upper(), estimate + margin));
        return new Inferred(estimate, interval.towards(question.alternative()), p, z);
    }
}
