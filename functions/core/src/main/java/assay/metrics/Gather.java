package assay.metrics;

/// Copies of some rows of a column, in the order asked for.
final class Gather {
    private Gather() {}

    static double[] at(double[] column, int[] rows) {
        double[] slice = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            slice[i] = column[rows[i]];
        }
        return slice;
    }

    static long[] at(long[] column, int[] rows) {
        long[] slice = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            slice[i] = column[rows[i]];
        }
        return slice;
    }

    static int[] at(int[] column, int[] rows) {
        int[] slice = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            slice[i] = column[rows[i]];
        }
        return slice;
    }

    static boolean[] at(boolean[] column, int[] rows) {
        boolean[] slice = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            slice[i] = column[rows[i]];
        }
        return slice;
    }
}
