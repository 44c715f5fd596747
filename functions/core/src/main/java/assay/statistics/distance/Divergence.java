package assay.statistics.distance;

import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// How far the shares of two columns of binned counts are apart.
///
/// Bins that are empty on both sides are left out. Where a bin is empty on one side, every bin is
/// given half a count first, for a share of zero has no logarithm. When both sides have the same
/// shares, each of the two, times a known factor and over `1/n + 1/m`, has a chi-squared
/// distribution with one degree less than there are bins (Yurdakul and Naranjo 2020); p-value and
/// interval rest on that.
public enum Divergence {
    /// The population stability index, `sum((p - q) log(p / q))`, which is its own effect size: by
    /// custom 0.1 is small and 0.25 is large.
    POPULATION_STABILITY(1) {
        @Override
        double term(double p, double q) {
            return (p - q) * Math.log(p / q);
        }

        @Override
        double effect(double distance) {
            return distance;
        }
    },
    /// Jensen and Shannon's, in nats: the mean Kullback-Leibler divergence from the even mixture,
    /// in [0, log 2]. The effect is the Jensen-Shannon distance to base 2, in [0, 1].
    JENSEN_SHANNON(8) {
        @Override
        double term(double p, double q) {
            double middle = (p + q) / 2;
            return (p * Math.log(p / middle) + q * Math.log(q / middle)) / 2;
        }

        @Override
        double effect(double distance) {
            return Math.sqrt(distance / Math.log(2));
        }
    };

    /// What the divergence is multiplied by to be, near zero, the chi-squared distance.
    private final double curvature;

    Divergence(double curvature) {
        this.curvature = curvature;
    }

    abstract double term(double p, double q);

    abstract double effect(double distance);

    /// The divergence of `current` from `reference`, which are counts `>= 0` in the same bins.
    ///
    /// @param confidence of the interval, `0 < confidence < 1`
    public Distance between(long[] reference, long[] current, double confidence) {
        if (reference.length != current.length) {
            throw new IllegalArgumentException(
                    reference.length + " bins against " + current.length);
        }
        int[] used =
                IntStream.range(0, reference.length)
                        .filter(i -> reference[i] > 0 || current[i] > 0)
                        .toArray();
        double n = total(reference);
        double m = total(current);
        if (used.length < 2 || !(n > 0 && m > 0)) {
            return new Distance.CannotSay(
                    Reason.TOO_FEW,
                    used.length
                            + " bins with "
                            + n
                            + " and "
                            + m
                            + " counts: two bins and one count"
                            + " on each side are needed");
        }
        boolean gap = Arrays.stream(used).anyMatch(i -> reference[i] == 0 || current[i] == 0);
        double added = gap ? 0.5 : 0;
        double sum = 0;
        for (int i : used) {
            sum +=
                    term(
                            (reference[i] + added) / (n + added * used.length),
                            (current[i] + added) / (m + added * used.length));
        }
        double distance = Math.max(0, sum);
        double scale = (1 / n + 1 / m) / curvature;
        int degrees = used.length - 1;
        Interval possible = NoncentralChiSquare.possible(distance / scale, degrees, confidence);
        return new Distance.Measured(
                distance,
                new Interval(possible.lower() * scale, possible.upper() * scale),
                distance / scale,
                ChiSquaredDistribution.of(degrees).survivalProbability(distance / scale),
                effect(distance));
    }

    private static double total(long[] counts) {
        long total = 0;
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("count " + count + " is negative");
            }
            total += count;
        }
        return total;
    }
}
