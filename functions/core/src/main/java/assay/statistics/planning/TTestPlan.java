package assay.statistics.planning;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.statistics.distribution.TDistribution;

/// A t-test, exact: given the estimated standard deviation the estimate is normal, so the power is
/// the normal one averaged over the distribution of that standard deviation. For a difference this
/// is the non-central t distribution (both tails, as R's `power.t.test(strict = TRUE)`), for
/// equivalence Owen's Q (as PowerTOST).
///
/// @param standardDeviation of one difference (paired), or within each group (two samples); `> 0`
/// @param samples 1 for paired, 2 for two
/// @param allocation size of the second sample over that of the first; `> 0`; without meaning for
///   one
/// @param goal to be shown
/// @param alpha `0 < alpha < 1`
public record TTestPlan(
        double standardDeviation, int samples, double allocation, Goal goal, double alpha)
        implements Plan {

    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(20);
    private static final int PANELS = 24;

    public TTestPlan {
        Requirements.positive("standard deviation", standardDeviation);
        Requirements.positive("allocation", allocation);
        Requirements.probability("alpha", alpha);
        if (samples != 1 && samples != 2) {
            throw new IllegalArgumentException(samples + " samples are not 1 or 2");
        }
    }

    /// For paired differences (or one sample). Observations are pairs.
    public static TTestPlan paired(double standardDeviation, Goal goal, double alpha) {
        return new TTestPlan(standardDeviation, 1, 1, goal, alpha);
    }

    /// For two independent samples of one variance. Observations are those of the first sample.
    ///
    /// @param allocation size of the second sample over that of the first
    public static TTestPlan twoSample(
            double standardDeviation, double allocation, Goal goal, double alpha) {
        return new TTestPlan(standardDeviation, 2, allocation, goal, alpha);
    }

    @Override
    public double power(double effect, double n) {
        double degrees = samples == 1 ? n - 1 : n + n * allocation - 2;
        double perUnit = samples == 1 ? 1 / n : 1 / n + 1 / (n * allocation);
        double standardError = standardDeviation * Math.sqrt(perUnit);
        double critical = TDistribution.of(degrees).inverseSurvivalProbability(goal.tail(alpha));
        double reach = critical * standardError;
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
