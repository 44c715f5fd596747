package assay.statistics.bayes;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.statistics.distribution.BetaDistribution;

/// What is believed of a proportion: a beta distribution, prior or posterior.
///
/// @param successes the prior's and those seen, `> 0`
/// @param failures the prior's and those seen, `> 0`
public record BetaPosterior(double successes, double failures) {

    /// Every proportion alike.
    public static final BetaPosterior UNIFORM = new BetaPosterior(1, 1);

    /// Jeffreys' prior.
    public static final BetaPosterior JEFFREYS = new BetaPosterior(0.5, 0.5);

    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(16);
    private static final int PANELS = 24;
    private static final double NEGLIGIBLE = 45;

    public BetaPosterior {
        if (!(successes > 0 && successes < Double.POSITIVE_INFINITY)
                || !(failures > 0 && failures < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "successes "
                            + successes
                            + " and failures "
                            + failures
                            + " must be positive and finite");
        }
    }

    /// After more trials.
    ///
    /// @param seen `0 <= seen <= trials`
    public BetaPosterior updated(long seen, long trials) {
        if (!(seen >= 0 && seen <= trials)) {
            throw new IllegalArgumentException(
                    "successes " + seen + " are not in [0, " + trials + "]");
        }
        return new BetaPosterior(successes + seen, failures + (trials - seen));
    }

    /// The expected proportion.
    public double mean() {
        return successes / (successes + failures);
    }

    BetaPosterior oneMoreSuccess() {
        return new BetaPosterior(successes + 1, failures);
    }

    double variance() {
        double n = successes + failures;
        return successes / n * (failures / n) / (n + 1);
    }

    double cumulativeProbability(double p) {
        return BetaDistribution.of(successes, failures).cumulativeProbability(p);
    }

    double survivalProbability(double p) {
        return BetaDistribution.of(successes, failures).survivalProbability(p);
    }

    /// `E[f(p)]`, where `f` is smooth but for the two proportions given. By Gauss-Legendre panels
    /// over `log(p / (1 - p))`, on which scale the log density is concave and smooth at both ends,
    /// however small the counts.
    double expectation(double kink, double other, DoubleUnaryOperator f) {
        double mode = Math.log(successes / failures);
        double from = mode - reach(mode, -1);
        double to = mode + reach(mode, 1);
        double atMode = logDensity(mode);
        DoubleUnaryOperator density = logit -> Math.exp(logDensity(logit) - atMode);
        DoubleUnaryOperator weighted =
                logit -> density.applyAsDouble(logit) * f.applyAsDouble(1 / (1 + Math.exp(-logit)));
        double first = Math.clamp(logit(Math.min(kink, other)), from, to);
        double second = Math.clamp(logit(Math.max(kink, other)), from, to);
        double sum =
                integral(from, first, weighted)
                        + integral(first, second, weighted)
                        + integral(second, to, weighted);
        return sum / integral(from, to, density);
    }

    private static double logit(double p) {
        return p <= 0
                ? Double.NEGATIVE_INFINITY
                : p >= 1 ? Double.POSITIVE_INFINITY : Math.log(p / (1 - p));
    }

    /// Panels crowd towards both ends, by `x = u^3 (10 - 15 u + 6 u^2)`, which also smooths a root
    /// of the distance from an end.
    private static double integral(double from, double to, DoubleUnaryOperator f) {
        if (!(to > from)) {
            return 0;
        }
        double sum = 0;
        for (int panel = 0; panel < PANELS; panel++) {
            for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
                double u = (panel + 0.5 + RULE.getPoint(i) / 2) / PANELS;
                double x = u * u * u * (10 + u * (6 * u - 15));
                double slope = 30 * u * u * (1 - u) * (1 - u);
                sum += RULE.getWeight(i) * slope * f.applyAsDouble(from + x * (to - from));
            }
        }
        return sum * (to - from) / (2 * PANELS);
    }

    /// The log density of `log(p / (1 - p))`, less its constant.
    private double logDensity(double logit) {
        return -successes * softplus(-logit) - failures * softplus(logit);
    }

    /// How far from the mode the density is negligible.
    private double reach(double mode, int direction) {
        double atMode = logDensity(mode);
        double reach = 1e-8;
        while (atMode - logDensity(mode + direction * reach) < NEGLIGIBLE) {
            reach *= 1.5;
        }
        return reach;
    }

    private static double softplus(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }
}
