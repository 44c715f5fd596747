package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Question;
import assay.statistics.Roots;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;

/// The score test of the difference between two shares and the interval that it inverts (Miettinen
/// and Nurminen 1985), with their factor `N / (N - 1)`.
///
/// @param shares the two samples
public record MiettinenNurminen(Proportions shares) implements StatisticalTest {

    @Override
    public Inference answer(Question question) {
        return shares.obstacle().<Inference>map(why -> why).orElseGet(() -> inferred(question));
    }

    private Inference inferred(Question question) {
        double reach = Student.reach(question, Double.POSITIVE_INFINITY);
        double difference = shares.difference();
        double z = score(Math.clamp(question.nullValue(), -1, 1));
        return question.inferred(
                difference,
                Roots.falling(this::score, reach, -1, difference),
                Roots.falling(this::score, -reach, difference, 1),
                Student.pValue(z, Double.POSITIVE_INFINITY, question.alternative()),
                z,
                z > 0);
    }

    /// The observed less the supposed difference, in standard errors under the supposed one.
    private double score(double supposed) {
        double n1 = (double) shares.treatedTrials();
        double n2 = (double) shares.controlTrials();
        double n = n1 + n2;
        double p2 = likeliestControl(supposed);
        double p1 = Math.clamp(p2 + supposed, 0, 1);
        double variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * n / (n - 1);
        double excess = shares.difference() - supposed;
        return excess == 0 ? 0 : excess / Math.sqrt(Math.max(0, variance));
    }

    /// The likeliest share of the control given the difference: the root of a cubic (their appendix
    /// I).
    private double likeliestControl(double supposed) {
        double n1 = (double) shares.treatedTrials();
        double n2 = (double) shares.controlTrials();
        double x1 = (double) shares.treated();
        double x2 = (double) shares.controlled();
        double n = n1 + n2;
        double l3 = n;
        double l2 = (n1 + 2 * n2) * supposed - n - (x1 + x2);
        double l1 = (n2 * supposed - n - 2 * x2) * supposed + x1 + x2;
        double l0 = x2 * supposed * (1 - supposed);
        double third = l2 / (3 * l3);
        double q = third * third * third - l1 * l2 / (6 * l3 * l3) + l0 / (2 * l3);
        double p = Math.copySign(Math.sqrt(Math.max(0, third * third - l1 / (3 * l3))), q);
        double angle = p == 0 ? Math.PI / 2 : Math.acos(Math.clamp(q / (p * p * p), -1, 1));
        double root = 2 * p * Math.cos((Math.PI + angle) / 3) - third;
        return Math.clamp(root, Math.max(0, -supposed), Math.min(1, 1 - supposed));
    }
}
