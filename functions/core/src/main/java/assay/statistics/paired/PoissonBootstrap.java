package assay.statistics.paired;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Resampled means: each row is drawn `Poisson(1)` times into each resample, whatever the other
/// rows do, so that shards are resampled on their own and added up (Chamandy and others 2012).
///
/// How often a row is drawn follows from the seed and the row's number alone: the same rows in
/// other shards give the same resamples.
public final class PoissonBootstrap {

    /// Fixed, so that sums are added in one order on any number of processors.
    private static final int SHARDS = 16;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final byte[] DRAWS = draws();

    private final double[] totals;
    private final double[] weights;

    private PoissonBootstrap(double[] totals, double[] weights) {
        this.totals = totals;
        this.weights = weights;
    }

    /// Resamples rows `firstRow` to `firstRow + totals.length - 1`.
    ///
    /// @param totals what each row (or cluster) adds to the numerator of the mean
    /// @param weights what it adds to the denominator
    /// @param firstRow the number of the first row among all shards
    /// @param resamples how many means, `> 0`
    public static PoissonBootstrap of(
            double[] totals, double[] weights, long firstRow, int resamples, long seed) {
        int n = totals.length;
        int shards = n < SHARDS * 64 ? 1 : SHARDS;
        return IntStream.range(0, shards)
                .parallel()
                .mapToObj(shard -> {
                    int from = (int) ((long) n * shard / shards);
                    int to = (int) ((long) n * (shard + 1) / shards);
                    return ofShard(totals, weights, from, to, firstRow, resamples, seed);
                })
                .reduce(PoissonBootstrap::plus)
                .orElseThrow();
    }

    /// These rows and the others, of the same seed and number of resamples.
    public PoissonBootstrap plus(PoissonBootstrap other) {
        if (totals.length != other.totals.length) {
            throw new IllegalArgumentException(
                    totals.length + " resamples cannot be added to " + other.totals.length);
        }
        double[] total = totals.clone();
        double[] weight = weights.clone();
        for (int i = 0; i < total.length; i++) {
            total[i] += other.totals[i];
            weight[i] += other.weights[i];
        }
        return new PoissonBootstrap(total, weight);
    }

    /// The means of the resamples, ascending; a resample of no rows is left out.
    double[] sortedMeans() {
        return IntStream.range(0, totals.length)
                .filter(i -> weights[i] > 0)
                .mapToDouble(i -> totals[i] / weights[i])
                .sorted()
                .toArray();
    }

    private static PoissonBootstrap ofShard(
            double[] totals,
            double[] weights,
            int from,
            int to,
            long firstRow,
            int resamples,
            long seed) {
        double[] total = new double[resamples + 3 & ~3];
        double[] weight = new double[total.length];
        for (int i = from; i < to; i++) {
            long state = mix(seed ^ mix((firstRow + i + 1) * GOLDEN));
            double x = totals[i];
            double w = weights[i];
            for (int b = 0; b < total.length; b += 4) {
                state += GOLDEN;
                long random = mix(state);
                add(total, weight, b, DRAWS[(int) random & 0xFFFF], x, w);
                add(total, weight, b + 1, DRAWS[(int) (random >>> 16) & 0xFFFF], x, w);
                add(total, weight, b + 2, DRAWS[(int) (random >>> 32) & 0xFFFF], x, w);
                add(total, weight, b + 3, DRAWS[(int) (random >>> 48)], x, w);
            }
        }
        return new PoissonBootstrap(
                Arrays.copyOf(total, resamples), Arrays.copyOf(weight, resamples));
    }

    private static void add(
            double[] total, double[] weight, int resample, int times, double x, double w) {
        total[resample] += times * x;
        weight[resample] += times * w;
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /// The quantile function of the Poisson(1) distribution in steps of 2^-16; its mean is 1 within
    /// 1e-5.
    private static byte[] draws() {
        byte[] table = new byte[1 << 16];
        double probability = Math.exp(-1);
        double cumulated = probability;
        byte draw = 0;
        for (int i = 0; i < table.length; i++) {
            while ((i + 0.5) / table.length > cumulated) {
                draw++;
                probability /= draw;
                cumulated += probability;
            }
            table[i] = draw;
        }
        return table;
    }
}
