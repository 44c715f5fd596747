package assay.statistics.comparison;

import assay.statistics.Moments;
import assay.statistics.Sorting;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Areas under ROC curves and their differences with DeLong's variance (DeLong, DeLong,
/// Clarke-Pearson 1988), in `O(n log n)` by sorting instead of comparing pairs (Sun and Xu 2014).
/// Ties count one half.
///
/// A weight stands for how much a row counts, not for a number of rows; with equal weights the
/// answer is the unweighted one. With clusters the variance is Obuchowski's (1997), corrected for
/// the number of all clusters. Rows of weight 0 should be left out.
public final class DeLong {

    private static final int CHUNKS = 8;

    private final boolean[] positive;
    private final double[] weights;
    private final int[] clusters;
    private final int clusterCount;
    private final int positives;

    private DeLong(boolean[] positive, double[] weights, int[] clusters, int clusterCount) {
        this.positive = positive;
        this.weights = weights;
        this.clusters = clusters;
        this.clusterCount = clusterCount;
        int count = 0;
        for (boolean row : positive) {
            count += row ? 1 : 0;
        }
        this.positives = count;
    }

    /// Rows of the same weight, independent of each other.
    ///
    /// @param positive by row, whether it is of the positive class; read, not copied
    public static DeLong of(boolean[] positive) {
        return new DeLong(positive, new double[0], new int[0], 0);
    }

    /// The same rows with weights.
    ///
    /// @param byRow each `> 0`; read, not copied
    public DeLong weighted(double[] byRow) {
        requireLength(byRow.length);
        return new DeLong(positive, byRow, clusters, clusterCount);
    }

    /// The same rows in clusters that are independent of each other.
    ///
    /// @param byRow from 0 to `count - 1`; read, not copied
    /// @param count of clusters
    public DeLong clustered(int[] byRow, int count) {
        requireLength(byRow.length);
        return new DeLong(positive, weights, byRow, count);
    }

    /// The area under the curve of these scores; NaN scores are answered with `NOT_FINITE`.
    ///
    /// @param scores by row; greater ones should mean the positive class
    public Auc area(double[] scores) {
        requireLength(scores.length);
        if (hasNaN(scores)) {
            return unknown();
        }
        if (weights.length == 0 && clusters.length == 0) {
            return byMerging(scores);
        }
        return infer(placements(scores));
    }

    /// The area of `second` minus that of `first`, on the same rows.
    public Auc difference(double[] first, double[] second) {
        requireLength(first.length);
        requireLength(second.length);
        if (hasNaN(first) || hasNaN(second)) {
            return unknown();
        }
        List<double[]> placements =
                Stream.of(first, second).parallel().map(this::placements).toList();
        double[] difference = placements.get(0);
        double[] other = placements.get(1);
        for (int i = 0; i < difference.length; i++) {
            difference[i] = other[i] - difference[i];
        }
        return infer(difference);
    }

    private Auc unknown() {
        return new Auc(Double.NaN, Double.NaN, positives, positive.length - positives);
    }

    private Auc byMerging(double[] scores) {
        double[] high = new double[positives];
        double[] low = new double[scores.length - positives];
        int p = 0;
        int n = 0;
        for (int i = 0; i < scores.length; i++) {
            if (positive[i]) {
                high[p++] = scores[i];
            } else {
                low[n++] = scores[i];
            }
        }
        double[] above = Sorting.sortedInPlace(high);
        double[] below = Sorting.sortedInPlace(low);
        List<Moments> shares =
                IntStream.range(0, 2)
                        .parallel()
                        .mapToObj(side -> side == 0 ? shares(above, below) : shares(below, above))
                        .toList();
        double variance = shares.get(0).m2() / p / (p - 1.0) + shares.get(1).m2() / n / (n - 1.0);
        return new Auc(shares.get(0).mean(), variance, p, n);
    }

