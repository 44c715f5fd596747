package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Moments;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;

/// The relative lift of a mean, `treatment / control - 1`, by the delta method.
///
/// @param treatment the moments of one sample
/// @param control the moments of the other
public record RelativeLift(Moments treatment, Moments control) implements StatisticalTest {

    @Override
    public Inference answer(Question question) {
        return new RatioOfMeans(treatment, control).pivoted(question, 1);
    }
}
