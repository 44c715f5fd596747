package assay.statistics.comparison;

import assay.statistics.Chunks;
import assay.statistics.Sorting;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
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

    /// The square of the rounding error of an influence, over the number of rows: less is no
    /// spread.
    private static final double ROUNDING = Math.pow(16 * Math.ulp(1.0), 2);

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
        if (isPlain()) {
            var placements = Placements.of(scores, positive);
            return placements.known() ? inferArea(placements) : unknown();
        }
        return hasNaN(scores) ? unknown() : infer(placements(scores));
    }

    /// The area of `second` minus that of `first`, on the same rows.
    public Auc difference(double[] first, double[] second) {
        requireLength(first.length);
        requireLength(second.length);
        if (isPlain()) {
            return plainDifference(first, second);
        }
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
        return unknownVariance(Double.NaN);
    }

    private Auc unknownVariance(double estimate) {
        return new Auc(
                estimate,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                positives,
                positive.length - positives);
    }

    private boolean isPlain() {
        return weights.length == 0 && clusters.length == 0;
    }

    private Auc plainDifference(double[] first, double[] second) {
        var placements = new Placements[2];
        Chunks.each(
                2,
                positive.length,
                model -> placements[model] = Placements.of(model == 0 ? first : second, positive));
        return placements[0].known() && placements[1].known()
                ? infer(
                        placements[0].sumsOfDifferences(placements[1]),
                        (ofNegatives, ofPositives) -> Double.POSITIVE_INFINITY)
                : unknown();
    }

    private Auc inferArea(Placements placements) {
        List<PlacementSums> sums = placements.sums();
        return infer(
                sums,
                (ofNegatives, ofPositives) -> {
                    if (hasMany()) {
                        return Double.POSITIVE_INFINITY;
                    }
                    double[] fourths =
                            placements.fourthPowers(sums.get(0).mean(), sums.get(1).mean());
                    return VarianceDegrees.ofSum(
                            ofNegatives,
                            degrees(sums.get(0), fourths[0]),
                            ofPositives,
                            degrees(sums.get(1), fourths[1]));
                });
    }

    private static double degrees(PlacementSums sums, double fourths) {
        double n = sums.count();
        return VarianceDegrees.ofSample(n, sums.variance() * (n - 1), fourths);
    }

    private boolean hasMany() {
        return VarianceDegrees.areMany(positives, positive.length - positives);
    }

    /// @param placements the sums of the negatives' and the positives'
    /// @param degrees of freedom of the sum of these two variances
    private Auc infer(List<PlacementSums> placements, DoubleBinaryOperator degrees) {
        PlacementSums ofNegatives = placements.get(0);
        PlacementSums ofPositives = placements.get(1);
        double negatives = ofNegatives.count();
        double estimate = ofPositives.mean() / 2 / negatives;
        if (positives < 2 || negatives < 2) {
            return unknownVariance(estimate);
        }
        double byPositives = ofPositives.variance() / 4 / negatives / negatives / positives;
        double byNegatives = ofNegatives.variance() / 4 / positives / positives / negatives;
        return new Auc(
                estimate,
                byPositives + byNegatives,
                degrees.applyAsDouble(byNegatives, byPositives),
                positives,
                ofNegatives.count());
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
        var ofPositives = new Powers();
        var ofNegatives = new Powers();
        for (int i = 0; i < placements.length; i++) {
            double influence =
                    weight(i)
                            * (placements[i] - estimate)
                            / (positive[i] ? totalPositive : totalNegative);
            if (clusterCount > 0) {
                byCluster[clusters[i]] += influence;
            } else {
                (positive[i] ? ofPositives : ofNegatives).add(influence);
            }
        }
        if (clusterCount > 0) {
            var ofClusters = new Powers();
            for (double influence : byCluster) {
                ofClusters.add(influence);
            }
            return new Auc(
                    estimate,
                    unlessRounding(ofClusters.variance(clusterCount)),
                    ofClusters.degrees(clusterCount),
                    positives,
                    negatives);
        }
        double byPositives = ofPositives.variance(positives);
        double byNegatives = ofNegatives.variance(negatives);
        double degrees =
                hasMany()
                        ? Double.POSITIVE_INFINITY
                        : VarianceDegrees.ofSum(
                                byNegatives,
                                ofNegatives.degrees(negatives),
                                byPositives,
                                ofPositives.degrees(positives));
        return new Auc(
                estimate, unlessRounding(byPositives + byNegatives), degrees, positives, negatives);
    }

    private double unlessRounding(double variance) {
        return variance <= ROUNDING / positive.length ? 0 : variance;
    }

    /// The second and fourth powers of influences, whose mean is zero.
    private static final class Powers {
        private double squares;
        private double fourths;

        private void add(double influence) {
            double square = influence * influence;
            squares += square;
            fourths += square * square;
        }

        private double variance(int count) {
            return squares * count / (count - 1.0);
        }

        private double degrees(int count) {
            return count < 2 ? 1 : VarianceDegrees.ofSample(count, squares, fourths);
        }
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
