package assay.benchmarks;

import assay.statistics.Alternative;
import assay.statistics.Interval;
import assay.statistics.Moments;
import assay.statistics.comparison.DeLong;
import assay.statistics.comparison.Friedman;
import assay.statistics.distance.Contingency;
import assay.statistics.distance.Distance;
import assay.statistics.distance.KolmogorovSmirnov;
import assay.statistics.sequential.GroupSequential;
import assay.statistics.sequential.Look;
import assay.statistics.sequential.StoppingRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Intervals of weighted areas, average ranks, shares, one sample's distance, and tests that have
/// stopped.
final class OtherIntervals {

    private static final int ROUNDS = 20_000;
    private static final int FEWER = 2_000;
    private static final int FEWEST = 500;
    private static final int LOOKS = 5;
    private static final int MODELS = 5;

    private static final double[] EXPECTED = {0.4, 0.3, 0.2, 0.1};
    private static final double[] TRUE_SHARES = {0.35, 0.28, 0.23, 0.14};

    private OtherIntervals() {}

    static List<Coverage> all() {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        return List.of(
                new Coverage(
                        "DeLong, one area, weights",
                        "area 0.84, 200 positives of 600, weights 1/2 to 2",
                        normal.cumulativeProbability(1),
                        ROUNDS,
                        r -> weightedArea(r, 200, 400)),
                new Coverage(
                        "Nemenyi, all pairs at once",
                        "5 like models on 30 datasets",
                        0,
                        FEWER,
                        OtherIntervals::farthestPair),
                new Coverage(
                        "Cohen's w",
                        "500 counts in 4 classes against given shares",
                        w(),
                        ROUNDS,
                        r ->
                                interval(
                                        Contingency.ofShares(
                                                Draws.multinomial(r, 500, TRUE_SHARES),
                                                EXPECTED,
                                                Contingency.Statistic.CHI_SQUARE,
                                                0.95))),
                new Coverage(
                        "Kolmogorov-Smirnov, one sample",
                        "normal, moved by 1/2, 200 values",
                        2 * normal.cumulativeProbability(0.25) - 1,
                        ROUNDS,
                        r ->
                                interval(
                                        KolmogorovSmirnov.oneSample(
                                                Draws.normal(r, 200, 0.5),
                                                normal::cumulativeProbability,
                                                Alternative.TWO_SIDED,
                                                0.95))),
                stopped("O'Brien and Fleming, stopped", StoppingRule.obrienFleming(LOOKS)),
                stopped("Pocock, stopped", StoppingRule.pocock(LOOKS)));
    }

    private static Coverage stopped(String method, StoppingRule rule) {
        return new Coverage(
                method,
                "normal, effect 0.1, up to 5 looks of 200 rows",
                0.1,
                FEWEST,
                r -> {
                    List<Look> looks = new ArrayList<>();
                    Moments seen = Moments.NONE;
                    for (int look = 1; look <= LOOKS; look++) {
                        seen = seen.plus(Moments.of(Draws.normal(r, 200, 0.1)));
                        looks.add(
                                new Look(
                                        (double) look / LOOKS,
                                        seen.mean(),
                                        1 / Math.sqrt((double) seen.count())));
                    }
                    return Coverage.interval(GroupSequential.stopped(rule, looks, Coverage.ASKED));
                });
    }

    private static Interval weightedArea(SplittableRandom random, int positives, int negatives) {
        boolean[] positive = new boolean[positives + negatives];
        double[] scores = Draws.normal(random, positive.length, 0);
        for (int i = 0; i < positives; i++) {
            positive[i] = true;
            scores[i] += Math.sqrt(2);
        }
        double[] weights = Draws.column(random, positive.length, r -> r.nextDouble(0.5, 2));
        return Coverage.interval(
                DeLong.of(positive).weighted(weights).area(scores).area(Coverage.ASKED));
    }

    /// The interval of the two models whose average ranks are the farthest apart: if it holds the
    /// truth, which is 0 for all pairs, every pair's does.
    private static Interval farthestPair(SplittableRandom random) {
        List<List<Double>> scores =
                IntStream.range(0, 30)
                        .mapToObj(dataset ->
                                Arrays.stream(Draws.normal(random, MODELS, 0)).boxed().toList())
                        .toList();
        var ranked = (Friedman.Ranked) Friedman.of(scores);
        List<Double> ranks = ranked.averageRanks();
        int first = 0;
        int last = 0;
        for (int model = 1; model < MODELS; model++) {
            first = ranks.get(model) < ranks.get(first) ? model : first;
            last = ranks.get(model) > ranks.get(last) ? model : last;
        }
        return Coverage.interval(ranked.difference(last, first, Coverage.ASKED));
    }

    private static double w() {
        double sum = 0;
        for (int i = 0; i < EXPECTED.length; i++) {
            double deviation = TRUE_SHARES[i] - EXPECTED[i];
            sum += deviation * deviation / EXPECTED[i];
        }
        return Math.sqrt(sum);
    }

    private static Interval interval(Distance distance) {
        return ((Distance.Measured) distance).interval();
    }
}
