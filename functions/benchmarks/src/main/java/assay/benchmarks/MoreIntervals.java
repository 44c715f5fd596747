package assay.benchmarks;

import assay.statistics.Moments;
import assay.statistics.onesample.QuantileTest;
import assay.statistics.onesample.Wilson;
import assay.statistics.paired.Bootstrap;
import assay.statistics.paired.McNemar;
import assay.statistics.paired.PairedQuantile;
import assay.statistics.paired.SignTest;
import assay.statistics.twosample.AgrestiCaffo;
import assay.statistics.twosample.Fieller;
import assay.statistics.twosample.MannWhitney;
import assay.statistics.twosample.MiettinenNurminen;
import assay.statistics.twosample.Newcombe;
import assay.statistics.twosample.PooledT;
import assay.statistics.twosample.Proportions;
import assay.statistics.twosample.QuantileDifference;
import assay.statistics.twosample.RelativeLift;
import assay.statistics.twosample.Welch;
import java.util.List;
import java.util.SplittableRandom;

/// Intervals of paired and two-sample tests.
final class MoreIntervals {

    private static final int ROUNDS = 20_000;
    private static final int FEWER = 10_000;

    private MoreIntervals() {}

    static List<Coverage> all() {
        return List.of(
                Coverage.of(
                        "sign test",
                        "normal, 100 rows",
                        0,
                        ROUNDS,
                        r -> SignTest.of(Draws.normal(r, 100, 0))),
                Coverage.of(
                        "McNemar, exact",
                        "500 pairs, a fifth discordant",
                        0,
                        ROUNDS,
                        r -> mcNemar(r, McNemar.Tail.EXACT)),
                Coverage.of(
                        "McNemar, mid-p",
                        "500 pairs, a fifth discordant",
                        0,
                        ROUNDS,
                        r -> mcNemar(r, McNemar.Tail.MID_P)),
                Coverage.of(
                        "McNemar, exact",
                        "1,500 pairs, 9 % for the one and 0.5 % for the other",
                        0.085,
                        ROUNDS,
                        MoreIntervals::uneven),
                Coverage.of(
                        "bootstrap, BCa",
                        "exponential, 100 rows, 999 resamples",
                        1,
                        FEWER,
                        r ->
                                Bootstrap.of(
                                        Draws.exponential(r, 100),
                                        999,
                                        r.nextLong(),
                                        Bootstrap.Method.BCA)),
                Coverage.of(
                        "bootstrap, percentile",
                        "normal, 200 rows, 999 resamples",
                        0,
                        FEWER,
                        r ->
                                Bootstrap.of(
                                        Draws.normal(r, 200, 0),
                                        999,
                                        r.nextLong(),
                                        Bootstrap.Method.PERCENTILE)),
                Coverage.of(
                        "one-sample quantile, p90",
                        "exponential, 500 rows",
                        Math.log(10),
                        ROUNDS,
                        r -> QuantileTest.of(Draws.exponential(r, 500), 0.9)),
                Coverage.of(
                        "paired quantile, p90",
                        "normal, 500 rows",
                        0,
                        FEWER,
                        r ->
                                PairedQuantile.of(
                                        Draws.normal(r, 500, 0), Draws.normal(r, 500, 0), 0.9)),
                Coverage.of(
                        "Welch",
                        "normal, 30 and 60, deviations 1 and 3",
                        0,
                        ROUNDS,
                        r ->
                                Welch.of(
                                        Draws.normal(r, 30, 0),
                                        Draws.column(r, 60, x -> 3 * x.nextGaussian()))),
                Coverage.of(
                        "pooled t",
                        "normal, 30 and 60",
                        0,
                        ROUNDS,
                        r -> PooledT.of(Draws.normal(r, 30, 0), Draws.normal(r, 60, 0))),
                Coverage.of(
                        "Mann-Whitney",
                        "exponential, 80 and 80",
                        0,
                        ROUNDS,
                        r -> MannWhitney.of(Draws.exponential(r, 80), Draws.exponential(r, 80))),
                Coverage.of("Wilson", "10 % of 500", 0.1, ROUNDS, r -> wilson(r)),
                Coverage.of(
                        "Newcombe",
                        "12 % less 10 % of 500",
                        0.02,
                        ROUNDS,
                        r -> new Newcombe(proportions(r))),
                Coverage.of(
                        "Miettinen-Nurminen",
                        "12 % less 10 % of 500",
                        0.02,
                        ROUNDS,
                        r -> new MiettinenNurminen(proportions(r))),
                Coverage.of(
                        "Agresti-Caffo",
                        "12 % less 10 % of 500",
                        0.02,
                        ROUNDS,
                        r -> new AgrestiCaffo(proportions(r))),
                Coverage.of(
                        "relative lift, delta method",
                        "exponential, 500 and 500",
                        0,
                        ROUNDS,
                        r -> new RelativeLift(exponential(r), exponential(r))),
                Coverage.of(
                        "ratio of means, Fieller",
                        "exponential, 500 and 500",
                        1,
                        ROUNDS,
                        r -> new Fieller(exponential(r), exponential(r))),
                Coverage.of(
                        "quantile difference, p90",
                        "exponential, 500 and 500",
                        0,
                        FEWER,
                        r ->
                                QuantileDifference.of(
                                        Draws.exponential(r, 500),
                                        Draws.exponential(r, 500),
                                        0.9)));
    }

    private static McNemar mcNemar(SplittableRandom random, McNemar.Tail tail) {
        long[] counts = Draws.multinomial(random, 500, 0.1, 0.1, 0.8);
        return new McNemar((int) counts[0], (int) counts[1], 500, tail);
    }

    private static McNemar uneven(SplittableRandom random) {
        long[] counts = Draws.multinomial(random, 1_500, 0.09, 0.005, 0.905);
        return new McNemar((int) counts[0], (int) counts[1], 1_500, McNemar.Tail.EXACT);
    }

    private static Wilson wilson(SplittableRandom random) {
        return new Wilson(Draws.binomial(random, 500, 0.1), 500);
    }

    private static Proportions proportions(SplittableRandom random) {
        return new Proportions(
                Draws.binomial(random, 500, 0.12), 500, Draws.binomial(random, 500, 0.10), 500);
    }

    private static Moments exponential(SplittableRandom random) {
        return Moments.of(Draws.exponential(random, 500));
    }
}
