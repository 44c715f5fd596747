package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;

/// The ratio of two means, treatment over control, by the delta method.
///
/// A relative lift of 5 % is a ratio of 1.05: see [RelativeLift].
///
/// @param treatment the moments of the numerator
/// @param control the moments of the denominator
public record RatioOfMeans(Moments treatment, Moments control) implements StatisticalTest {

    @Override
    public Inference answer(Question question) {
        return pivoted(question, 0);
    }

    /// The ratio less a constant.
    Inference pivoted(Question question, double less) {
        if (treatment.count() < 2 || control.count() < 2) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "a ratio of means needs 2 values on each side, and there are "
                            + treatment.count()
                            + " and "
                            + control.count());
        }
        if (control.mean() == 0) {
            return new CannotSay(Reason.UNBOUNDED, "the mean of the control is 0: no ratio to it");
        }
        double ratio = treatment.mean() / control.mean();
        double error =
                Math.hypot(treatment.standardError(), ratio * control.standardError())
                        / Math.abs(control.mean());
        return Pivot.normal(ratio - less, error).answer(question);
    }
}
