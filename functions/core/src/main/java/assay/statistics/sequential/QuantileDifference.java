package assay.statistics.sequential;

import static assay.statistics.Alternative.TWO_SIDED;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;

/// How much greater a quantile is in one arm than in another, at any time (Howard and Ramdas 2022,
/// section 4: the two-sample p-value, and the differences that it does not reject).
public final class QuantileDifference {

    private QuantileDifference() {}

    /// The treatment's quantile minus the control's. A one-sided question is answered
    /// conservatively.
    ///
    /// @param control ascending, without NaN
    /// @param treatment ascending, without NaN
    /// @param quantile in `(0, 1)`
    /// @param mixture tuned for a number of values in one arm
    /// @return `UNBOUNDED` while there are too few values for an interval
    public static Inference at(
            double[] control,
            double[] treatment,
            double quantile,
            BetaBinomialMixture mixture,
            Question question) {
        if (control.length == 0 || treatment.length == 0) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "there are %d and %d values".formatted(control.length, treatment.length));
        }
        var before = new QuantileEvidence(control, quantile, mixture);
        var after = new QuantileEvidence(treatment, quantile, mixture);
        double estimate = after.estimate() - before.estimate();
        double target = Math.log(1 / question.alpha());
        double lowest = after.value(0) - before.value(control.length - 1);
        double highest = after.value(treatment.length - 1) - before.value(0);
        if (!Double.isFinite(highest - lowest)) {
            return new CannotSay(
                    Reason.NOT_FINITE, "differences go from " + lowest + " to " + highest);
        }
        double step = 4 * Math.ulp(largest(control, treatment));
        double below = lowest - step;
        double above = highest + step;
        if (logWealth(before, after, below, target) <= target
                || logWealth(before, after, above, target) <= target) {
            return new CannotSay(
                    Reason.UNBOUNDED,
                    "%d and %d values do not bound a difference of %s quantiles at confidence %s"
                            .formatted(
                                    control.length,
                                    treatment.length,
                                    quantile,
                                    question.confidence()));
        }
        var interval =
                new Interval(
                        end(before, after, estimate, below, target),
                        end(before, after, estimate, above, target));
        double logWealth = logWealth(before, after, question.nullValue(), Double.POSITIVE_INFINITY);
        return Conservative.answer(estimate, interval, logWealth, question);
    }

    /// Of sorted values, without regard to sign.
    private static double largest(double[] x, double[] y) {
        return Math.max(
                Math.max(Math.abs(x[0]), Math.abs(x[x.length - 1])),
                Math.max(Math.abs(y[0]), Math.abs(y[y.length - 1])));
    }

    /// The last difference that is not rejected, by bisection from the estimate outwards.
    private static double end(
            QuantileEvidence before,
            QuantileEvidence after,
            double estimate,
            double rejected,
            double target) {
        double inside = estimate;
        double outside = rejected;
        while (true) {
            double middle = inside + (outside - inside) / 2;
            if (middle == inside || middle == outside) {
                return inside;
            }
            if (logWealth(before, after, middle, target) > target) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
    }

    /// The least joint wealth over all values that could be the control's quantile, with the
    /// treatment's quantile `difference` above it.
    ///
    /// @param enough above which the exact wealth does not matter
    private static double logWealth(
            QuantileEvidence control,
            QuantileEvidence treatment,
            double difference,
            double enough) {
        if (control.leastTo() + difference < treatment.leastFrom()) {
            return between(control, treatment, difference, enough);
        }
        if (treatment.leastTo() - difference < control.leastFrom()) {
            return between(treatment, control, -difference, enough);
        }
        return control.leastLogWealth() + treatment.leastLogWealth();
    }

    /// From the end of the left arm's least suspicious values rightwards, its suspicion grows
    /// behind its values, and the right arm's falls at its values: the least sum is at one of the
    /// latter.
    private static double between(
            QuantileEvidence left, QuantileEvidence right, double shift, double enough) {
        double start = left.leastTo() + shift;
        double floor = right.leastLogWealth();
        double least = left.leastLogWealth() + right.logWealthAt(TWO_SIDED, start);
        int last = right.countUpTo(right.leastFrom());
        for (int i = right.countUpTo(start); i < last; i++) {
            double value = right.value(i);
            double suspicion = left.logWealthAt(TWO_SIDED, value - shift);
            if (suspicion + floor > Math.min(least, enough)) {
                break;
            }
            least = Math.min(least, suspicion + right.logWealthAt(TWO_SIDED, value));
        }
        return least;
    }
}
