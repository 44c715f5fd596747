package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;

/// The difference between two shares after one success and one failure is added to each (Agresti
/// and Caffo 2000): Wald's interval about the difference so adjusted, and its p-value.
///
/// The estimate is the observed difference, as far as the interval holds it.
///
/// @param shares the two samples
public record AgrestiCaffo(Proportions shares) implements StatisticalTest {

    @Override
    public Inference answer(Question question) {
        return shares.obstacle().<Inference>map(why -> why).orElseGet(() -> inferred(question));
    }

    private Inference inferred(Question question) {
        double n1 = shares.treatedTrials() + 2.0;
        double n2 = shares.controlTrials() + 2.0;
        double p1 = (shares.treated() + 1) / n1;
        double p2 = (shares.controlled() + 1) / n2;
        double error = Math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2);
        double reach = Student.reach(question, Double.POSITIVE_INFINITY) * error;
        double z = (p1 - p2 - question.nullValue()) / error;
        return question.inferred(
                shares.difference(),
                p1 - p2 - reach,
                p1 - p2 + reach,
                Student.pValue(z, Double.POSITIVE_INFINITY, question.alternative()),
                z,
                z > 0);
    }
}
