package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.PairMoments;
import assay.statistics.Pivot;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;

/// The difference between two ratio metrics, such as clicks per view: per unit a numerator `x` and
/// a denominator `y`, by the delta method (Deng, Knoblich and Lu 2018, section 3).
///
/// @param treatment the moments of one sample's units
/// @param control the moments of the other's
public record RatioMetric(PairMoments treatment, PairMoments control) implements StatisticalTest {

    @Override
    public Inference answer(Question question) {
        if (treatment.count() < 2 || control.count() < 2) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "a ratio metric needs 2 units on each side, and there are "
                            + treatment.count()
                            + " and "
                            + control.count());
        }
        if (treatment.meanY() == 0 || control.meanY() == 0) {
            return new CannotSay(Reason.ONE_CLASS, "a denominator is 0 for all units");
        }
        double error = Math.sqrt(treatment.ratioVariance() + control.ratioVariance());
        return Pivot.normal(treatment.ratio() - control.ratio(), error).answer(question);
    }
}
