package assay.statistics;

/// What a test answers: an estimate with its interval and p-value, or the reason why it cannot say.
///
/// A result is never `NaN`, and never a `0` or `p = 1` that stands for "could not".
public sealed interface Inference {

    /// The answer.
    ///
    /// @param estimate the quantity, in its own unit
    /// @param interval for the same quantity, at the question's confidence
    /// @param pValue of the question's null value, `0 <= pValue <= 1`
    /// @param statistic the test's own statistic, as its source defines it
    record Inferred(double estimate, Interval interval, double pValue, double statistic)
            implements Inference {
        public Inferred {
            if (Double.isNaN(estimate) || Double.isNaN(statistic)) {
                throw new IllegalArgumentException(
                        "estimate " + estimate + " or statistic " + statistic + " is NaN");
            }
            if (!(pValue >= 0 && pValue <= 1)) {
                throw new IllegalArgumentException("p-value " + pValue + " is not in [0, 1]");
            }
        }
    }

    /// No answer.
    ///
    /// @param reason the kind of obstacle
    /// @param because one sentence for a person, with the numbers that matter
    record CannotSay(Reason reason, String because) implements Inference, Significance {}

    /// Why a question has no answer.
    enum Reason {
        /// Fewer observations than the method needs.
        TOO_FEW,
        /// The input does not vary, so there is no scale to judge by.
        NO_VARIATION,
        /// Only one class, or no event, is present.
        ONE_CLASS,
        /// A value is NaN or infinite.
        NOT_FINITE,
        /// What the question is about was not given: no costs, no latencies.
        ABSENT,
        /// The quantity has no finite interval at this confidence, as with Fieller's ratio.
        UNBOUNDED
    }
}
