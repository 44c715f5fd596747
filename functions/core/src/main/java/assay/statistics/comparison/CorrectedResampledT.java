package assay.statistics.comparison;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.StatisticalTest;

/// The t-test over repeated splits of one dataset, whose differences depend on each other because
/// their training sets overlap (Nadeau and Bengio 2003, section 4).
public final class CorrectedResampledT {

    private CorrectedResampledT() {}

    /// The mean difference over the splits.
    ///
    /// @param differences of the two models' scores, one a split
    /// @param testToTraining test rows divided by training rows in each split, `> 0`; for `k`-fold
    ///   cross-validation `1 / (k - 1)`
    public static StatisticalTest of(Moments differences, double testToTraining) {
        if (!(testToTraining > 0 && testToTraining < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "test to training rows " + testToTraining + " is not positive and finite");
        }
        long splits = differences.count();
        if (splits < 2) {
            var reason =
                    new CannotSay(
                            Reason.TOO_FEW, "a variance takes two splits, and there are " + splits);
            return question -> reason;
        }
        double variance = differences.variance() * (1.0 / splits + testToTraining);
        return new Pivot(differences.mean(), Math.sqrt(variance), splits - 1.0);
    }
}
