package assay.statistics.adjustment;

/// The variance of an estimate as a sum of independent parts, each with its degrees of freedom; the
/// degrees of freedom of the sum are Welch and Satterthwaite's.
record SampleVariance(double variance, double spread) {

    static final SampleVariance NONE = new SampleVariance(0, 0);

    static SampleVariance of(double variance, double degreesOfFreedom) {
        return new SampleVariance(variance, variance * variance / degreesOfFreedom);
    }

    SampleVariance plus(SampleVariance other) {
        return new SampleVariance(variance + other.variance, spread + other.spread);
    }

    double standardError() {
        return Math.sqrt(variance);
    }

    /// Infinite where there is no variance.
    double degreesOfFreedom() {
        return spread > 0 ? variance * variance / spread : Double.POSITIVE_INFINITY;
    }
}
