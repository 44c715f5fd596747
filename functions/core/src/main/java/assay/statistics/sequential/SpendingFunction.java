package assay.statistics.sequential;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// How much of the error probability may have been spent by the time that a fraction of the planned
/// information is in (Lan and DeMets 1983).
@FunctionalInterface
public interface SpendingFunction {

    /// The error probability spent so far: 0 at 0, `alpha` at 1, never falling.
    ///
    /// @param fraction of the planned information, in `[0, 1]`
    /// @param alpha one-sided, in `(0, 1)`; a two-sided test spends half of its own on each side
    double spent(double fraction, double alpha);

    /// Close to O'Brien and Fleming's boundary: very little is spent early.
    static SpendingFunction obrienFleming() {
        var normal = NormalDistribution.of(0, 1);
        return (fraction, alpha) ->
                2
                        * normal.survivalProbability(
                                normal.inverseSurvivalProbability(alpha / 2) / Math.sqrt(fraction));
    }

    /// Close to Pocock's boundary: nearly as much is spent early as late.
    static SpendingFunction pocock() {
        return (fraction, alpha) -> alpha * Math.log1p((Math.E - 1) * fraction);
    }

    /// Kim and DeMets' power family.
    ///
    /// @param exponent `exponent > 0`; 1 spends evenly, 3 is close to O'Brien and Fleming
    static SpendingFunction power(double exponent) {
        if (!(exponent > 0)) {
            throw new IllegalArgumentException("exponent " + exponent + " is not positive");
        }
        return (fraction, alpha) -> alpha * Math.pow(fraction, exponent);
    }

    /// Hwang, Shih and DeCani's family.
    ///
    /// @param gamma finite; 1 is close to Pocock, -4 to O'Brien and Fleming
    static SpendingFunction hwangShihDeCani(double gamma) {
        if (!Double.isFinite(gamma)) {
            throw new IllegalArgumentException("gamma " + gamma + " is not finite");
        }
        return (fraction, alpha) ->
                gamma == 0
                        ? alpha * fraction
                        : alpha * Math.expm1(-gamma * fraction) / Math.expm1(-gamma);
    }
}
