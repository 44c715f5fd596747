package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;

/// Welch's t test of the difference between two means, with variances of their own.
///
/// @param treatment the moments of one sample
/// @param control the moments of the other
public record Welch(Moments treatment, Moments control) implements StatisticalTest {

    /// Of two columns.
    public static Welch of(double[] treatment, double[] control) {
        return new Welch(Moments.of(treatment), Moments.of(control));
    }

    @Override
    public Inference answer(Question question) {
        if (treatment.count() < 2 || control.count() < 2) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "Welch's test needs 2 values on each side, and there are "
                            + treatment.count()
                            + " and "
                            + control.count());
        }
        return Satterthwaite.difference(
                        treatment.mean(),
                        treatment.standardError(),
                        treatment.count() - 1.0,
                        control.mean(),
                        control.standardError(),
                        control.count() - 1.0)
                .answer(question);
    }
}
