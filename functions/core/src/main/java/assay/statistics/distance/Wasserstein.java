package assay.statistics.distance;

import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Moments;
import assay.statistics.Sorting;
import assay.statistics.Student;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The least mean distance by which the values of one sample must move to become the other: the
/// area between the distribution functions, in the unit of the values. The effect is that distance
/// over the standard deviation of the pooled values.
///
/// The p-value comes from random relabelling, the interval from the normal law that holds where the
/// distributions differ almost everywhere (del Barrio, Giné and Matrán 1999) and, upwards, from a
/// Poisson bootstrap where that reaches farther; all are functions of the seed, and the same
/// whatever the order of the values. The distance cannot be negative and is biased upwards where it
/// is small against its noise. So the lower end goes down by the bias that the bootstrap sees, and
/// to 0 where the p-value, at one minus the confidence, does not rule out that nothing moved, and
/// only there; elsewhere the bootstrap's upper end goes down by the bias too.
///
/// @param resamples for each of the two, `>= 19`
/// @param seed of the random numbers
public record Wasserstein(int resamples, long seed) {

    private static final double[] POISSON = poisson();

    public Wasserstein {
        if (resamples < 19) {
            throw new IllegalArgumentException(
                    "resamples " + resamples + " give no p-value of 0.05; at least 19 do");
        }
    }

    /// The distance of two samples.
    ///
    /// @param first finite values; not changed
    /// @param second finite values; not changed
    /// @param confidence of the interval, `0 < confidence < 1`
    public Distance between(double[] first, double[] second, double confidence) {
        int n = first.length;
        int m = second.length;
        if (n == 0 || m == 0) {
            return new Distance.CannotSay(
                    Reason.TOO_FEW, "samples of " + n + " and " + m + " values; each needs one");
        }
        double[] pooled = Arrays.copyOf(first, n + m);
        System.arraycopy(second, 0, pooled, n, m);
        int[] order = Sorting.order(pooled);
        double[] sorted = Arrays.stream(order).mapToDouble(i -> pooled[i]).toArray();
        if (!Double.isFinite(sorted[0]) || !Double.isFinite(sorted[n + m - 1])) {
            return new Distance.CannotSay(Reason.NOT_FINITE, "a value is NaN or infinite");
        }
        double deviation = Math.sqrt(Moments.of(sorted).m2() / (n + m));
        if (!Double.isFinite(deviation) || !Double.isFinite(sorted[n + m - 1] - sorted[0])) {
            return new Distance.CannotSay(
                    Reason.NOT_FINITE,
                    "the values from %s to %s are too far apart to be squared"
                            .formatted(sorted[0], sorted[n + m - 1]));
        }
        if (constant(first) && constant(second)) {
            return new Distance.CannotSay(
                    Reason.NO_VARIATION,
                    "every value of the first sample is %s and every one of the second %s"
                            .formatted(first[0], second[0]));
        }
        if (deviation == 0) {
            return new Distance.CannotSay(
                    Reason.NO_VARIATION,
                    "the values from %s to %s are too near each other to be squared"
                            .formatted(sorted[0], sorted[n + m - 1]));
        }
        boolean[] isFirst = new boolean[n + m];
        for (int i = 0; i < order.length; i++) {
            isFirst[i] = order[i] < n;
        }
        byte[] ones = new byte[n + m];
        Arrays.fill(ones, (byte) 1);
        double distance = area(sorted, isFirst, ones);
        double pValue = pValue(sorted, n, distance);
        return new Distance.Measured(
                distance,
                interval(sorted, isFirst, distance, confidence, pValue >= 1 - confidence),
                distance,
                pValue,
                distance / deviation);
    }

    private double pValue(double[] sorted, int n, double distance) {
        SplittableRandom random = new SplittableRandom(seed);
        int asFar = 0;
        for (int r = 0; r < resamples; r++) {
            asFar += relabelled(sorted, n, random) >= distance * (1 - 1e-12) ? 1 : 0;
        }
        return (asFar + 1.0) / (resamples + 1.0);
    }

