package assay.statistics.comparison;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Moments;
import assay.statistics.Student;

/// The Bayesian t-test over cross-validation, with a region of practical equivalence (Corani and
/// Benavoli 2015; Benavoli, Corani, Demšar, Zaffalon 2017): the posterior of the mean difference is
/// Student's t with the Nadeau-Bengio scale.
public sealed interface CorrelatedT {

    /// The posterior.
    ///
    /// @param less probability that the mean difference is below the region
    /// @param equivalent that it is inside
    /// @param greater that it is above
    /// @param estimate the posterior's mean
    /// @param credible the central credible interval at the asked level
    record Posterior(
            double less, double equivalent, double greater, double estimate, Interval credible)
            implements CorrelatedT {}

    /// No posterior.
    record Unknown(CannotSay reason) implements CorrelatedT {}

    /// The posterior of the mean difference.
    ///
    /// @param differences of the two models' scores, one a fold
    /// @param testToTraining test rows divided by training rows in each fold; for `k` folds `1 / (k
    ///   - 1)` @param equivalence half the width of the region, `>= 0` @param credibility `0 <
    ///     credibility < 1`
    static CorrelatedT of(
            Moments differences, double testToTraining, double equivalence, double credibility) {
        if (!(testToTraining > 0) || !(equivalence >= 0) || !(credibility > 0 && credibility < 1)) {
            throw new IllegalArgumentException(
                    "test to training rows %s, region %s or credibility %s is out of range"
                            .formatted(testToTraining, equivalence, credibility));
        }
        long folds = differences.count();
        if (folds < 2) {
            return new Unknown(
                    new CannotSay(
                            Reason.TOO_FEW, "a variance takes two folds, and there are " + folds));
        }
        double scale = Math.sqrt(differences.variance() * (1.0 / folds + testToTraining));
        double mean = differences.mean();
        if (!Double.isFinite(scale)) {
            return new Unknown(new CannotSay(Reason.NOT_FINITE, "a difference is NaN or infinite"));
        }
        if (scale == 0) {
            return new Unknown(new CannotSay(Reason.NO_VARIATION, "all folds differ by " + mean));
        }
        double freedom = folds - 1.0;
        double less = Student.survival((mean + equivalence) / scale, freedom);
        double greater = Student.survival((equivalence - mean) / scale, freedom);
        double reach = scale * Student.upperQuantile((1 - credibility) / 2, freedom);
        return new Posterior(
                less,
                Math.max(0, 1 - less - greater),
                greater,
                mean,
                new Interval(mean - reach, mean + reach));
    }
}
