package assay.statistics;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// Student's t distribution by its upper tail; with infinite degrees of freedom, the standard
/// normal.
public final class Student {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Student() {}

    /// `P(T > t)`.
    public static double survival(double t, double degreesOfFreedom) {
        return distribution(degreesOfFreedom).survivalProbability(t);
    }

    /// The `t` with `P(T > t) = probability`.
    ///
    /// The library's solver stops at an absolute error of 1e-9; Newton steps carry on from there.
    public static double upperQuantile(double probability, double degreesOfFreedom) {
        var distribution = distribution(degreesOfFreedom);
        double t = distribution.inverseSurvivalProbability(probability);
        if (Double.isInfinite(degreesOfFreedom) || Double.isInfinite(t)) {
            return t;
        }
        for (int step = 0; step < 2; step++) {
            t += (distribution.survivalProbability(t) - probability) / distribution.density(t);
        }
        return t;
    }

    /// The p-value of `t`, in the direction of `alternative`.
    public static double pValue(double t, double degreesOfFreedom, Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> Math.min(1, 2 * survival(Math.abs(t), degreesOfFreedom));
            case GREATER -> survival(t, degreesOfFreedom);
            case LESS -> survival(-t, degreesOfFreedom);
        };
    }

    /// How many standard errors the interval of `question` reaches from the estimate.
    public static double reach(Question question, double degreesOfFreedom) {
        return upperQuantile(question.tail(), degreesOfFreedom);
    }

    private static ContinuousDistribution distribution(double degreesOfFreedom) {
        return Double.isInfinite(degreesOfFreedom) ? NORMAL : TDistribution.of(degreesOfFreedom);
    }
}
