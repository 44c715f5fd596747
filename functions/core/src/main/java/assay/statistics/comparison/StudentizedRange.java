package assay.statistics.comparison;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The range of so many independent standard normal variables: the studentized range with infinite
/// degrees of freedom.
///
/// @param variables `variables >= 2`
record StudentizedRange(int variables) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double STEP = 1.0 / 64;
    private static final double FAR = 9;

    StudentizedRange {
        if (variables < 2) {
            throw new IllegalArgumentException("a range takes two variables, not " + variables);
        }
    }

    /// `P(range > q)`: one minus the probability that all others lie within `q` below the greatest,
    /// by the trapezoid rule, which is exact to rounding for so smooth an integrand.
    double survival(double q) {
        double sum = 0;
        for (double z = -FAR; z <= FAR + q; z += STEP) {
            double below = NORMAL.cumulativeProbability(z);
            double missed = NORMAL.cumulativeProbability(z - q);
            sum +=
                    NORMAL.density(z)
                            * (Math.pow(below, variables - 1.0)
                                    - Math.pow(below - missed, variables - 1.0));
        }
        return Math.clamp(variables * sum * STEP, 0, 1);
    }

    /// The `q` with `P(range > q) = probability`.
    double upperQuantile(double probability) {
        return new BrentSolver(1e-12).solve(1000, q -> survival(q) - probability, 0, 4 * FAR);
    }
}
