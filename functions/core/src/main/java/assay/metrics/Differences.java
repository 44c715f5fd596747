package assay.metrics;

/// Challenger minus champion, row by row.
final class Differences {
    private Differences() {}

    static double[] of(double[] challenger, double[] champion) {
        double[] differences = new double[challenger.length];
        for (int row = 0; row < differences.length; row++) {
            differences[row] = challenger[row] - champion[row];
        }
        return differences;
    }
}
