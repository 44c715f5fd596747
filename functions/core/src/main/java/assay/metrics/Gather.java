package assay.metrics;

import java.util.stream.IntStream;

/// Copies of some rows of a column, in the order asked for. Where there are many, each processor
/// fetches a part of them: rows in another order are waited for one by one.
public final class Gather {
    private static final int PART = 1 << 16;

    private Gather() {}

    private interface Part {
        void copy(int from, int to);
    }

    private static void inParts(int count, Part part) {
        if (count <= PART) {
            part.copy(0, count);
        } else {
            IntStream.range(0, (count - 1) / PART + 1)
                    .parallel()
                    .forEach(i -> part.copy(i * PART, Math.min(count, (i + 1) * PART)));
        }
    }

    /// The values at `rows`, in that order.
    public static double[] at(double[] column, int[] rows) {
        double[] slice = new double[rows.length];
        inParts(
                rows.length,
                (from, to) -> {
                    for (int i = from; i < to; i++) {
                        slice[i] = column[rows[i]];
                    }
                });
        return slice;
    }

    static long[] at(long[] column, int[] rows) {
        long[] slice = new long[rows.length];
        inParts(
                rows.length,
                (from, to) -> {
                    for (int i = from; i < to; i++) {
                        slice[i] = column[rows[i]];
                    }
                });
        return slice;
    }

    /// The values at `rows`, in that order.
    public static int[] at(int[] column, int[] rows) {
        int[] slice = new int[rows.length];
        inParts(
                rows.length,
                (from, to) -> {
                    for (int i = from; i < to; i++) {
                        slice[i] = column[rows[i]];
                    }
                });
        return slice;
    }

    static boolean[] at(boolean[] column, int[] rows) {
        boolean[] slice = new boolean[rows.length];
        inParts(
                rows.length,
                (from, to) -> {
                    for (int i = from; i < to; i++) {
                        slice[i] = column[rows[i]];
                    }
                });
        return slice;
    }
}
