package assay.statistics.paired;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.statistics.Sorting;
import assay.statistics.StatisticalTest;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The bootstrap test of a mean difference: percentile or bias-corrected and accelerated interval
/// (Efron 1987), with the p-value at which the interval just leaves the null value out.
///
/// Of `B` resamples, `c` at most as great as the null value count as the probability `(c + 1) / (B
/// + 1)`. With so few resamples that no end exists at the level asked for, the end is infinite. The
///   statistic is the share of resampled means below the estimate.
public final class Bootstrap implements StatisticalTest {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final double estimate;
    private final double[] means;
    private final double bias;
    private final double acceleration;

    /// Which interval.
    public enum Method {
        /// Quantiles of the resampled means.
        PERCENTILE,
        /// The same at levels corrected for bias and skewness.
        BCA
    }

    private Bootstrap(double estimate, double[] means, double bias, double acceleration) {
        this.estimate = estimate;
        this.means = means;
        this.bias = bias;
        this.acceleration = acceleration;
    }

    /// Of one difference per row.
    public static Bootstrap of(double[] differences, int resamples, long seed, Method method) {
        double[] ones = new double[differences.length];
        Arrays.fill(ones, 1);
        return of(differences, ones, resamples, seed, method);
    }

    /// Of rows that come in clusters, which are drawn whole.
    public static Bootstrap clustered(
            double[] differences, int[] clusters, int resamples, long seed, Method method) {
        int count = 1 + Arrays.stream(clusters).max().orElse(-1);
        double[] totals = new double[count];
        double[] sizes = new double[count];
        for (int i = 0; i < differences.length; i++) {
            totals[clusters[i]] += differences[i];
            sizes[clusters[i]]++;
        }
        return of(totals, sizes, resamples, seed, method);
    }

    /// Of totals over weights, row by row or cluster by cluster: the quantity is the ratio of their
    /// sums.
    public static Bootstrap of(
            double[] totals, double[] weights, int resamples, long seed, Method method) {
        if (totals.length == 0) {
            return new Bootstrap(0, new double[0], 0, 0);
        }
        var drawn = PoissonBootstrap.of(totals, weights, 0, resamples, seed);
        return of(totals, weights, drawn, method);
    }

    /// Of any statistic, resampled before.
    ///
    /// @param resampled the statistic of each resample, in any order
    /// @param influence what each row (or cluster) adds to the statistic to first order, up to
    ///   scale
    public static Bootstrap ofStatistic(double estimate, double[] resampled, double[] influence) {
        double[] sorted = Sorting.sorted(resampled);
        return new Bootstrap(
                estimate,
                sorted,
                bias(sorted, estimate),
                acceleration(influence, new double[influence.length], 0));
    }

    /// The same, resampled before, perhaps by shards.
    public static Bootstrap of(
            double[] totals, double[] weights, PoissonBootstrap drawn, Method method) {
        double estimate = Arrays.stream(totals).sum() / Arrays.stream(weights).sum();
        double[] means = drawn.sortedMeans();
        return method == Method.PERCENTILE
                ? new Bootstrap(estimate, means, 0, 0)
                : new Bootstrap(
                        estimate,
                        means,
                        bias(means, estimate),
                        acceleration(totals, weights, estimate));
    }

    @Override
    public Inference answer(Question question) {
        if (!Double.isFinite(estimate)) {
            return new CannotSay(Reason.NOT_FINITE, "a difference or a weight is NaN or infinite");
        }
        int n = means.length;
        if (n == 0) {
            return new CannotSay(Reason.TOO_FEW, "a bootstrap needs a row, and there is none");
        }
        if (means[0] == means[n - 1] || !Double.isFinite(bias)) {
            return new CannotSay(
                    Reason.NO_VARIATION,
                    "all " + n + " resampled means lie on one side: " + means[0]);
        }
        double greater = tail(countAtMost(question.nullValue()), 1);
        double less = tail(n - countBelow(question.nullValue()), -1);
        double pValue =
                switch (question.alternative()) {
                    case TWO_SIDED -> Math.min(1, 2 * Math.min(greater, less));
                    case GREATER -> greater;
                    case LESS -> less;
                };
        int first = kept(question.tail(), 1);
        int last = kept(question.tail(), -1);
        return question.inferred(
                estimate,
                first == 0 ? Double.NEGATIVE_INFINITY : means[Math.min(first, n) - 1],
                last == 0 ? Double.POSITIVE_INFINITY : means[n - Math.min(last, n)],
                pValue,
                (double) countBelow(estimate) / n,
                greater < less);
    }

    /// The probability of a null value that `count` resampled means do not exceed, or do not fall
    /// below if `side` is -1: the bias-corrected level, turned round.
    private double tail(int count, int side) {
        if (count >= means.length) {
            return 1;
        }
        double z = NORMAL.inverseCumulativeProbability((count + 1.0) / (means.length + 1));
        double away = z - side * bias;
        double stretch = 1 + side * acceleration * away;
        return stretch <= 0
                ? (away < 0 ? 0 : 1)
                : NORMAL.cumulativeProbability(away / stretch - side * bias);
    }

    /// The least count whose tail is kept by a test at `level`: the place of the end.
    private int kept(double level, int side) {
        int low = 0;
        int high = means.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tail(middle, side) < level) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int countAtMost(double value) {
        return countBelow(Math.nextUp(value));
    }

    private int countBelow(double value) {
        return countBelow(means, value);
    }

    private static int countBelow(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double bias(double[] means, double estimate) {
        double below = countBelow(means, estimate) + countBelow(means, Math.nextUp(estimate));
        return NORMAL.inverseCumulativeProbability(below / (2.0 * means.length));
    }

    /// A sixth of the skewness of the rows' influence on the ratio (Efron 1987, section 6).
    private static double acceleration(double[] totals, double[] weights, double estimate) {
        double largest = 0;
        for (int i = 0; i < totals.length; i++) {
            largest = Math.max(largest, Math.abs(totals[i] - estimate * weights[i]));
        }
        double squares = 0;
        double cubes = 0;
        // Divided by the largest, so that no power of them leaves the range of a double.
        for (int i = 0; i < totals.length && largest > 0; i++) {
            double influence = (totals[i] - estimate * weights[i]) / largest;
            squares += influence * influence;
            cubes += influence * influence * influence;
        }
        return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
    }
}
