package assay.metrics;

/// Copies of some rows of a column, in the order asked for. Where there are many, each processor
/// fetches a part of them: rows in another order are waited for one by one.
public final class Gather {
    private Gather() {}

    /// The values at `rows`, in that order.
    public static double[] at(double[] column, int[] rows) {
        double[] slice = new double[rows.length];
        Rows.inParts(
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
        Rows.inParts(
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
        Rows.inParts(
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
        Rows.inParts(
                rows.length,
                (from, to) -> {
                    for (int i = from; i < to; i++) {
                        slice[i] = column[rows[i]];
                    }
                });
        return slice;
    }
}
