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

    /// `value - margin` to `value + margin`, without the end that a one-sided question leaves open.
    ///
    /// @param margin `margin >= 0`
    public static Interval around(double value, double margin, Alternative alternative) {
        return new Interval(value - margin, value + margin).towards(alternative);
    }

    /// The part that a question in this direction asks for: the other end becomes infinite.
    public Interval towards(Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> this;
            case GREATER -> new Interval(lower, Double.POSITIVE_INFINITY);
            case LESS -> new Interval(Double.NEGATIVE_INFINITY, upper);
        };
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
