package assay.statistics.sequential;

import assay.statistics.Inference.Inferred;
import assay.statistics.Interval;
import assay.statistics.Question;

/// Answers a one-sided question out of a two-sided sequence at the same level. Its error stays
/// below `alpha`: what it gives away is the half of `alpha` that the other side holds.
final class Conservative {

    private Conservative() {}

    static Inferred answer(
            double estimate, Interval twoSided, double logWealth, Question question) {
        double p = Math.min(1, Math.exp(-logWealth));
        boolean departs =
                switch (question.alternative()) {
                    case TWO_SIDED -> true;
                    case GREATER -> estimate > question.nullValue();
                    case LESS -> estimate < question.nullValue();
                };
        return new Inferred(
                estimate, twoSided.towards(question.alternative()), departs ? p : 1, logWealth);
    }
}