    /// The moments, over the values of `of`, of the share of `among` that is less than the value,
    /// ties counted by half.
    private static Moments shares(double[] of, double[] among) {
        if (of.length == 0 || among.length == 0) {
            return new Moments(of.length, Double.NaN, Double.NaN);
        }
        // Sums about a share that occurs keep their digits, and are exactly 0 if none differs.
        double median = of[of.length / 2];
        double centre = (countBelow(among, median) + countBelow(among, Math.nextUp(median))) / 2.0;
        double sum = 0;
        double squares = 0;
        int below = 0;
        int upTo = 0;
        for (int i = 0; i < of.length; ) {
            double value = of[i];
            while (below < among.length && among[below] < value) {
                below++;
            }
            upTo = Math.max(upTo, below);
            while (upTo < among.length && among[upTo] <= value) {
                upTo++;
            }
            int from = i;
            while (i < of.length && of[i] == value) {
                i++;
            }
            double distance = ((double) below + upTo) / 2 - centre;
            sum += (i - from) * distance;
            squares += (i - from) * distance * distance;
        }
        double n = of.length;
        double unit = among.length;
        return new Moments(
                of.length,
                (centre + sum / n) / unit,
                Math.max(0, squares - sum * sum / n) / unit / unit);
    }

    private static int countBelow(double[] sorted, double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// By row: for a positive, the weight of the negatives that score less, as a share of all
    /// negatives' weight; for a negative, that of the positives that score more.
    private double[] placements(double[] scores) {
        int[] order = Sorting.order(scores);
        double[] sorted = new double[order.length];
        // One read in random order per row, on all processors.
        IntStream.range(0, CHUNKS)
                .parallel()
                .forEach(chunk -> {
                    int end = (int) ((long) order.length * (chunk + 1) / CHUNKS);
                    for (int i = (int) ((long) order.length * chunk / CHUNKS); i < end; i++) {
                        sorted[i] = scores[order[i]];
                    }
                });
        double[] placements = new double[scores.length];
        double totalPositive = total(true);
        double totalNegative = total(false);
        double below = 0;
        double belowPositive = 0;
        for (int from = 0; from < order.length; ) {
            double tiedPositive = 0;
            double tiedNegative = 0;
            int to = from;
            while (to < order.length && sorted[to] == sorted[from]) {
                if (positive[order[to]]) {
                    tiedPositive += weight(order[to]);
                } else {
                    tiedNegative += weight(order[to]);
                }
                to++;
            }
            double share = (below + tiedNegative / 2) / totalNegative;
            double shareAbove = (totalPositive - belowPositive - tiedPositive / 2) / totalPositive;
            for (; from < to; from++) {
                placements[order[from]] = positive[order[from]] ? share : shareAbove;
            }
            below += tiedNegative;
            belowPositive += tiedPositive;
        }
        return placements;
    }

    /// The mean of the positives' placements, and its variance: each class of placements gives a
    /// centred sum of squares, over rows or over clusters.
    private Auc infer(double[] placements) {
        int negatives = positive.length - positives;
        double totalPositive = total(true);
        double totalNegative = total(false);
        double sum = 0;
        for (int i = 0; i < placements.length; i++) {
            sum += positive[i] ? weight(i) * placements[i] : 0;
        }
        double estimate = sum / totalPositive;
        double[] byCluster = new double[clusterCount];
        double ofPositives = 0;
        double ofNegatives = 0;
        for (int i = 0; i < placements.length; i++) {
            double influence =
                    weight(i)
                            * (placements[i] - estimate)
                            / (positive[i] ? totalPositive : totalNegative);
            if (clusterCount > 0) {
                byCluster[clusters[i]] += influence;
            } else if (positive[i]) {
                ofPositives += influence * influence;
            } else {
                ofNegatives += influence * influence;
            }
        }
        double ofClusters = 0;
        for (double influence : byCluster) {
            ofClusters += influence * influence;
        }
        double variance =
                clusterCount > 0
                        ? ofClusters * clusterCount / (clusterCount - 1.0)
                        : ofPositives * positives / (positives - 1.0)
                                + ofNegatives * negatives / (negatives - 1.0);
        return new Auc(estimate, variance, positives, negatives);
    }

    private double weight(int row) {
        return weights.length == 0 ? 1 : weights[row];
    }

    private double total(boolean ofPositives) {
        if (weights.length == 0) {
            return ofPositives ? positives : positive.length - positives;
        }
        double total = 0;
        for (int i = 0; i < positive.length; i++) {
            total += positive[i] == ofPositives ? weight(i) : 0;
        }
        return total;
    }

    private static boolean hasNaN(double[] scores) {
        for (double score : scores) {
            if (Double.isNaN(score)) {
                return true;
            }
        }
        return false;
    }

    private void requireLength(int length) {
        if (length != positive.length) {
            throw new IllegalArgumentException(length + " values for " + positive.length + " rows");
        }
    }
}
