package assay.statistics.sequential;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/// Finds the ends of an interval of proportions: where a test stops accepting.
final class Inversion {

    private static final double NEAREST_ZERO = 1e-300;
    private static final double NEAREST_ONE = 1 - 0x1p-53;

    private Inversion() {}

    /// The proportion, or the nearest one to it that has odds.
    static double inside(double proportion) {
        return Math.clamp(proportion, NEAREST_ZERO, NEAREST_ONE);
    }

    /// The end on the side of `limit`: the limit itself if the test accepts even that.
    ///
    /// @param excess positive where the test rejects, negative at the estimate
    static double end(DoubleUnaryOperator excess, double estimate, double limit) {
        if (estimate == limit || excess.applyAsDouble(limit) <= 0) {
            return limit;
        }
        return root(excess, Math.min(estimate, limit), Math.max(estimate, limit));
    }

    static double root(DoubleUnaryOperator f, double lower, double upper) {
        return new BrentSolver(1e-13, 1e-300).solve(1000, f::applyAsDouble, lower, upper);
    }
}
