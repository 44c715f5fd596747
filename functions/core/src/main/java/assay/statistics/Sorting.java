package assay.statistics;

import java.util.Arrays;

/// Sorts primitive numbers by their digits.
///
/// Values are dealt out to [Buckets] and then sorted within one bucket at a time, which the
/// processor's cache holds; an order of indices is found least significant digit first, over the
/// leading bits that vary, with a repair of the rare runs that those bits do not tell apart. The
/// work is `O(n)` for data whose leading bits tell most values apart, and never worse than `O(n log
/// n)`. Nothing is allocated per value. Large inputs are shared among the processors; the result
/// does not depend on how many there are. `-0.0` stands before `0.0`, and NaN last.
public final class Sorting {

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int INDEX_BITS = Integer.SIZE - 1;
    private static final int INDEX = Integer.MAX_VALUE;
    private static final int SMALL = 1 << 11;
    private static final int SAMPLE = 1 << 11;
    private static final int TASKS_A_CHUNK = 2;
    private static final double GOLDEN = 0.6180339887498949;
    private static final double[] NOTHING = {};

    private Sorting() {}

    /// A sorted copy; `values` stays as it is.
    public static double[] sorted(double[] values) {
        return sorted(values, NOTHING);
    }

    /// Sorts `values`, which is used up: the sorted values are in the array that is returned, which
    /// may be `values` or another one of the same length.
    public static double[] sortedInPlace(double[] values) {
        if (values.length < SMALL) {
            Arrays.sort(values);
            return values;
        }
        return sorted(values, NOTHING);
    }

    /// `values[i] - less[i]` in ascending order, without a column of them in the order of the rows.
    public static double[] sortedDifferences(double[] values, double[] less) {
        if (values.length != less.length) {
            throw new IllegalArgumentException(
                    values.length + " rows cannot be paired with " + less.length);
        }
        return sorted(values, less);
    }

    /// @param less what is taken off each value, or nothing
    private static double[] sorted(double[] values, double[] less) {
        int n = values.length;
        double[] sorted = new double[n];
        if (n < SMALL) {
            for (int i = 0; i < n; i++) {
                sorted[i] = less.length == 0 ? values[i] : values[i] - less[i];
            }
            Arrays.sort(sorted);
            return sorted;
        }
        var buckets = Buckets.of(Buckets.toFinish(n), sample(values, less));
        int chunks = Chunks.count(n);
        int[][] places = new int[chunks][buckets.count() + 1];
        Chunks.each(
                chunks,
                n,
                chunk -> {
                    int[] counts = places[chunk];
                    int end = Chunks.start(chunk + 1, chunks, n);
                    for (int i = Chunks.start(chunk, chunks, n); i < end; i++) {
                        double value = less.length == 0 ? values[i] : values[i] - less[i];
                        counts[buckets.of(Buckets.key(value))]++;
                    }
                });
        toPlaces(places);
        int[] starts = places[0].clone();
        Chunks.each(
                chunks,
                n,
                chunk -> {
                    int[] place = places[chunk];
                    int end = Chunks.start(chunk + 1, chunks, n);
                    for (int i = Chunks.start(chunk, chunks, n); i < end; i++) {
                        double value = less.length == 0 ? values[i] : values[i] - less[i];
                        sorted[place[buckets.of(Buckets.key(value))]++] = value;
                    }
                });
        int tasks = chunks * TASKS_A_CHUNK;
        Chunks.each(
                tasks,
                n,
                task -> {
                    var slots = new SlotSort(sorted);
                    int end = bucketAt(starts, Chunks.start(task + 1, tasks, n));
                    for (int bucket = bucketAt(starts, Chunks.start(task, tasks, n));
                            bucket < end;
                            bucket++) {
                        slots.sort(starts[bucket], starts[bucket + 1]);
                    }
                });
        return sorted;
    }

    /// The bucket that begins at this place, else the first that begins later.
    private static int bucketAt(int[] starts, int place) {
        int bucket = Arrays.binarySearch(starts, place);
        return bucket < 0 ? -bucket - 1 : bucket;
    }

    /// Some of the values, or of the differences, from all over the rows.
    private static double[] sample(double[] values, double[] less) {
        double[] sample = new double[SAMPLE];
        double stretch = (double) values.length / SAMPLE;
        for (int i = 0; i < SAMPLE; i++) {
            int row = (int) ((i + (i + 0.5) * GOLDEN % 1) * stretch);
            sample[i] = less.length == 0 ? values[row] : values[row] - less[row];
        }
        return sample;
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
        return Buckets.key(value) ^ Long.MIN_VALUE;
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

    private static void pass(long[] from, long[] to, int shift) {
        int n = from.length;
        int chunks = Chunks.count(n);
        int[][] places = new int[chunks][DIGITS];
        Chunks.each(
                chunks,
                n,
                chunk -> {
                    int[] counts = places[chunk];
                    int end = Chunks.start(chunk + 1, chunks, n);
                    for (int i = Chunks.start(chunk, chunks, n); i < end; i++) {
                        counts[(int) (from[i] >>> shift) & DIGITS - 1]++;
                    }
                });
        toPlaces(places);
        Chunks.each(
                chunks,
                n,
                chunk -> {
                    int[] place = places[chunk];
                    int end = Chunks.start(chunk + 1, chunks, n);
                    for (int i = Chunks.start(chunk, chunks, n); i < end; i++) {
                        long key = from[i];
                        to[place[(int) (key >>> shift) & DIGITS - 1]++] = key;
                    }
                });
    }

    /// Turns counts by chunk and bucket into the place of each chunk's first value of each bucket.
    private static void toPlaces(int[][] counts) {
        int place = 0;
        for (int bucket = 0; bucket < counts[0].length; bucket++) {
            for (int[] count : counts) {
                int here = count[bucket];
                count[bucket] = place;
                place += here;
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
}
