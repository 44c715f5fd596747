package assay.benchmarks;

import assay.statistics.Alternative;
import assay.statistics.Interval;
import assay.statistics.bayes.BetaBinomialEffect;
import assay.statistics.bayes.BetaPosterior;
import assay.statistics.bayes.NormalEffect;
import assay.statistics.distance.Contingency;
import assay.statistics.distance.Distance;
import assay.statistics.distance.Distance.Measured;
import assay.statistics.distance.Divergence;
import assay.statistics.distance.KolmogorovSmirnov;
import assay.statistics.distance.Wasserstein;
import assay.statistics.paired.PairedT;
import assay.statistics.paired.WilcoxonSignedRank;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The intervals whose coverage is simulated.
final class Intervals {

    private static final int ROUNDS = 20_000;
    private static final int FEWER = 10_000;

    /// The median of the mean of two exponential values.
    private static final double PSEUDO_MEDIAN = 0.8391734950083303;

    private static final double[] REFERENCE = {0.1, 0.2, 0.4, 0.3};
    private static final double[] DRIFTED = {0.15, 0.25, 0.35, 0.25};

    private Intervals() {}

    static List<Coverage> all() {
        return List.of(
                Coverage.of(
                        "paired t",
                        "normal, 30 rows",
                        0,
                        ROUNDS,
                        r -> PairedT.of(Draws.normal(r, 30, 0))),
                Coverage.of(
                        "paired t",
                        "exponential, 300 rows",
                        1,
                        ROUNDS,
                        r -> PairedT.of(Draws.exponential(r, 300))),
                Coverage.of(
                        "Wilcoxon, exact",
                        "normal, 40 rows",
                        0,
                        ROUNDS,
                        r -> WilcoxonSignedRank.of(Draws.normal(r, 40, 0))),
                Coverage.of(
                        "Wilcoxon",
                        "normal, 200 rows",
                        0,
                        ROUNDS,
                        r -> WilcoxonSignedRank.of(Draws.normal(r, 200, 0))),
                Coverage.of(
                        "Wilcoxon",
                        "exponential, 200 rows: no symmetry",
                        PSEUDO_MEDIAN,
                        ROUNDS,
                        r -> WilcoxonSignedRank.of(Draws.exponential(r, 200))),
                new Coverage(
                        "normal effect, flat prior",
                        "normal, 200 rows",
                        0,
                        ROUNDS,
                        r -> {
                            var moments = PairedT.of(Draws.normal(r, 200, 0)).differences();
                            return NormalEffect.flat(moments.mean(), moments.standardError())
                                    .belief(0.95)
                                    .interval();
                        }),
                new Coverage(
                        "beta-binomial effect, Jeffreys",
                        "12 % less 10 % of 1,000",
                        0.02,
                        FEWER,
                        r ->
                                BetaBinomialEffect.of(
                                                BetaPosterior.JEFFREYS,
                                                Draws.binomial(r, 1000, 0.10),
                                                1000,
                                                Draws.binomial(r, 1000, 0.12),
                                                1000)
                                        .belief(0.95)
                                        .interval()),
                new Coverage(
                        "Cramér's V",
                        "2 × 4 counts, 500 each",
                        Math.sqrt(phiSquared()),
                        ROUNDS,
                        r ->
                                interval(
                                        Contingency.ofTable(
                                                new long[][] {
                                                    Draws.multinomial(r, 500, REFERENCE),
                                                    Draws.multinomial(r, 500, DRIFTED)
                                                },
                                                Contingency.Statistic.CHI_SQUARE,
                                                0.95))),
                new Coverage(
                        "population stability index",
                        "4 bins, 1,000 each",
                        stability(),
                        ROUNDS,
                        r -> divergence(r, Divergence.POPULATION_STABILITY)),
                new Coverage(
                        "Jensen-Shannon",
                        "4 bins, 1,000 each",
                        jensenShannon(),
                        ROUNDS,
                        r -> divergence(r, Divergence.JENSEN_SHANNON)),
                wasserstein("normal, not moved, 100 each", 100, 0),
                wasserstein("normal, moved by 1/5, 100 each", 100, 0.2),
                wasserstein("normal, moved by 1/2, 100 each", 100, 0.5),
                wasserstein("normal, moved by 1/2, 400 each", 400, 0.5),
                kolmogorov("normal, not moved, 200 each", 200, 200, 0),
                kolmogorov("normal, moved by 1/5, 200 each", 200, 200, 0.2),
                kolmogorov("normal, moved by 1/2, 200 each", 200, 200, 0.5),
                kolmogorov("normal, moved by 1/2, 100 and 800", 100, 800, 0.5),
                kolmogorov("normal, moved by 3, 200 each", 200, 200, 3));
    }

    private static Coverage kolmogorov(String setting, int first, int second, double moved) {
        return new Coverage(
                "Kolmogorov-Smirnov",
                setting,
                2 * NormalDistribution.of(0, 1).cumulativeProbability(moved / 2) - 1,
                FEWER,
                r ->
                        interval(
                                KolmogorovSmirnov.twoSample(
                                        Draws.normal(r, first, 0),
                                        Draws.normal(r, second, moved),
                                        Alternative.TWO_SIDED,
                                        0.95)));
    }

    private static Coverage wasserstein(String setting, int values, double moved) {
        return new Coverage(
                "Wasserstein",
                setting,
                moved,
                FEWER,
                r ->
                        interval(
                                new Wasserstein(199, r.nextLong())
                                        .between(
                                                Draws.normal(r, values, 0),
                                                Draws.normal(r, values, moved),
                                                0.95)));
    }

    private static Interval divergence(SplittableRandom random, Divergence divergence) {
        return interval(
                divergence.between(
                        Draws.multinomial(random, 1000, REFERENCE),
                        Draws.multinomial(random, 1000, DRIFTED),
                        0.95));
    }

    private static Interval interval(Distance distance) {
        return ((Measured) distance).interval();
    }

    private static double phiSquared() {
        double sum = 0;
        for (int i = 0; i < REFERENCE.length; i++) {
            double mean = (REFERENCE[i] + DRIFTED[i]) / 2;
            double step = (REFERENCE[i] - DRIFTED[i]) / 2;
            sum += step * step / mean;
        }
        return sum;
    }

    private static double stability() {
        double sum = 0;
        for (int i = 0; i < REFERENCE.length; i++) {
            sum += (REFERENCE[i] - DRIFTED[i]) * Math.log(REFERENCE[i] / DRIFTED[i]);
        }
        return sum;
    }

    private static double jensenShannon() {
        double sum = 0;
        for (int i = 0; i < REFERENCE.length; i++) {
            double mean = (REFERENCE[i] + DRIFTED[i]) / 2;
            sum +=
                    REFERENCE[i] * Math.log(REFERENCE[i] / mean)
                            + DRIFTED[i] * Math.log(DRIFTED[i] / mean);
        }
        return sum / 2;
    }
}
