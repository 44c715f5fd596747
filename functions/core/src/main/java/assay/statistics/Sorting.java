package assay.statistics;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Sorts primitive numbers by their digits: least significant digit first, over the leading bits
/// that vary, then repairs the rare runs that those bits do not tell apart.
///
/// The work is `O(n)` for data whose leading 33 varying bits tell most values apart, and never
/// worse than `O(n log n)`. Beyond the result, one more array of the same length is held, and
/// nothing is allocated per value. Large inputs are shared among the processors; the result does
/// not depend on how many there are. `-0.0` stands before `0.0`, and NaN last.
public final class Sorting {

    private static final int DIGIT_BITS = 11;
    private static final int BUCKETS = 1 << DIGIT_BITS;
    private static final int LEADING_BITS = 3 * DIGIT_BITS;
    private static final int INDEX_BITS = Integer.SIZE - 1;
    private static final int INDEX = Integer.MAX_VALUE;
    private static final int SMALL = 1 << 11;
    private static final int LARGE = 1 << 16;

    private Sorting() {}

    /// A sorted copy; `values` stays as it is.
    public static double[] sorted(double[] values) {
        return sortedInPlace(values.clone());
    }

    /// Sorts `values`, which is used up: the sorted values are in the array that is returned, which
    /// may be `values` or another one of the same length.
    public static double[] sortedInPlace(double[] values) {
        if (values.length < SMALL) {
            Arrays.sort(values);
            return values;
        }
        Span span = Span.of(values);
        int shift = Math.max(0, span.bits() - LEADING_BITS);
        double[] from = values;
        double[] to = new double[values.length];
        for (int at = shift; at < span.bits(); at += DIGIT_BITS) {
            pass(from, to, span.min(), at);
            double[] swap = from;
            from = to;
            to = swap;
        }
        if (shift > 0) {
            repair(from, span.min(), shift);
        }
        return from;
    }

    /// The stable ascending order of `keys`: `keys[order[0]] <= keys[order[1]] <= …`, equal keys in
    /// order of index.
    public static int[] order(double[] keys) {
        int n = keys.length;
        Span span = Span.of(keys);
        int shift = Math.max(0, span.bits() - Integer.SIZE);
        long[] from = new long[n];
        for (int i = 0; i < n; i++) {
            from[i] = (sortable(keys[i]) - span.min()) >>> shift << INDEX_BITS | i;
        }
        if (n < SMALL) {
            Arrays.sort(from);
        } else {
            long[] to = new long[n];
            int end = INDEX_BITS + span.bits() - shift;
            for (int at = INDEX_BITS; at < end; at += DIGIT_BITS) {
                pass(from, to, at);
                long[] swap = from;
                from = to;
                to = swap;
            }
        }
        if (shift > 0) {
            repair(from, keys, span.min());
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = (int) from[i] & INDEX;
        }
        return order;
    }

    /// The bits of `value`, moved so that the order of the bits as unsigned numbers is the order of
    /// the values.
    private static long sortable(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    /// The least key, and how many bits the distance to the greatest one takes.
    private record Span(long min, int bits) {

        static Span of(double[] values) {
            long min = Long.MAX_VALUE;
            long max = Long.MIN_VALUE;
            for (double value : values) {
                long key = sortable(value) ^ Long.MIN_VALUE;
                min = Math.min(min, key);
                max = Math.max(max, key);
            }
            int bits = values.length == 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(max - min);
            return new Span(min ^ Long.MIN_VALUE, bits);
        }
    }

    private static void pass(double[] from, double[] to, long min, int shift) {
        int n = from.length;
        int chunks = chunks(n);
        int[][] places = new int[chunks][BUCKETS];
        inParallel(
                chunks,
                chunk -> {
                    int[] counts = places[chunk];
                    int end = start(chunk + 1, chunks, n);
                    for (int i = start(chunk, chunks, n); i < end; i++) {
                        counts[(int) (sortable(from[i]) - min >>> shift) & BUCKETS - 1]++;
                    }
                });
        toPlaces(places);
        inParallel(
                chunks,
                chunk -> {
                    int[] place = places[chunk];
                    int end = start(chunk + 1, chunks, n);
                    for (int i = start(chunk, chunks, n); i < end; i++) {
                        double value = from[i];
                        to[place[(int) (sortable(value) - min >>> shift) & BUCKETS - 1]++] = value;
                    }
                });
    }

    private static void pass(long[] from, long[] to, int shift) {
        int n = from.length;
        int chunks = chunks(n);
        int[][] places = new int[chunks][BUCKETS];
        inParallel(
                chunks,
                chunk -> {
                    int[] counts = places[chunk];
                    int end = start(chunk + 1, chunks, n);
                    for (int i = start(chunk, chunks, n); i < end; i++) {
                        counts[(int) (from[i] >>> shift) & BUCKETS - 1]++;
                    }
                });
        toPlaces(places);
        inParallel(
                chunks,
                chunk -> {
                    int[] place = places[chunk];
                    int end = start(chunk + 1, chunks, n);
                    for (int i = start(chunk, chunks, n); i < end; i++) {
                        long key = from[i];
                        to[place[(int) (key >>> shift) & BUCKETS - 1]++] = key;
                    }
                });
    }

    /// Turns counts by chunk and bucket into the place of each chunk's first value of each bucket.
    private static void toPlaces(int[][] counts) {
        int place = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            for (int[] count : counts) {
                int here = count[bucket];
                count[bucket] = place;
                place += here;
            }
        }
    }

    /// Sorts each run of equal leading bits that is not in order.
    private static void repair(double[] values, long min, int shift) {
        for (int i = 1; i < values.length; i++) {
            if (values[i - 1] > values[i]) {
                long leading = sortable(values[i]) - min >>> shift;
                int from = i - 1;
                while (from > 0 && sortable(values[from - 1]) - min >>> shift == leading) {
                    from--;
                }
                int to = i + 1;
                while (to < values.length && sortable(values[to]) - min >>> shift == leading) {
                    to++;
                }
                Arrays.sort(values, from, to);
                i = to;
            }
        }
    }

    /// Sorts each run of equal leading bits by the bits behind them, then by index.
    private static void repair(long[] packed, double[] keys, long min) {
        int from = 0;
        for (int to = 1; to <= packed.length; to++) {
            if (to == packed.length || packed[to] >>> INDEX_BITS != packed[from] >>> INDEX_BITS) {
                if (to - from > 1) {
                    for (int i = from; i < to; i++) {
                        int index = (int) packed[i] & INDEX;
                        long trailing = sortable(keys[index]) - min & 0xFFFF_FFFFL;
                        packed[i] = trailing << INDEX_BITS | index;
                    }
                    Arrays.sort(packed, from, to);
                }
                from = to;
            }
        }
    }

    private static int chunks(int n) {
        return n < LARGE ? 1 : Math.min(8, Runtime.getRuntime().availableProcessors());
    }

    private static int start(int chunk, int chunks, int n) {
        return (int) ((long) n * chunk / chunks);
    }

    private static void inParallel(int chunks, IntConsumer work) {
        if (chunks == 1) {
            work.accept(0);
        } else {
            IntStream.range(0, chunks).parallel().forEach(work);
        }
    }
}
