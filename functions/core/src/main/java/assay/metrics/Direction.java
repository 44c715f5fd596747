package assay.metrics;

/// Which way a metric gets better.
public enum Direction {
    /// A loss, a cost, a latency.
    LOWER_IS_BETTER,
    /// A score.
    HIGHER_IS_BETTER
}