    /// The area when `n` of the values, at random, are the first sample.
    private static double relabelled(double[] sorted, int n, SplittableRandom random) {
        int m = sorted.length - n;
        int left = n;
        double gap = 0;
        double area = 0;
        for (int i = 0; i < sorted.length - 1; i++) {
            if (random.nextInt(sorted.length - i) < left) {
                left--;
                gap += 1.0 / n;
            } else {
                gap -= 1.0 / m;
            }
            area += Math.abs(gap) * (sorted[i + 1] - sorted[i]);
        }
        return area;
    }

    private Interval interval(
            double[] sorted,
            boolean[] isFirst,
            double distance,
            double confidence,
            boolean compatibleWithNone) {
        SplittableRandom random = new SplittableRandom(~seed);
        double[] areas = new double[resamples];
        byte[] weights = new byte[sorted.length];
        for (int r = 0; r < resamples; r++) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = drawn(random.nextDouble());
            }
            areas[r] = area(sorted, isFirst, weights);
        }
        double tail = (1 - confidence) / 2;
        double bias = Math.max(0, Moments.of(areas).mean() - distance);
        double reach =
                standardError(sorted, isFirst)
                        * Student.upperQuantile(tail, Double.POSITIVE_INFINITY);
        Arrays.sort(areas);
        int beyond = (int) (tail * (resamples + 1));
        double upper = areas[resamples - Math.max(1, beyond)] - (compatibleWithNone ? 0 : bias);
        return new Interval(
                compatibleWithNone ? 0 : Math.max(Double.MIN_VALUE, distance - bias - reach),
                Math.max(distance + reach, upper));
    }

    /// The standard error of the area where the two distributions differ almost everywhere: of each
    /// value the signed length of where it adds to the gap.
    private static double standardError(double[] sorted, boolean[] isFirst) {
        int n = 0;
        for (boolean first : isFirst) {
            n += first ? 1 : 0;
        }
        int m = sorted.length - n;
        double[] first = new double[n];
        double[] second = new double[m];
        double ahead = 0;
        int firsts = 0;
        int seconds = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (isFirst[i]) {
                first[firsts++] = ahead;
            } else {
                second[seconds++] = ahead;
            }
            if (i + 1 < sorted.length) {
                long gap = (long) firsts * m - (long) seconds * n;
                ahead -= Long.signum(gap) * (sorted[i + 1] - sorted[i]);
            }
        }
        return Math.sqrt(variance(first) / n + variance(second) / m);
    }

    private static boolean constant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    private static double variance(double[] values) {
        return values.length < 2 ? 0 : Moments.of(values).variance();
    }

    /// The area between the distribution functions of the two sides, each value counted as often as
    /// its weight says; 0 where a side has no weight at all.
    private static double area(double[] sorted, boolean[] isFirst, byte[] weights) {
        long first = 0;
        long second = 0;
        for (int i = 0; i < weights.length; i++) {
            if (isFirst[i]) {
                first += weights[i];
            } else {
                second += weights[i];
            }
        }
        if (first == 0 || second == 0) {
            return 0;
        }
        double perFirst = 1.0 / first;
        double perSecond = 1.0 / second;
        double gap = 0;
        double area = 0;
        for (int i = 0; i < sorted.length - 1; i++) {
            gap += weights[i] * (isFirst[i] ? perFirst : -perSecond);
            area += Math.abs(gap) * (sorted[i + 1] - sorted[i]);
        }
        return area;
    }

    /// A Poisson number of mean one, from a uniform one.
    private static byte drawn(double uniform) {
        byte k = 0;
        while (k < POISSON.length - 1 && uniform >= POISSON[k]) {
            k++;
        }
        return k;
    }

    private static double[] poisson() {
        double[] cumulative = new double[19];
        double term = Math.exp(-1);
        double sum = 0;
        for (int k = 0; k < cumulative.length; k++) {
            sum += term;
            cumulative[k] = sum;
            term /= k + 1;
        }
        return cumulative;
    }
}
