package assay.metrics;

/// Challenger minus champion, row by row.
final class Differences {
    private Differences() {}

    static double[] of(double[] challenger, double[] champion) {
        double[] differences = new double[challenger.length];
        Rows.inParts(
                differences.length,
                (from, to) -> {
                    for (int row = from; row < to; row++) {
                        differences[row] = challenger[row] - champion[row];
                    }
                });
        return differences;
    }
}
