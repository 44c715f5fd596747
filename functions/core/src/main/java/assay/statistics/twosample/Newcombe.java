package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Question;
import assay.statistics.Roots;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;
import assay.statistics.onesample.Wilson;

/// The difference between two shares by Newcombe's hybrid of Wilson's intervals (1998, method 10),
/// with the p-value at which the interval just leaves the null value out.
///
/// @param shares the two samples
public record Newcombe(Proportions shares) implements StatisticalTest {

    /// More standard errors than any p-value above 0 has.
    private static final double FAR = 40;

    @Override
    public Inference answer(Question question) {
        return shares.obstacle().<Inference>map(why -> why).orElseGet(() -> inferred(question));
    }

    private Inference inferred(Question question) {
        double reach = Student.reach(question, Double.POSITIVE_INFINITY);
        double difference = shares.difference();
        double nullValue = question.nullValue();
        double z =
                nullValue == difference
                        ? 0
                        : nullValue < difference
                                ? -Roots.rising(this::end, nullValue, -FAR, 0)
                                : -Roots.rising(this::end, nullValue, 0, FAR);
        return question.inferred(
                difference,
                end(-reach),
                end(reach),
                Student.pValue(z, Double.POSITIVE_INFINITY, question.alternative()),
                z,
                z > 0);
    }

    /// The end of the interval at `z` standard errors above, or below, the difference.
    private double end(double z) {
        double p1 = shares.treatment();
        double p2 = shares.control();
        double away1 = Wilson.bound(p1, (double) shares.treatedTrials(), z) - p1;
        double away2 = Wilson.bound(p2, (double) shares.controlTrials(), -z) - p2;
        return p1 - p2 + Math.copySign(Math.hypot(away1, away2), z);
    }
}
