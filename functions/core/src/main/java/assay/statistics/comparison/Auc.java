package assay.statistics.comparison;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Moments;
import assay.statistics.Question;
import assay.statistics.Student;
import java.util.Optional;

/// What an area under a ROC curve, or a difference of two, was inferred from.
///
/// @param estimate the area, or the second area minus the first
/// @param variance of the estimate, `variance >= 0`
/// @param degreesOfFreedom of the variance, `> 0`; infinite where it is as good as known
/// @param positives rows of the positive class
/// @param negatives rows of the negative class
public record Auc(
        double estimate, double variance, double degreesOfFreedom, long positives, long negatives) {

    /// One area from the placements of independent rows of equal weight: for a positive the share
    /// of negatives that score less, for a negative that of positives that score more.
    ///
    /// @param ofPositives moments of the positives' placements
    /// @param fourthsOfPositives the sum of the fourth powers of their deviations from their mean
    /// @param ofNegatives moments of the negatives' placements
    /// @param fourthsOfNegatives as of the positives
    public static Auc ofPlacements(
            Moments ofPositives,
            double fourthsOfPositives,
            Moments ofNegatives,
            double fourthsOfNegatives) {
        double positives = (double) ofPositives.count();
        double negatives = (double) ofNegatives.count();
        if (positives < 2 || negatives < 2) {
            return new Auc(
                    ofPositives.mean(),
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    ofPositives.count(),
                    ofNegatives.count());
        }
        double byPositives = ofPositives.variance() / positives;
        double byNegatives = ofNegatives.variance() / negatives;
        double degrees =
                VarianceDegrees.areMany(ofPositives.count(), ofNegatives.count())
                        ? Double.POSITIVE_INFINITY
                        : VarianceDegrees.ofSum(
                                byNegatives,
                                VarianceDegrees.ofSample(
                                        negatives, ofNegatives.m2(), fourthsOfNegatives),
                                byPositives,
                                VarianceDegrees.ofSample(
                                        positives, ofPositives.m2(), fourthsOfPositives));
        return new Auc(
                ofPositives.mean(),
                byPositives + byNegatives,
                degrees,
                ofPositives.count(),
                ofNegatives.count());
    }

    /// The area under one curve, on the scale of its log odds: DeLong's own interval, symmetric
    /// about the area, covers too little where the area is high (Qin and Hotilovac 2008, who find
    /// the logit best; Pepe 2003, section 5.2.4; Perme and Manevski 2019). The statistic is the
    /// distance of the log odds in standard errors, and Student's t: where few rows are misplaced,
    /// the variance is itself uncertain, and the normal distribution would cover too little. A null
    /// value outside `(0, 1)` is taken for the nearest one inside.
    public Inference area(Question question) {
        return obstacle().orElseGet(() -> byLogOdds(question));
    }

    /// The difference of two areas, within `[-1, 1]`; a normal approximation, as in DeLong's paper.
    public Inference difference(Question question) {
        return obstacle().orElseGet(() -> byNormal(question));
    }

    private Inference byLogOdds(Question question) {
        double slope = estimate * (1 - estimate);
        if (!(slope > 0)) {
            return noVariation();
        }
        double error = Math.sqrt(variance) / slope;
        double middle = logOdds(estimate);
        double z = (middle - logOdds(question.nullValue())) / error;
        double margin = error * Student.reach(question, degreesOfFreedom);
        return question.inferred(
                estimate,
                area(middle - margin),
                area(middle + margin),
                Student.pValue(z, degreesOfFreedom, question.alternative()),
                z,
                z > 0);
    }

    private Inference byNormal(Question question) {
        double error = Math.sqrt(variance);
        double z = (estimate - question.nullValue()) / error;
        double margin = error * Student.reach(question, Double.POSITIVE_INFINITY);
        var interval =
                new Interval(Math.max(-1, estimate - margin), Math.min(1, estimate + margin));
        return new Inferred(
                estimate,
                interval.towards(question.alternative()),
                Student.pValue(z, Double.POSITIVE_INFINITY, question.alternative()),
                z);
    }

    private Optional<Inference> obstacle() {
        if (positives == 0 || negatives == 0) {
            return Optional.of(
                    new CannotSay(
                            Reason.ONE_CLASS,
                            "there are %d positive and %d negative rows"
                                    .formatted(positives, negatives)));
        }
        if (positives == 1 || negatives == 1) {
            return Optional.of(
                    new CannotSay(
                            Reason.TOO_FEW,
                            "a variance takes two rows of each class, and there are %d positive and %d negative"
                                    .formatted(positives, negatives)));
        }
        if (!Double.isFinite(estimate) || !Double.isFinite(variance)) {
            return Optional.of(
                    new CannotSay(Reason.NOT_FINITE, "a score or a weight is not finite"));
        }
        return variance > 0 ? Optional.empty() : Optional.of(noVariation());
    }

    private CannotSay noVariation() {
        return new CannotSay(
                Reason.NO_VARIATION,
                "the variance of the estimate " + estimate + " is " + variance);
    }

    private static double logOdds(double area) {
        double inside = Math.clamp(area, Double.MIN_NORMAL, Math.nextDown(1.0));
        return Math.log(inside) - Math.log1p(-inside);
    }

    private static double area(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
