package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;

/// Student's t test of the difference between two means, with one variance for both.
///
/// @param treatment the moments of one sample
/// @param control the moments of the other
public record PooledT(Moments treatment, Moments control) implements StatisticalTest {

    /// Of two columns.
    public static PooledT of(double[] treatment, double[] control) {
        return new PooledT(Moments.of(treatment), Moments.of(control));
    }

    @Override
    public Inference answer(Question question) {
        long m = treatment.count();
        long n = control.count();
        if (m < 1 || n < 1 || m + n < 3) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "a pooled t test needs 3 values, on both sides, and there are "
                            + m
                            + " and "
                            + n);
        }
        double variance = (treatment.m2() + control.m2()) / (m + n - 2);
        double error = Math.sqrt(variance * (1.0 / m + 1.0 / n));
        return new Pivot(treatment.mean() - control.mean(), error, m + n - 2).answer(question);
    }
}
