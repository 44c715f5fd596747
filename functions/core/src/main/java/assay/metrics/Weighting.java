package assay.metrics;

/// How much each row weighs.
@FunctionalInterface
interface Weighting {
    double of(int row);
}
