package assay.statistics.bayes;

import assay.statistics.Interval;

/// The posterior of an effect: treatment less control, more being better.
///
/// @param mean of the effect
/// @param interval equal-tailed credible interval
/// @param chanceToWin the probability that the effect is above zero
/// @param lossIfChosen the expected amount by which the treatment falls short, `E[max(-effect,
///   0)]`, in the effect's own unit
/// @param lossIfRefused the expected amount that is forgone by keeping the control, `E[max(effect,
///   0)]`
public record Belief(
        double mean,
        Interval interval,
        double chanceToWin,
        double lossIfChosen,
        double lossIfRefused) {

    public Belief {
        if (!(chanceToWin >= 0 && chanceToWin <= 1)) {
            throw new IllegalArgumentException("chance " + chanceToWin + " is not in [0, 1]");
        }
        if (!(lossIfChosen >= 0 && lossIfRefused >= 0)) {
            throw new IllegalArgumentException(
                    "loss " + lossIfChosen + " or " + lossIfRefused + " is negative");
        }
    }
}
