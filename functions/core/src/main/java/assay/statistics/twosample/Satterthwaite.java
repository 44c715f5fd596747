package assay.statistics.twosample;

import assay.statistics.Pivot;

/// The difference of two independent estimates, with the degrees of freedom that match the variance
/// of its variance (Satterthwaite 1946; Welch 1947).
final class Satterthwaite {

    private Satterthwaite() {}

    static Pivot difference(
            double treatment,
            double treatmentError,
            double treatmentDegrees,
            double control,
            double controlError,
            double controlDegrees) {
        double error = Math.hypot(treatmentError, controlError);
        double a = treatmentError / error;
        double b = controlError / error;
        double degrees = 1 / (Math.pow(a, 4) / treatmentDegrees + Math.pow(b, 4) / controlDegrees);
        // No variation, or none that is finite: the pivot refuses it whatever the degrees are.
        return new Pivot(treatment - control, error, degrees > 0 ? degrees : 1);
    }
}
