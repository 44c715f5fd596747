package assay.metrics;

import java.util.stream.IntStream;

/// Rows in parts of one fixed size, done side by side where there are many: what comes of them does
/// not depend on how many processors there are.
final class Rows {
    private static final int PART = 1 << 16;

    private Rows() {}

    /// What is done to the rows from `from` to `to - 1`, and to no other.
    @FunctionalInterface
    interface Part {
        void of(int from, int to);
    }

    static void inParts(int rows, Part part) {
        if (rows <= PART) {
            part.of(0, rows);
        } else {
            parts(rows).parallel().forEach(i -> part.of(start(i), end(i, rows)));
        }
    }

    /// What is found of the rows from `from` to `to - 1`.
    @FunctionalInterface
    interface Sums {
        double[] of(int from, int to);
    }

    /// Sums of the same length, added up in the order of the parts.
    static double[] sums(int rows, Sums sums) {
        if (rows <= PART) {
            return sums.of(0, rows);
        }
        double[][] all =
                parts(rows)
                        .parallel()
                        .mapToObj(i -> sums.of(start(i), end(i, rows)))
                        .toArray(double[][]::new);
        double[] total = all[0];
        for (int part = 1; part < all.length; part++) {
            for (int i = 0; i < total.length; i++) {
                total[i] += all[part][i];
            }
        }
        return total;
    }

    private static IntStream parts(int rows) {
        return IntStream.range(0, (rows - 1) / PART + 1);
    }

    private static int start(int part) {
        return part * PART;
    }

    private static int end(int part, int rows) {
        return (int) Math.min(rows, (part + 1L) * PART);
    }
}
