package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.WeightedMoments;

/// Welch's t test over weighted rows or clusters of rows, with linearised variances.
///
/// @param treatment the moments of one sample
/// @param control the moments of the other, which shares no cluster with it
public record RobustWelch(WeightedMoments treatment, WeightedMoments control)
        implements StatisticalTest {

    @Override
    public Inference answer(Question question) {
        if (treatment.count() < 2 || control.count() < 2) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "Welch's test needs 2 weighted rows or clusters on each side, and there are "
                            + treatment.count()
                            + " and "
                            + control.count());
        }
        return Satterthwaite.difference(
                        treatment.mean(),
                        treatment.standardError(),
                        treatment.degreesOfFreedom(),
                        control.mean(),
                        control.standardError(),
                        control.degreesOfFreedom())
                .answer(question);
    }
}
