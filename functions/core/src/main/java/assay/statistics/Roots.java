package assay.statistics;

import java.util.function.DoubleUnaryOperator;

/// Ends of intervals that are defined by a p-value or a statistic, to the last digit.
public final class Roots {

    private Roots() {}

    /// Where a function that rises from below `target` at `low` to `target` or above at `high`
    /// crosses it, by halves until two neighbouring doubles are left or the bracket is a 2^-60th.
    public static double rising(
            DoubleUnaryOperator function, double target, double low, double high) {
        double below = low;
        double above = high;
        for (int step = 0; step < 60; step++) {
            double middle = below / 2 + above / 2;
            if (middle <= below || middle >= above) {
                break;
            }
            if (function.applyAsDouble(middle) < target) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below / 2 + above / 2;
    }

    /// The same of a function that falls from above `target` at `low` to `target` or below at
    /// `high`.
    public static double falling(
            DoubleUnaryOperator function, double target, double low, double high) {
        return rising(x -> -function.applyAsDouble(x), -target, low, high);
    }
}
