package assay.statistics.planning;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.statistics.distribution.TDistribution;

/// The power of a t-test: given the estimated standard deviation the estimate is normal, so it is
/// the normal one averaged over the distribution of that standard deviation. For a difference this
/// is the non-central t distribution, for equivalence Owen's Q.
final class TPower {

    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(20);
    private static final int PANELS = 24;

    /// From so many degrees of freedom on the standard deviation is as good as known.
    private static final double KNOWN = 1e12;

    private TPower() {}

    /// @param effect true, in units of the estimate
    /// @param standardError of the estimate, true
    /// @param degrees of freedom of the estimated standard error, `>= 1`
    static double of(Goal goal, double alpha, double effect, double standardError, double degrees) {
        double critical = TDistribution.of(degrees).inverseSurvivalProbability(goal.tail(alpha));
        double reach = critical * standardError;
        if (degrees > KNOWN) {
            return goal.probability(effect, standardError, reach);
        }
        return averaged(
                degrees,
                goal.hopelessReach() / reach,
                s -> goal.probability(effect, standardError, reach * s));
    }

    /// The expectation of `f(s)`, where `degrees * s^2` is chi-squared and `f` is zero, with a
    /// kink, from `kink` on: Gauss-Legendre on panels over the bulk of the density of `s`, which is
    /// near 1 with a deviation near `1 / sqrt(2 degrees)`.
    private static double averaged(double degrees, double kink, DoubleUnaryOperator f) {
        double deviation = 1 / Math.sqrt(2 * degrees);
        double from = Math.max(0, 1 - 9 * deviation);
        double to = 1 + 9 * deviation;
        double mode = Math.sqrt((degrees - 1) / degrees);
        double atMode = logDensity(degrees, mode);
        DoubleUnaryOperator density = s -> Math.exp(logDensity(degrees, s) - atMode);
        double mass = integral(from, to, density);
        double sum =
                integral(
                        from,
                        Math.clamp(kink, from, to),
                        s -> density.applyAsDouble(s) * f.applyAsDouble(s));
        return Math.min(1, sum / mass);
    }

    private static double integral(double from, double to, DoubleUnaryOperator f) {
        double width = (to - from) / PANELS;
        double sum = 0;
        for (int panel = 0; panel < PANELS; panel++) {
            double middle = from + (panel + 0.5) * width;
            for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
                sum += RULE.getWeight(i) * f.applyAsDouble(middle + RULE.getPoint(i) * width / 2);
            }
        }
        return sum * width / 2;
    }

    /// The log of the density of `s`, less its constant.
    private static double logDensity(double degrees, double s) {
        double power = degrees == 1 ? 0 : (degrees - 1) * Math.log(s);
        return power - degrees * s * s / 2;
    }
}
