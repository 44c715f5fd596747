package assay.statistics.multiplicity;

import assay.statistics.Alternative;
import assay.statistics.Interval;
import assay.statistics.Question;
import java.util.function.DoubleFunction;

/// One hypothesis of a family, able to give its interval at any confidence.
///
/// @param estimate of the quantity
/// @param nullValue that the p-value speaks against
/// @param alternative the direction of p-value and interval
/// @param pValue `0 <= pValue <= 1`
/// @param interval from a confidence to the interval of the same test, which excludes `nullValue`
///   when `pValue < 1 - confidence`
public record Claim(
        double estimate,
        double nullValue,
        Alternative alternative,
        double pValue,
        DoubleFunction<Interval> interval) {

    public Claim {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("p-value " + pValue + " is not in [0, 1]");
        }
    }

    /// The answer `estimate`, `pValue` to `question`, whose interval is `interval`.
    public static Claim of(
            Question question, double estimate, double pValue, DoubleFunction<Interval> interval) {
        return new Claim(estimate, question.nullValue(), question.alternative(), pValue, interval);
    }

    /// The part of `whole` strictly on the side of the null value that the evidence points to.
    Interval beyondNull(Interval whole) {
        return above()
                ? new Interval(
                        Math.max(whole.lower(), Math.nextUp(nullValue)),
                        Math.max(whole.upper(), Math.nextUp(nullValue)))
                : new Interval(
                        Math.min(whole.lower(), Math.nextDown(nullValue)),
                        Math.min(whole.upper(), Math.nextDown(nullValue)));
    }

    private boolean above() {
        return switch (alternative) {
            case GREATER -> true;
            case LESS -> false;
            case TWO_SIDED -> estimate > nullValue;
        };
    }
}
