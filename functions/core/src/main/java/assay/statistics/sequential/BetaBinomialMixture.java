package assay.statistics.sequential;

import assay.statistics.Alternative;
import assay.statistics.Question;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/// The mixture martingale of a count of successes: the likelihood ratio mixed over a beta prior
/// that is centred at the null proportion, or over the part of it on one side.
///
/// Exact at every time for independent trials (Howard, Ramdas, McAuliffe, Sekhon 2021, proposition
/// 7), and the base of the confidence sequences for quantiles (Howard and Ramdas 2022).
///
/// @param pseudoTrials `pseudoTrials > 0`, the weight of the prior, in trials
public record BetaBinomialMixture(double pseudoTrials) {

    public BetaBinomialMixture {
        if (!(pseudoTrials > 0 && pseudoTrials < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "pseudo-trials " + pseudoTrials + " are not positive and finite");
        }
    }

    /// The mixture whose boundary for this question is close to the tightest possible after so many
    /// trials.
    ///
    /// @param trials `trials > 0`
    public static BetaBinomialMixture tunedFor(double trials, Question question) {
        return new BetaBinomialMixture(Math.max(trials / NormalMixture.slack(question) - 1, 1e-3));
    }

    /// The logarithm of the wealth of a bet against one proportion.
    ///
    /// @param successes `0 <= successes <= trials`; not always whole, for the ties of a quantile
    /// @param proportion the null; at 0 and 1 the wealth is its limit
    double logWealth(Alternative alternative, double successes, double trials, double proportion) {
        double p = Inversion.inside(proportion);
        double failures = trials - successes;
        double a = pseudoTrials * p;
        double b = pseudoTrials * (1 - p);
        double twoSided =
                LogBeta.value(a + successes, b + failures)
                        - LogBeta.value(a, b)
                        - successes * Math.log(p)
                        - failures * Math.log1p(-p);
        return twoSided
                + switch (alternative) {
                    case TWO_SIDED -> 0;
                    case GREATER ->
                            Math.log(RegularizedBeta.complement(p, a + successes, b + failures))
                                    - Math.log(RegularizedBeta.complement(p, a, b));
                    case LESS ->
                            Math.log(RegularizedBeta.value(p, a + successes, b + failures))
                                    - Math.log(RegularizedBeta.value(p, a, b));
                };
    }

    /// The count that speaks least against the proportion: where the two-sided wealth is smallest.
    double leastSuspicious(double trials, double proportion) {
        double a = pseudoTrials * proportion;
        double b = pseudoTrials * (1 - proportion);
        double logOdds = Math.log(proportion) - Math.log1p(-proportion);
        DoubleUnaryOperator slope =
                k -> Digamma.value(a + k) - Digamma.value(b + trials - k) - logOdds;
        if (slope.applyAsDouble(0) >= 0) {
            return 0;
        }
        return slope.applyAsDouble(trials) <= 0 ? trials : Inversion.root(slope, 0, trials);
    }
}
