package assay.statistics.distance;

import assay.statistics.Alternative;
import assay.statistics.Interval;
import assay.statistics.Student;
import assay.statistics.onesample.Wilson;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Two distribution functions at some values, in order, and what can be said of the largest gap
/// between them. The places of the values are told by the mean of the two functions, the height.
///
/// The largest of many gaps, each with its noise, is on average larger than the largest true gap.
/// By how much is the mean of what Brownian bridges add to the largest of the *smoothed* gaps: the
/// gaps as they were seen have peaks of noise already, on which a plain bootstrap would see too
/// little added (Silverman and Young 1987; Sen, Banerjee and Woodroofe 2010).
final class GapCurve {

    /// No two of the values that are kept are nearer than this many a unit of height.
    private static final int POINTS = 512;

    /// Pairs of paths; each is taken once with either sign.
    private static final int PATHS = 64;

    /// The paths stand for an integral over all of them, as points of a quadrature do: always the
    /// same ones.
    private static final long SEED = 1933;

    /// How far values are smoothed, over the fifth root of the number of rows.
    private static final double BANDWIDTH = 0.3;

    private final double[] first = new double[POINTS + 2];
    private final double[] second = new double[POINTS + 2];
    private int size = 1;

    private final double perFirst;
    private final double perSecond;
    private final Alternative alternative;

    /// @param perFirst one over the number of rows that the first distribution is known from
    /// @param perSecond that of the second; 0 if it is known without rows
    /// @param alternative which gap is asked about
    GapCurve(double perFirst, double perSecond, Alternative alternative) {
        this.perFirst = perFirst;
        this.perSecond = perSecond;
        this.alternative = alternative;
    }

    /// The next value, if it is far enough from the one before.
    ///
    /// @param ofFirst the share of the first distribution up to it
    /// @param ofSecond that of the second
    void add(double ofFirst, double ofSecond) {
        if ((ofFirst + ofSecond) / 2 - height(size - 1) >= 1.0 / POINTS) {
            first[size] = ofFirst;
            second[size] = ofSecond;
            size++;
        }
    }

    private double height(int i) {
        return (first[i] + second[i]) / 2;
    }

    /// Of the gap, which cannot be negative.
    ///
    /// @param gap the largest one, which is the difference of the next two but for rounding
    /// @param ofFirst the share of the first distribution up to where the gap is largest
    /// @param ofSecond that of the second
    /// @param pValue of no gap at all
    Interval interval(
            double gap, double ofFirst, double ofSecond, double pValue, double confidence) {
        double tail = (1 - confidence) / 2;
        double z = Student.upperQuantile(tail, Double.POSITIVE_INFINITY);
        double up = ofFirst < ofSecond ? -z : z;
        double middle = gap - bias();
        double lower =
                middle - Math.hypot(away(ofFirst, perFirst, -up), away(ofSecond, perSecond, up));
        double upper =
                middle + Math.hypot(away(ofFirst, perFirst, up), away(ofSecond, perSecond, -up));
        double whereNothingDiffers = z / 2 * Math.sqrt(perFirst + perSecond);
        return new Interval(
                pValue < tail ? Math.clamp(lower, Double.MIN_VALUE, gap) : 0,
                Math.min(1, Math.max(gap, Math.max(upper, whereNothingDiffers))));
    }

    /// How far the end of Wilson's interval is from a share, `z` standard errors above it.
    private static double away(double share, double perRow, double z) {
        return perRow == 0 ? 0 : Wilson.bound(share, 1 / perRow, z) - share;
    }

    /// How much larger than the true gap the largest one is on average.
    private double bias() {
        double rows = 4 / (perFirst + perSecond);
        double[] gaps = smoothed(BANDWIDTH * Math.pow(rows, -0.2));
        double largest = 0;
        for (double gap : gaps) {
            largest = Math.max(largest, size(gap));
        }
        var random = new SplittableRandom(SEED);
        double[] firstSteps = steps(first);
        double[] secondSteps = steps(second);
        double[] noise = new double[size];
        double sum = 0;
        for (int path = 0; path < PATHS; path++) {
            Arrays.fill(noise, 0);
            addBridge(noise, first, firstSteps, Math.sqrt(perFirst), random);
            if (perSecond > 0) {
                addBridge(noise, second, secondSteps, Math.sqrt(perSecond), random);
            }
            double up = 0;
            double down = 0;
            for (int i = 0; i < size; i++) {
                up = Math.max(up, size(gaps[i] + noise[i]));
                down = Math.max(down, size(gaps[i] - noise[i]));
            }
            sum += up + down;
        }
        return Math.max(0, sum / (2 * PATHS) - largest);
    }

    /// The gap that is asked about, of a first share less a second.
    double size(double gap) {
        return switch (alternative) {
            case TWO_SIDED -> Math.abs(gap);
            case GREATER -> gap;
            case LESS -> -gap;
        };
    }

    /// The mean gap of as many values on either side as lie within the bandwidth, each with the
    /// height it rises by as its weight; less far near both ends, where the gap is zero.
    private double[] smoothed(double bandwidth) {
        double[] sums = new double[size + 1];
        double[] weights = new double[size + 1];
        for (int i = 0; i < size; i++) {
            double weight = i == 0 ? 0 : height(i) - height(i - 1);
            sums[i + 1] = sums[i] + weight * (first[i] - second[i]);
            weights[i + 1] = weights[i] + weight;
        }
        double[] smoothed = new double[size];
        for (int i = 0; i < size; i++) {
            double within = Math.min(bandwidth, Math.min(height(i), 1 - height(i)));
            int reach = 0;
            while (reach < i
                    && i + reach + 1 < size
                    && height(i) - height(i - reach - 1) <= within
                    && height(i + reach + 1) - height(i) <= within) {
                reach++;
            }
            smoothed[i] =
                    reach == 0
                            ? first[i] - second[i]
                            : (sums[i + reach + 1] - sums[i - reach])
                                    / (weights[i + reach + 1] - weights[i - reach]);
        }
        return smoothed;
    }

    /// The deviations of the steps of a Brownian motion over a distribution function, the last one
    /// to its end.
    private double[] steps(double[] shares) {
        double[] steps = new double[size];
        for (int i = 1; i < size; i++) {
            steps[i - 1] = Math.sqrt(shares[i] - shares[i - 1]);
        }
        steps[size - 1] = Math.sqrt(1 - shares[size - 1]);
        return steps;
    }

    /// Adds a Brownian bridge over a distribution function, times `scale`.
    private void addBridge(
            double[] noise,
            double[] shares,
            double[] steps,
            double scale,
            SplittableRandom random) {
        double[] path = new double[size];
        for (int i = 1; i < size; i++) {
            path[i] = path[i - 1] + steps[i - 1] * random.nextGaussian();
        }
        double end = path[size - 1] + steps[size - 1] * random.nextGaussian();
        for (int i = 1; i < size; i++) {
            noise[i] += scale * (path[i] - shares[i] * end);
        }
    }
}
