package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;

/// The ratio of two means, treatment over control, by Fieller's theorem (1954): the null values `r`
/// for which `treatment - r control` does not differ from 0.
///
/// They form a finite interval only if the control's mean differs from 0 at the same level; if it
/// does not, there is no answer. The normal distribution is taken for both means.
///
/// @param treatment the moments of the numerator
/// @param control the moments of the denominator
public record Fieller(Moments treatment, Moments control) implements StatisticalTest {

    @Override
    public Inference answer(Question question) {
        if (treatment.count() < 2 || control.count() < 2) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "Fieller's interval needs 2 values on each side, and there are "
                            + treatment.count()
                            + " and "
                            + control.count());
        }
        double a = treatment.mean();
        double b = control.mean();
        double va = treatment.variance() / treatment.count();
        double vb = control.variance() / control.count();
        if (!Double.isFinite(a + b + va + vb)) {
            return new CannotSay(Reason.NOT_FINITE, "a value is NaN, infinite or too large");
        }
        if (va == 0 && vb == 0) {
            return new CannotSay(Reason.NO_VARIATION, "neither sample varies");
        }
        double reach = Student.reach(question, Double.POSITIVE_INFINITY);
        double curve = b * b - reach * reach * vb;
        if (curve <= 0) {
            return new CannotSay(
                    Reason.UNBOUNDED,
                    "the mean of the control, %s, does not differ from 0 at confidence %s"
                            .formatted(b, question.confidence()));
        }
        double spread =
                reach * Math.sqrt(Math.max(0, va * b * b + vb * a * a - reach * reach * va * vb));
        double z =
                Math.signum(b)
                        * (a - question.nullValue() * b)
                        / Math.sqrt(va + question.nullValue() * question.nullValue() * vb);
        return question.inferred(
                a / b,
                (a * b - spread) / curve,
                (a * b + spread) / curve,
                Student.pValue(z, Double.POSITIVE_INFINITY, question.alternative()),
                z,
                z > 0);
    }
}
