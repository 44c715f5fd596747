package assay.statistics;

import java.util.Arrays;

/// Centred moments of weighted values: a monoid. Also those of clusters, each of which is its own
/// mean weighted by its size.
///
/// The variance of the mean is the linearised one of survey sampling: it holds for weights that say
/// how much a row counts, and does not need them to be frequencies (Cochran 1977, section 6.4; R's
/// `survey::svymean`). For clusters it is the cluster-robust one (Liang and Zeger 1986).
///
/// @param count of values with a positive weight, or of clusters
/// @param weight the sum of the weights
/// @param squaredWeight the sum of the squared weights
/// @param mean the weighted mean
/// @param tilt the sum of `w² (x - mean)`
/// @param spread the sum of `w² (x - mean)²`
public record WeightedMoments(
        long count, double weight, double squaredWeight, double mean, double tilt, double spread) {

    /// Of no values.
    public static final WeightedMoments NONE = new WeightedMoments(0, 0, 0, 0, 0, 0);

    /// Of a column with a weight per row; a row of weight 0 is no row.
    public static WeightedMoments of(double[] values, double[] weights) {
        sameLength(values.length, weights.length, "weights");
        double weight = 0;
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            double w = checked(weights[i]);
            if (w > 0) {
                weight += w;
                mean += (values[i] - mean) * (w / weight);
            }
        }
        var sum = new Sum(mean);
        for (int i = 0; i < values.length; i++) {
            sum.add(weights[i], weights[i] * (values[i] - mean));
        }
        return sum.moments();
    }

    /// Of clusters of rows.
    ///
    /// @param clusters the number of each row's cluster, from 0
    public static WeightedMoments ofClusters(double[] values, int[] clusters) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return ofClusters(values, ones, clusters);
    }

    /// Of clusters of weighted rows.
    ///
    /// @param clusters the number of each row's cluster, from 0
    public static WeightedMoments ofClusters(double[] values, double[] weights, int[] clusters) {
        sameLength(values.length, clusters.length, "clusters");
        double mean = of(values, weights).mean();
        double[] residual = new double[1 + max(clusters)];
        double[] weight = new double[residual.length];
        for (int i = 0; i < values.length; i++) {
            weight[clusters[i]] += weights[i];
            residual[clusters[i]] += weights[i] * (values[i] - mean);
        }
        var sum = new Sum(mean);
        for (int cluster = 0; cluster < weight.length; cluster++) {
            sum.add(weight[cluster], residual[cluster]);
        }
        return sum.moments();
    }

    /// These values and the others; no cluster may be in both.
    public WeightedMoments plus(WeightedMoments other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        double centre = mean + (other.mean - mean) * (other.weight / (weight + other.weight));
        WeightedMoments here = about(centre);
        WeightedMoments there = other.about(centre);
        return new WeightedMoments(
                count + other.count,
                weight + other.weight,
                squaredWeight + other.squaredWeight,
                centre,
                here.tilt + there.tilt,
                here.spread + there.spread);
    }

    /// The standard error of the mean; needs two values.
    public double standardError() {
        if (count < 2) {
            throw new IllegalArgumentException("a standard error needs 2 values, not " + count);
        }
        return Math.sqrt(count / (count - 1.0) * spread) / weight;
    }

    /// The degrees of freedom of the standard error: the effective number of rows or clusters less
    /// one, where those that weigh more count for fewer others (Kish 1965, section 11.7; for
    /// clusters Carter, Schnepel and Steigerwald 2017); at least 1. With equal weights it is the
    /// count less one.
    public double degreesOfFreedom() {
        return Math.max(1, weight * (weight / squaredWeight) - 1);
    }

    private WeightedMoments about(double centre) {
        double shift = mean - centre;
        return new WeightedMoments(
                count,
                weight,
                squaredWeight,
                centre,
                tilt + shift * squaredWeight,
                spread + 2 * shift * tilt + shift * shift * squaredWeight);
    }

    private static int max(int[] clusters) {
        int max = -1;
        for (int cluster : clusters) {
            if (cluster < 0) {
                throw new IllegalArgumentException("cluster " + cluster + " is negative");
            }
            max = Math.max(max, cluster);
        }
        return max;
    }

    private static double checked(double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight " + weight + " is not a number from 0 up");
        }
        return weight;
    }

    private static void sameLength(int values, int others, String what) {
        if (values != others) {
            throw new IllegalArgumentException(values + " values, but " + others + " " + what);
        }
    }

    /// Gathers weights and weighted distances from a centre.
    private static final class Sum {
        private final double centre;
        private long count;
        private double weight;
        private double squaredWeight;
        private double distance;
        private double tilt;
        private double spread;

        Sum(double centre) {
            this.centre = centre;
        }

        void add(double w, double weightedDistance) {
            if (w > 0) {
                count++;
                weight += w;
                squaredWeight += w * w;
                distance += weightedDistance;
                tilt += w * weightedDistance;
                spread += weightedDistance * weightedDistance;
            }
        }

        WeightedMoments moments() {
            return count == 0
                    ? NONE
                    : new WeightedMoments(count, weight, squaredWeight, centre, tilt, spread)
                            .about(centre + distance / weight);
        }
    }
}
