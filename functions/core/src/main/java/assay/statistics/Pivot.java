package assay.statistics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;

/// An estimate whose distance from the truth, in standard errors, has Student's t distribution.
///
/// @param estimate the quantity, in its own unit
/// @param standardError of the estimate, in the same unit
/// @param degreesOfFreedom `> 0`; infinite for the normal distribution
public record Pivot(double estimate, double standardError, double degreesOfFreedom)
        implements StatisticalTest {

    /// A spread this many times the rounding error of the mean is no spread.
    private static final double ROUNDING = 16 * Math.ulp(1.0);

    public Pivot {
        if (!(degreesOfFreedom > 0)) {
            throw new IllegalArgumentException(
                    "degrees of freedom " + degreesOfFreedom + " are not above 0");
        }
    }

    /// With the normal distribution.
    public static Pivot normal(double estimate, double standardError) {
        return new Pivot(estimate, standardError, Double.POSITIVE_INFINITY);
    }

    @Override
    public Inference answer(Question question) {
        if (!Double.isFinite(estimate) || !Double.isFinite(standardError)) {
            return new CannotSay(
                    Reason.NOT_FINITE,
                    "the observations are not all finite numbers of moderate size: estimate "
                            + estimate
                            + ", standard error "
                            + standardError);
        }
        if (standardError <= ROUNDING * Math.abs(estimate) / Math.sqrt(degreesOfFreedom + 1)) {
            return new CannotSay(
                    Reason.NO_VARIATION,
                    "the observations do not vary, so that nothing says how sure "
                            + estimate
                            + " is");
        }
        double t = (estimate - question.nullValue()) / standardError;
        double reach = Student.reach(question, degreesOfFreedom) * standardError;
        return question.inferred(
                estimate,
                estimate - reach,
                estimate + reach,
                Student.pValue(t, degreesOfFreedom, question.alternative()),
                t,
                t > 0);
    }
}
