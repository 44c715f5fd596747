package assay.statistics;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Count, mean and centred sum of squares of a column: a monoid, so that shards add up.
///
/// Centred moments keep their digits where raw sums of squares lose them (Chan, Golub and LeVeque
/// 1983). A value that is not finite makes mean and `m2` NaN or infinite, which every test refuses.
///
/// @param count of values, `>= 0`
/// @param mean of the values; 0 when there are none
/// @param m2 the sum of squared distances from the mean; exactly 0 for equal values
public record Moments(long count, double mean, double m2) {

    /// Of no values.
    public static final Moments NONE = new Moments(0, 0, 0);

    private static final int BLOCK = 1 << 15;

    /// How many differences of a block are looked at for a centre to begin with.
    private static final int LOOKED_AT = 16;

    public Moments {
        if (count < 0) {
            throw new IllegalArgumentException("count " + count + " is negative");
        }
    }

    /// Of a column.
    public static Moments of(double... values) {
        return ofBlocks(
                values.length, block -> ofBlock(values, start(block), end(block, values.length)));
    }

    /// Puts some rows' numbers into an array.
    @FunctionalInterface
    public interface Filling {
        /// Those of rows `from` to `to - 1`, from the array's first place on.
        void fill(double[] numbers, int from, int to);
    }

    /// Of a column that is never held as a whole; the same digits as if it were.
    public static Moments of(int rows, Filling filling) {
        return ofBlocks(
                rows,
                block -> {
                    double[] numbers = new double[end(block, rows) - start(block)];
                    filling.fill(numbers, start(block), end(block, rows));
                    return ofBlock(numbers, 0, numbers.length);
                });
    }

    /// Of `count` values that are all the same.
    public static Moments ofEqual(long count, double value) {
        return count == 0 ? NONE : new Moments(count, value, 0);
    }

    /// Of `values[i] - others[i]`, row by row.
    public static Moments ofDifferences(double[] values, double[] others) {
        if (values.length != others.length) {
            throw new IllegalArgumentException(
                    values.length + " values cannot be paired with " + others.length);
        }
        return ofBlocks(
                values.length,
                block ->
                        ofBlockOfDifferences(
                                values, others, start(block), end(block, values.length)));
    }

    /// These values and the others.
    public Moments plus(Moments other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        long both = count + other.count;
        double delta = other.mean - mean;
        double share = (double) other.count / both;
        return new Moments(
                both, mean + delta * share, m2 + other.m2 + delta * delta * count * share);
    }

    /// The unbiased variance; needs two values.
    public double variance() {
        if (count < 2) {
            throw new IllegalArgumentException("a variance needs 2 values, not " + count);
        }
        return m2 / (count - 1);
    }

    /// The square root of the variance.
    public double standardDeviation() {
        return Math.sqrt(variance());
    }

    /// The standard error of the mean.
    public double standardError() {
        return Math.sqrt(variance() / count);
    }

    /// Two passes over a block that fits the cache: sums of distances from its first value, which
    /// are exactly 0 for equal values, then of squared distances from the mean.
    private static Moments ofBlock(double[] values, int from, int to) {
        int n = to - from;
        double first = values[from];
        double shift = sumOfDistances(values, from, to, first) / n;
        double centre = first + shift;
        double m2 = sumOfSquares(values, from, to, centre);
        double rest = sumOfDistances(values, from, to, centre);
        return new Moments(n, centre + rest / n, Math.max(0, m2 - rest * rest / n));
    }

    /// One pass over a block, holding nothing by row: about a centre close to the mean, and once
    /// more about the mean itself where the first centre was off by more than the differences
    /// spread, which would cost digits.
    private static Moments ofBlockOfDifferences(
            double[] values, double[] others, int from, int to) {
        double first = values[from] - others[from];
        int looked = Math.min(LOOKED_AT, to - from);
        double off = 0;
        for (int k = 0; k < looked; k++) {
            int i = from + (int) ((long) (to - from) * k / looked);
            off += values[i] - others[i] - first;
        }
        var once = aroundCentre(values, others, from, to, first + off / looked);
        double shift = once.sum / once.count;
        double ofShift = once.sum * shift;
        return ofShift <= once.squares / 2
                ? once.moments()
                : aroundCentre(values, others, from, to, once.centre + shift).moments();
    }

    /// Sums of differences' distances from a centre, and of the squares.
    private record Distances(long count, double centre, double sum, double squares) {

        Moments moments() {
            double shift = sum / count;
            return new Moments(count, centre + shift, Math.max(0, squares - sum * shift));
        }
    }

    private static Distances aroundCentre(
            double[] values, double[] others, int from, int to, double centre) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double ofA = 0;
        double ofB = 0;
        double ofC = 0;
        double ofD = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            double w = values[i] - others[i] - centre;
            double x = values[i + 1] - others[i + 1] - centre;
            double y = values[i + 2] - others[i + 2] - centre;
            double z = values[i + 3] - others[i + 3] - centre;
            a += w;
            b += x;
            c += y;
            d += z;
            ofA += w * w;
            ofB += x * x;
            ofC += y * y;
            ofD += z * z;
        }
        for (; i < to; i++) {
            double w = values[i] - others[i] - centre;
            a += w;
            ofA += w * w;
        }
        return new Distances(to - from, centre, (a + b) + (c + d), (ofA + ofB) + (ofC + ofD));
    }

    /// Four sums side by side: the processor adds them at the same time, and each gathers less
    /// error.
    private static double sumOfDistances(double[] values, int from, int to, double centre) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += values[i] - centre;
            b += values[i + 1] - centre;
            c += values[i + 2] - centre;
            d += values[i + 3] - centre;
        }
        for (; i < to; i++) {
            a += values[i] - centre;
        }
        return (a + b) + (c + d);
    }

    private static double sumOfSquares(double[] values, int from, int to, double centre) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            double w = values[i] - centre;
            double x = values[i + 1] - centre;
            double y = values[i + 2] - centre;
            double z = values[i + 3] - centre;
            a += w * w;
            b += x * x;
            c += y * y;
            d += z * z;
        }
        for (; i < to; i++) {
            double w = values[i] - centre;
            a += w * w;
        }
        return (a + b) + (c + d);
    }

    /// Blocks of one fixed size, added in order: the same digits on any number of processors.
    private static Moments ofBlocks(int n, IntFunction<Moments> ofBlock) {
        int blocks = (n + BLOCK - 1) / BLOCK;
        var all = IntStream.range(0, blocks);
        Moments[] parts =
                (blocks < 8 ? all : all.parallel()).mapToObj(ofBlock).toArray(Moments[]::new);
        Moments sum = NONE;
        for (Moments part : parts) {
            sum = sum.plus(part);
        }
        return sum;
    }

    private static int start(int block) {
        return block * BLOCK;
    }

    private static int end(int block, int n) {
        return Math.min(n, (block + 1) * BLOCK);
    }
}
