package assay.statistics.planning;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.util.Pair;
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

    private static final Pair<double[], double[]> NODES = nodes();
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
        return averaged(
                degrees,
                s -> goal.probability(effect, standardError, critical * standardError * s));
    }

    /// The expectation of `f(s)`, where `degrees * s^2` is chi-squared: Gauss-Legendre on panels
    /// over the bulk of the density of `s`, which is near 1 with a deviation near `1 / sqrt(2
    /// degrees)`.
    private static double averaged(double degrees, DoubleUnaryOperator f) {
        double deviation = 1 / Math.sqrt(2 * degrees);
        double from = Math.max(0, 1 - 9 * deviation);
        double to = 1 + 9 * deviation;
        double mode = degrees > 1 ? Math.sqrt((degrees - 1) / degrees) : 0;
        double atMode = logDensity(degrees, mode);
        double width = (to - from) / PANELS;
        double sum = 0;
        double mass = 0;
        for (int panel = 0; panel < PANELS; panel++) {
            double middle = from + (panel + 0.5) * width;
            for (int i = 0; i < NODES.getFirst().length; i++) {
                double s = middle + NODES.getFirst()[i] * width / 2;
                double weight = NODES.getSecond()[i] * Math.exp(logDensity(degrees, s) - atMode);
                mass += weight;
                sum += weight * f.applyAsDouble(s);
            }
        }
        return Math.min(1, sum / mass);
    }

    /// The log of the density of `s`, less its constant.
    private static double logDensity(double degrees, double s) {
        double power = degrees == 1 ? 0 : (degrees - 1) * Math.log(s);
        return power - degrees * s * s / 2;
    }

    private static Pair<double[], double[]> nodes() {
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(20);
        double[] points = new double[rule.getNumberOfPoints()];
        double[] weights = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = rule.getPoint(i);
            weights[i] = rule.getWeight(i);
        }
        return new Pair<>(points, weights);
    }
}
