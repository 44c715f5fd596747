package assay.benchmarks;

import assay.statistics.WeightedMoments;
import assay.statistics.comparison.DeLong;
import assay.statistics.onesample.QuantileTest;
import assay.statistics.paired.Bootstrap;
import assay.statistics.paired.PairedQuantile;
import assay.statistics.paired.RobustPairedT;
import assay.statistics.twosample.QuantileDifference;
import assay.statistics.twosample.RobustWelch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Intervals over rows that count unequally, or that come in clusters which share a normal effect
/// of variance one half.
final class ClusteredIntervals {

    private static final int ROUNDS = 20_000;
    private static final int FEWER = 10_000;
    private static final double P90 = 1.569573707324611;

    private ClusteredIntervals() {}

    static List<Coverage> all() {
        return List.of(
                Coverage.of(
                        "weighted paired t",
                        "normal, 200 rows, weights 1/2 to 2",
                        0,
                        ROUNDS,
                        r -> RobustPairedT.weighted(Draws.normal(r, 200, 0), weights(r, 200))),
                Coverage.of(
                        "clustered paired t",
                        "40 clusters of 1 to 9 rows",
                        0,
                        ROUNDS,
                        r -> {
                            Clusters rows = Clusters.drawn(r, 40);
                            return RobustPairedT.clustered(rows.values(), rows.numbers());
                        }),
                Coverage.of(
                        "clustered paired t",
                        "10 clusters of 1 to 9 rows",
                        0,
                        ROUNDS,
                        r -> {
                            Clusters rows = Clusters.drawn(r, 10);
                            return RobustPairedT.clustered(rows.values(), rows.numbers());
                        }),
                Coverage.of(
                        "clustered weighted paired t",
                        "40 clusters of 1 to 9 rows, weights 1/2 to 2",
                        0,
                        ROUNDS,
                        r -> {
                            Clusters rows = Clusters.drawn(r, 40);
                            double[] weights = weights(r, rows.values().length);
                            return RobustPairedT.clustered(rows.values(), weights, rows.numbers());
                        }),
                Coverage.of(
                        "weighted Welch",
                        "normal, 200 and 200, weights 1/2 to 2",
                        0,
                        ROUNDS,
                        r -> new RobustWelch(weighted(r), weighted(r))),
                Coverage.of(
                        "clustered Welch",
                        "40 and 40 clusters of 1 to 9 rows",
                        0,
                        ROUNDS,
                        r -> new RobustWelch(clustered(r), clustered(r))),
                Coverage.of(
                        "clustered bootstrap, BCa",
                        "100 clusters of 1 to 9 rows, 999 resamples",
                        0,
                        FEWER,
                        r -> {
                            Clusters rows = Clusters.drawn(r, 100);
                            return Bootstrap.clustered(
                                    rows.values(),
                                    rows.numbers(),
                                    999,
                                    r.nextLong(),
                                    Bootstrap.Method.BCA);
                        }),
                Coverage.of(
                        "clustered quantile, p90",
                        "200 clusters of 1 to 9 rows",
                        P90,
                        FEWER,
                        r -> {
                            Clusters rows = Clusters.drawn(r, 200);
                            return QuantileTest.clustered(rows.values(), rows.numbers(), 0.9);
                        }),
                Coverage.of(
                        "clustered quantile difference, p90",
                        "200 and 200 clusters of 1 to 9 rows",
                        0,
                        FEWER,
                        r -> {
                            Clusters rows = Clusters.drawn(r, 200);
                            Clusters others = Clusters.drawn(r, 200);
                            return QuantileDifference.clustered(
                                    rows.values(),
                                    rows.numbers(),
                                    others.values(),
                                    others.numbers(),
                                    0.9);
                        }),
                Coverage.of(
                        "clustered paired quantile, p90",
                        "200 clusters of 1 to 9 rows",
                        0,
                        FEWER,
                        r -> {
                            Clusters rows = Clusters.drawn(r, 200);
                            double[] others = rows.again(r);
                            return PairedQuantile.clustered(
                                    rows.values(), others, rows.numbers(), 0.9);
                        }),
                new Coverage(
                        "DeLong, clusters",
                        "200 clusters of 1 to 9 rows, a third positive, area 0.76",
                        0.7602499389065233,
                        FEWER,
                        r -> {
                            Clusters rows = Clusters.drawn(r, 200);
                            double[] scores = rows.values();
                            boolean[] positive = new boolean[scores.length];
                            for (int i = 0; i < scores.length; i++) {
                                positive[i] = r.nextInt(3) == 0;
                                scores[i] = scores[i] / Math.sqrt(1.5) + (positive[i] ? 1 : 0);
                            }
                            return Coverage.interval(
                                    DeLong.of(positive)
                                            .clustered(rows.numbers(), 200)
                                            .area(scores)
                                            .area(Coverage.ASKED));
                        }));
    }

    private static double[] weights(SplittableRandom random, int n) {
        return Draws.column(random, n, r -> r.nextDouble(0.5, 2));
    }

    private static WeightedMoments weighted(SplittableRandom random) {
        return WeightedMoments.of(Draws.normal(random, 200, 0), weights(random, 200));
    }

    private static WeightedMoments clustered(SplittableRandom random) {
        Clusters rows = Clusters.drawn(random, 40);
        return WeightedMoments.ofClusters(rows.values(), rows.numbers());
    }

    /// Rows with the number of their cluster: a shared normal effect of variance one half, and
    /// noise of variance one.
    @SuppressWarnings("ArrayRecordComponent") // Handed on once: never compared.
    record Clusters(double[] values, int[] numbers) {

        static Clusters drawn(SplittableRandom random, int clusters) {
            int[] sizes = random.ints(clusters, 1, 10).toArray();
            int[] numbers = new int[Arrays.stream(sizes).sum()];
            int row = 0;
            for (int cluster = 0; cluster < clusters; cluster++) {
                for (int i = 0; i < sizes[cluster]; i++) {
                    numbers[row++] = cluster;
                }
            }
            return new Clusters(values(random, numbers), numbers);
        }

        /// Other values in the same clusters.
        double[] again(SplittableRandom random) {
            return values(random, numbers);
        }

        private static double[] values(SplittableRandom random, int[] numbers) {
            double[] values = new double[numbers.length];
            double shared = 0;
            for (int i = 0; i < numbers.length; i++) {
                if (i == 0 || numbers[i] != numbers[i - 1]) {
                    shared = Math.sqrt(0.5) * random.nextGaussian();
                }
                values[i] = shared + random.nextGaussian();
            }
            return values;
        }
    }
}
