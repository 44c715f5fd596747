package assay.benchmarks;

import assay.statistics.Moments;
import assay.statistics.PairMoments;
import assay.statistics.StatisticalTest;
import assay.statistics.adjustment.Cuped;
import assay.statistics.adjustment.JointMoments;
import assay.statistics.adjustment.PostStratification;
import assay.statistics.adjustment.PostStratification.Stratum;
import assay.statistics.adjustment.RegressionAdjustment;
import assay.statistics.twosample.RatioMetric;
import assay.statistics.twosample.RatioOfMeans;
import assay.statistics.twosample.WinsorisedWelch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Intervals of experiments: ratio metrics, capped means and adjusted effects.
final class AdjustedIntervals {

    private static final int ROUNDS = 20_000;
    private static final int UNITS = 200;
    private static final double EFFECT = 0.3;
    private static final double[] STRATA = {0.2, 0.3, 0.5};

    private AdjustedIntervals() {}

    static List<Coverage> all() {
        return List.of(
                Coverage.of(
                        "ratio metric, delta method",
                        "500 and 500 units of 1 to 9 views, clicks vary by unit",
                        0,
                        ROUNDS,
                        r -> new RatioMetric(clicks(r), clicks(r))),
                Coverage.of(
                        "ratio of means, delta method",
                        "exponential, 500 and 500",
                        1,
                        ROUNDS,
                        r -> new RatioOfMeans(exponential(r), exponential(r))),
                Coverage.of(
                        "Welch of winsorised means, p99",
                        "log-normal, 500 and 500",
                        0,
                        ROUNDS,
                        r -> WinsorisedWelch.of(logNormal(r), logNormal(r), 0.99)),
                Coverage.of(
                        "CUPED, mean",
                        "two covariates, 200 and 200 units",
                        EFFECT,
                        ROUNDS,
                        r -> Cuped.mean(arm(r, 0, false), arm(r, EFFECT, false))),
                Coverage.of(
                        "CUPED, ratio",
                        "one covariate, 200 and 200 units of 1 to 9 views",
                        0,
                        ROUNDS,
                        r -> Cuped.ratio(clicksWithCovariate(r), clicksWithCovariate(r))),
                Coverage.of(
                        "regression adjustment, mean",
                        "two covariates, 200 and 200 units, effect varies with them",
                        EFFECT,
                        ROUNDS,
                        r -> RegressionAdjustment.mean(arm(r, 0, false), arm(r, EFFECT, true))),
                Coverage.of(
                        "regression adjustment, ratio",
                        "one covariate, 200 and 200 units of 1 to 9 views",
                        0,
                        ROUNDS,
                        r ->
                                RegressionAdjustment.ratio(
                                        clicksWithCovariate(r), clicksWithCovariate(r))),
                Coverage.of(
                        "post-stratification",
                        "three strata of 20, 30 and 50 % of 400 units",
                        EFFECT,
                        ROUNDS,
                        AdjustedIntervals::postStratified));
    }

    /// Outcome and two correlated covariates; the effect may hang on the first covariate.
    private static JointMoments arm(SplittableRandom random, double effect, boolean varying) {
        double[] outcome = new double[UNITS];
        double[] first = Draws.normal(random, UNITS, 0);
        double[] second = Draws.exponential(random, UNITS);
        for (int i = 0; i < UNITS; i++) {
            second[i] += first[i] / 2;
            outcome[i] =
                    effect + (varying ? 1.5 : 1) * first[i] + second[i] / 2 + random.nextGaussian();
        }
        return JointMoments.of(outcome, first, second);
    }

    private static PairMoments clicks(SplittableRandom random) {
        double[][] columns = views(random, 500);
        return PairMoments.of(columns[0], columns[1]);
    }

    private static JointMoments clicksWithCovariate(SplittableRandom random) {
        return JointMoments.of(views(random, UNITS));
    }

    /// Clicks, views and a covariate that tells of a unit's inclination to click.
    private static double[][] views(SplittableRandom random, int units) {
        double[] clicks = new double[units];
        double[] views = new double[units];
        double[] covariate = new double[units];
        for (int i = 0; i < units; i++) {
            double inclination = random.nextDouble(0.1, 0.5);
            views[i] = random.nextInt(1, 10);
            clicks[i] = Draws.binomial(random, (int) views[i], inclination);
            covariate[i] = inclination + 0.1 * random.nextGaussian();
        }
        return new double[][] {clicks, views, covariate};
    }

    private static double[] logNormal(SplittableRandom random) {
        return Draws.column(random, 500, r -> Math.exp(r.nextGaussian()));
    }

    private static Moments exponential(SplittableRandom random) {
        return Moments.of(Draws.exponential(random, 500));
    }

    private static StatisticalTest postStratified(SplittableRandom random) {
        Moments[] control = new Moments[STRATA.length];
        Moments[] treatment = new Moments[STRATA.length];
        Arrays.fill(control, Moments.NONE);
        Arrays.fill(treatment, Moments.NONE);
        for (int unit = 0; unit < 2 * UNITS; unit++) {
            double u = random.nextDouble();
            int stratum = u < STRATA[0] ? 0 : u < STRATA[0] + STRATA[1] ? 1 : 2;
            boolean treated = random.nextBoolean();
            double value = 2 * stratum + (treated ? EFFECT : 0) + random.nextGaussian();
            Moments[] arm = treated ? treatment : control;
            arm[stratum] = arm[stratum].plus(Moments.of(value));
        }
        return PostStratification.mean(
                IntStream.range(0, STRATA.length)
                        .mapToObj(s -> new Stratum(Integer.toString(s), control[s], treatment[s]))
                        .toList());
    }
}
