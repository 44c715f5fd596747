package assay.metrics;

import org.jspecify.annotations.Nullable;

/// Means over rows that may weigh differently.
final class Weights {
    private Weights() {}

    /// The mean.
    ///
    /// @param weights null where every row weighs 1
    static double mean(double[] values, double @Nullable [] weights) {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < values.length; row++) {
            double weight = weights == null ? 1 : weights[row];
            sum += weight * values[row];
            total += weight;
        }
        return sum / total;
    }

    /// The product of two weights per row.
    static double[] times(double[] multiplicities, double @Nullable [] weights) {
        if (weights == null) {
            return multiplicities;
        }
        double[] product = new double[weights.length];
        for (int row = 0; row < product.length; row++) {
            product[row] = multiplicities[row] * weights[row];
        }
        return product;
    }
}
