package assay.statistics;

/// Which departure from the null value counts against it.
public enum Alternative {
    /// Either direction; the interval has two finite ends.
    TWO_SIDED,
    /// The quantity is greater than the null value; the interval is `[lower, +infinity)`.
    GREATER,
    /// The quantity is less than the null value; the interval is `(-infinity, upper]`.
    LESS
}
