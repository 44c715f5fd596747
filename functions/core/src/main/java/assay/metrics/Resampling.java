package assay.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Bootstrap resamples of a metric that is no mean: observations, or whole clusters of them, drawn
/// with replacement as often as there are, and the metric of each draw.
final class Resampling {
    static final int RESAMPLES = 2_000;

    /// Resamples that share one column of weights, one after the other.
    private static final int AT_ONCE = 50;

    /// Where each observation's cluster is, and how many there are.
    private final int[] clusterOf;

    private final int clusters;
    private final double @Nullable [] weights;

    private Resampling(int[] clusterOf, int clusters, double @Nullable [] weights) {
        this.clusterOf = clusterOf;
        this.clusters = clusters;
        this.weights = weights;
    }

    static Resampling of(RowFacts facts) {
        int[] codes = facts.clusters();
        if (codes == null) {
            return new Resampling(
                    IntStream.range(0, facts.rows()).toArray(), facts.rows(), facts.weights());
        }
        return new Resampling(codes, count(codes), facts.weights());
    }

    /// The metric of each resample; resamples in which it is undefined are left out.
    ///
    /// @param metric as a function of the observations' weights, which it does not keep
    /// @param memory of the observations
    double[] of(ToDoubleFunction<double[]> metric, long seed, Memory memory) {
        IntFunction<char[]> times = times(seed, memory);
        double[] values = new double[RESAMPLES];
        IntStream.range(0, RESAMPLES / AT_ONCE)
                .parallel()
                .forEach(part -> {
                    double[] drawn = new double[clusterOf.length];
                    for (int i = part * AT_ONCE; i < (part + 1) * AT_ONCE; i++) {
                        draw(times.apply(i), drawn);
                        values[i] = metric.applyAsDouble(drawn);
                    }
                });
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    /// How often each resample draws each cluster: all metrics share the draws of one seed, which
    /// are remembered as long as they are few.
    private IntFunction<char[]> times(long seed, Memory memory) {
        if (clusters > Comparison.BOOTSTRAP_ROWS) {
            return resample -> times(seed, resample);
        }
        char[][] all =
                memory.of(
                        List.of("draws", seed),
                        char[][].class,
                        () ->
                                IntStream.range(0, RESAMPLES)
                                        .parallel()
                                        .mapToObj(resample -> times(seed, resample))
                                        .toArray(char[][]::new));
        return resample -> all[resample];
    }

    /// What each cluster adds to the metric, to first order.
    ///
    /// @param influence of each observation
    double[] byCluster(double[] influence) {
        double[] sums = new double[clusters];
        for (int unit = 0; unit < influence.length; unit++) {
            sums[clusterOf[unit]] += (weights == null ? 1 : weights[unit]) * influence[unit];
        }
        return sums;
    }

    /// Two draws of each random number: its halves, which fall on every cluster as often as on any
    /// other, but for a share of `clusters` in 2³².
    private char[] times(long seed, int resample) {
        var random = new SplittableRandom(seed ^ (resample + 1) * 0x9E3779B97F4A7C15L);
        char[] times = new char[clusters];
        for (int draw = 0; draw < clusters; draw += 2) {
            long bits = random.nextLong();
            times[(int) ((bits >>> 32) * clusters >>> 32)]++;
            if (draw + 1 < clusters) {
                times[(int) ((bits & 0xFFFFFFFFL) * clusters >>> 32)]++;
            }
        }
        return times;
    }

    private void draw(char[] times, double[] drawn) {
        for (int unit = 0; unit < drawn.length; unit++) {
            drawn[unit] = times[clusterOf[unit]] * (weights == null ? 1 : weights[unit]);
        }
    }

    /// How many clusters there are, given their numbers from 0.
    static int count(int[] clusters) {
        return Arrays.stream(clusters).max().orElse(-1) + 1;
    }
}
