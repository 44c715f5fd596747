package assay.metrics;

/// A metric with one number per observation whose (weighted) mean it is to first order: the
/// infinitesimal jackknife's pseudo-values (Jaeckel 1972; Efron 1982, chapter 6).
///
/// Paired tests of means apply to the pseudo-values, with weights and clusters, at any size.
final class Linearised {
    private final double value;
    private final double[] pseudoValues;

    /// @param value the metric
    /// @param pseudoValues value plus influence of each observation; their mean is `value`
    Linearised(double value, double[] pseudoValues) {
        this.value = value;
        this.pseudoValues = pseudoValues;
    }

    double value() {
        return value;
    }

    double[] pseudoValues() {
        return pseudoValues;
    }

    /// What each observation adds to the value, to first order.
    double[] influence() {
        double[] influence = pseudoValues.clone();
        for (int unit = 0; unit < influence.length; unit++) {
            influence[unit] -= value;
        }
        return influence;
    }

    /// The difference of two values of the same observations.
    Linearised minus(Linearised other) {
        return new Linearised(
                value - other.value, Differences.of(pseudoValues, other.pseudoValues));
    }
}
