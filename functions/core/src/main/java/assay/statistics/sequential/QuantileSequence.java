package assay.statistics.sequential;

import static assay.statistics.Alternative.GREATER;
import static assay.statistics.Alternative.LESS;
import static assay.statistics.Alternative.TWO_SIDED;

import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;
import java.util.function.IntPredicate;

/// The confidence sequence of one quantile: its ends are order statistics, it holds at every time
/// and for every distribution, with ties (Howard and Ramdas 2022, section 3, with the beta-binomial
/// mixture).
public final class QuantileSequence {

    private QuantileSequence() {}

    /// The quantile that is compatible with the values so far.
    ///
    /// @param sorted ascending, without NaN; the estimate is Hyndman and Fan's type 7
    /// @param quantile in `(0, 1)`
    /// @param mixture tuned for a number of values
    /// @return `UNBOUNDED` while there are too few values for an end that the question asks for
    public static Inference at(
            double[] sorted, double quantile, BetaBinomialMixture mixture, Question question) {
        if (sorted.length == 0) {
            return new CannotSay(Reason.TOO_FEW, "there is no value");
        }
        var evidence = new QuantileEvidence(sorted, quantile, mixture);
        Interval interval = interval(evidence, question);
        boolean bounded =
                switch (question.alternative()) {
                    case TWO_SIDED -> Double.isFinite(interval.width());
                    case GREATER -> Double.isFinite(interval.lower());
                    case LESS -> Double.isFinite(interval.upper());
                };
        if (!bounded) {
            return new CannotSay(
                    Reason.UNBOUNDED,
                    "%d values do not bound the %s quantile at confidence %s"
                            .formatted(sorted.length, quantile, question.confidence()));
        }
        double logWealth =
                evidence.logWealthAt(below(question.alternative()), question.nullValue());
        return new Inferred(
                evidence.estimate(), interval, Math.min(1, Math.exp(-logWealth)), logWealth);
    }

    /// A value below the interval has so few values up to it that the bet on too few is won; one
    /// above has too many values below it.
    private static Interval interval(QuantileEvidence evidence, Question question) {
        Alternative departure = below(question.alternative());
        double target = Math.log(1 / question.alpha());
        IntPredicate rejected = count -> evidence.logWealth(departure, count) > target;
        int centre = (int) evidence.leastCount();
        int few = firstThat(0, centre + 1, rejected.negate());
        int many = firstThat(centre + 1, evidence.size() + 1, rejected);
        return new Interval(
                few == 0 ? Double.NEGATIVE_INFINITY : evidence.value(few - 1),
                many > evidence.size() ? Double.POSITIVE_INFINITY : evidence.value(many - 1));
    }

    /// A quantile that is greater has fewer values below it.
    private static Alternative below(Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> TWO_SIDED;
            case GREATER -> LESS;
            case LESS -> GREATER;
        };
    }

    /// The first number from `low` on that a monotone condition holds for, or `high` if none below
    /// it.
    private static int firstThat(int low, int high, IntPredicate holds) {
        int from = low;
        int to = high;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (holds.test(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
