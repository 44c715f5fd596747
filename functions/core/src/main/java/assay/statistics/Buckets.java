package assay.statistics;

import java.util.Arrays;

/// Consecutive ranges of numbers that hold about equally many of some columns' values each, laid
/// out by a sample of them. A value's bucket is found by two shifts and one small table.
///
/// The keys of numbers, as [#key(double)], are cut into cells of equal width; cells with many
/// sampled values are cut further, and neighbours with few share a bucket. Answers must not depend
/// on where buckets end: a sample can miss, so that any bucket may hold anything from nothing to
/// all.
public final class Buckets {

    private static final int SAMPLE = 1 << 12;
    private static final int CELL_BITS = 10;
    private static final int SHIFT_BITS = 6;
    private static final int MOST_BITS = 15;

    /// Values a bucket that is finished in the cache, and up to how many buckets there are of the
    /// small kind.
    private static final int SMALL = 1 << 12;

    private static final int LARGE = 1 << 14;
    private static final int MANY = 1 << 9;
    private static final int MOST = 1 << 13;

    private static final double GOLDEN = 0.6180339887498949;

    private final long min;
    private final long max;
    private final int shift;

    /// By cell, what is to be added to a key's leading bits, and behind it the shift that leaves
    /// those bits.
    private final int[] cells;

    private final int count;

    private Buckets(long min, long max, int shift, int[] cells, int count) {
        this.min = min;
        this.max = max;
        this.shift = shift;
        this.cells = cells;
        this.count = count;
    }

    /// How many buckets are to be wanted of `n` values that are dealt out and then finished bucket
    /// by bucket: few enough to be written to side by side, and small enough for the cache.
    public static int toFinish(int n) {
        return Math.clamp(Math.max(Math.min(n / SMALL, MANY), n / LARGE), 1, MOST);
    }

    /// About `wanted` buckets for the values of all columns together.
    ///
    /// @param wanted at most 2¹⁵; there may be up to three times as many
    public static Buckets of(int wanted, double[]... columns) {
        long[] sample = sample(columns);
        if (sample.length == 0) {
            return new Buckets(0, 0, 0, new int[1], 1);
        }
        Arrays.sort(sample);
        long min = sample[0];
        long max = sample[sample.length - 1];
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(max - min) - CELL_BITS);
        int[] cells = new int[(int) (max - min >>> shift) + 1];
        int bucket = 0;
        int shared = -1;
        int from = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            int to = from;
            while (to < sample.length && (int) (sample[to] - min >>> shift) == cell) {
                to++;
            }
            double share = (double) (to - from) * wanted / sample.length;
            if (share < 1) {
                if (shared >= 0 && (double) (to - shared) * wanted > sample.length) {
                    bucket++;
                    shared = from;
                }
                shared = shared < 0 ? from : shared;
                cells[cell] = bucket - cell << SHIFT_BITS | shift;
            } else {
                bucket += shared < 0 ? 0 : 1;
                shared = -1;
                int bits = Math.min(Math.min(shift, MOST_BITS), 1 + Math.getExponent(share));
                cells[cell] = bucket - (cell << bits) << SHIFT_BITS | shift - bits;
                bucket += 1 << bits;
            }
            from = to;
        }
        return new Buckets(min, max, shift, cells, bucket + (shared < 0 ? 0 : 1));
    }

    /// How many buckets there are.
    public int count() {
        return count;
    }

    /// The bucket of a value with this key, from 0; greater keys are in the same or a later one.
    public int of(long key) {
        long distance = Math.min(Math.max(key, min), max) - min;
        int cell = cells[(int) (distance >>> shift)];
        // A shift of a long takes the last six bits of its distance.
        return (cell >> SHIFT_BITS) + (int) (distance >>> cell);
    }

    /// A number whose order is that of `value`: `-0.0` below `0.0`, and NaN above all.
    public static long key(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ bits >> 63 >>> 1;
    }

    /// The value of a key.
    public static double value(long key) {
        return Double.longBitsToDouble(key ^ key >> 63 >>> 1);
    }

    /// Keys of values spread evenly over the columns, at places that repeat no period.
    private static long[] sample(double[]... columns) {
        long total = Arrays.stream(columns).mapToLong(column -> column.length).sum();
        long[] sample = new long[(int) Math.min(total, SAMPLE)];
        int column = 0;
        long before = 0;
        for (int i = 0; i < sample.length; i++) {
            double within = total == sample.length ? 0 : (i + 0.5) * GOLDEN % 1;
            long place = (long) ((i + within) * ((double) total / sample.length));
            while (place - before >= columns[column].length) {
                before += columns[column].length;
                column++;
            }
            sample[i] = key(columns[column][(int) (place - before)]);
        }
        return sample;
    }
}
