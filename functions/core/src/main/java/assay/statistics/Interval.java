package assay.statistics;

/// A confidence (or credible) interval, closed where finite; an end may be infinite.
///
/// @param lower `lower <= upper`
/// @param upper `upper >= lower`
public record Interval(double lower, double upper) {

    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("interval [" + lower + ", " + upper + "] is empty");
        }
    }

    /// Whether `value` lies inside or on an end.
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /// `upper - lower`.
    public double width() {
        return upper - lower;
    }
}
