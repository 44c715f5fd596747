package assay.statistics.comparison;

/// How well a variance is known that was estimated from the same rows, in degrees of freedom: from
/// the kurtosis that the rows have, instead of the normal distribution's (O'Neill 2014, section 3).
/// A few rows far from all others leave a variance almost unknown, however many others there are.
final class VarianceDegrees {

    /// With this many rows of each class a variance is as good as known.
    private static final int MANY = 100_000;

    private VarianceDegrees() {}

    static boolean areMany(long positives, long negatives) {
        return Math.min(positives, negatives) >= MANY;
    }

    /// Of the variance of one sample; `n - 1` at most, which is what normal values have.
    ///
    /// @param n values, at least 2
    /// @param squares the sum of the squares of their deviations from the mean
    /// @param fourths the sum of the fourth powers
    static double ofSample(double n, double squares, double fourths) {
        double excess = n * fourths / (squares * squares) - (n - 3) / (n - 1);
        return excess > 0 ? Math.min(n - 1, 2 * n / excess) : n - 1;
    }

    /// Of the sum of two samples' variances (Satterthwaite 1946).
    static double ofSum(double first, double degrees, double second, double otherDegrees) {
        double sum = first + second;
        double uncertainty = first * first / degrees + second * second / otherDegrees;
        return uncertainty > 0 ? sum * sum / uncertainty : Double.POSITIVE_INFINITY;
    }
}
