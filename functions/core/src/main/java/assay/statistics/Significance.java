package assay.statistics;

/// How surprising the observations are under the null value, without an estimate and its interval:
/// for tests whose interval costs far more than their p-value.
public sealed interface Significance permits Significance.Known, Inference.CannotSay {

    /// The answer.
    ///
    /// @param pValue of the question's null value, `0 <= pValue <= 1`
    /// @param statistic the test's own statistic, as its source defines it
    /// @param above whether the observations speak for values above the null value
    record Known(double pValue, double statistic, boolean above) implements Significance {
        public Known {
            if (!(pValue >= 0 && pValue <= 1)) {
                throw new IllegalArgumentException("p-value " + pValue + " is not in [0, 1]");
            }
        }
    }
}
