package assay.statistics.distance;

import assay.statistics.Inference.Reason;
import assay.statistics.Interval;

/// How far apart two distributions are, or the reason why that cannot be said.
///
/// Zero is the least that a distance can be, so the p-value is always that of a distance above
/// zero. The interval has two ends at its confidence; its lower end leaves zero once the p-value is
/// below half of one minus the confidence (of [Wasserstein], below one minus the confidence).
public sealed interface Distance {

    /// The answer.
    ///
    /// @param distance in the method's own unit, `>= 0`
    /// @param interval for the same quantity
    /// @param statistic of the test, as its source defines it
    /// @param pValue of no distance at all, in [0, 1]
    /// @param effect size on a scale that does not depend on unit or sample size: see each method
    record Measured(
            double distance, Interval interval, double statistic, double pValue, double effect)
            implements Distance {
        public Measured {
            if (!(distance >= 0) || Double.isNaN(statistic) || Double.isNaN(effect)) {
                throw new IllegalArgumentException(
                        "distance " + distance + ", statistic " + statistic + ", effect " + effect);
            }
            if (!(pValue >= 0 && pValue <= 1)) {
                throw new IllegalArgumentException("p-value " + pValue + " is not in [0, 1]");
            }
        }
    }

    /// No answer.
    ///
    /// @param reason the kind of obstacle
    /// @param because one sentence for a person
    record CannotSay(Reason reason, String because) implements Distance {}
}
