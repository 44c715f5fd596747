package assay.statistics.adjustment;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.StatisticalTest;

/// The difference between two arms, less what covariates from before the experiment predict of it
/// (Deng, Xu, Kohavi, Walker 2013), with any number of covariates.
///
/// The slopes are common to both arms and pooled within them, so the effect itself does not bend
/// them. A covariate that is constant, or follows from others, changes nothing.
public final class Cuped {

    private Cuped() {}

    /// The treatment's mean minus the control's.
    ///
    /// @param control column 0 is the outcome, the others are covariates
    /// @param treatment the same columns
    public static StatisticalTest mean(JointMoments control, JointMoments treatment) {
        return of(Arm.ofMean(control), Arm.ofMean(treatment));
    }

    /// The treatment's ratio of means minus the control's, by the delta method.
    ///
    /// @param control column 0 is the numerator, column 1 the denominator, the others are
    ///   covariates
    /// @param treatment the same columns
    public static StatisticalTest ratio(JointMoments control, JointMoments treatment) {
        if (control.count() > 0 && treatment.count() > 0) {
            if (control.mean(1) == 0 || treatment.mean(1) == 0) {
                var reason = new CannotSay(Reason.UNBOUNDED, "the mean of a denominator is 0");
                return question -> reason;
            }
        }
        return of(Arm.ofRatio(control), Arm.ofRatio(treatment));
    }

    /// Both arms after the adjustment, as if each row's outcome had been lessened by what its
    /// covariates predict beyond their mean over both arms. Welch's test of these is the test
    /// above, and their ratio is a relative effect.
    ///
    /// @param control of at least two rows
    /// @param treatment of at least two rows
    public record Adjusted(Moments control, Moments treatment) {}

    /// The arms of [#mean], adjusted.
    ///
    /// @param control column 0 is the outcome, the others are covariates; at least two rows
    /// @param treatment the same columns
    public static Adjusted adjustedMeans(JointMoments control, JointMoments treatment) {
        return adjusted(Arm.ofMean(control), Arm.ofMean(treatment));
    }

    /// The arms of [#ratio], adjusted.
    ///
    /// @param control column 0 is the numerator, column 1 the denominator, whose mean is not 0, the
    ///   others are covariates; at least two rows
    /// @param treatment the same columns
    public static Adjusted adjustedRatios(JointMoments control, JointMoments treatment) {
        return adjusted(Arm.ofRatio(control), Arm.ofRatio(treatment));
    }

    private static Adjusted adjusted(Arm control, Arm treatment) {
        double[] slopes = slopes(control, treatment);
        double[] before = control.covariateMeans();
        double[] after = treatment.covariateMeans();
        double share = (double) treatment.rows() / (control.rows() + treatment.rows());
        double apart = Covariates.dot(slopes, difference(after, before));
        return new Adjusted(
                new Moments(
                        control.rows(),
                        control.outcome() + share * apart,
                        control.residualSquares(slopes)),
                new Moments(
                        treatment.rows(),
                        treatment.outcome() - (1 - share) * apart,
                        treatment.residualSquares(slopes)));
    }

    private static StatisticalTest of(Arm control, Arm treatment) {
        if (control.rows() < 2 || treatment.rows() < 2) {
            var reason =
                    new CannotSay(
                            Reason.TOO_FEW,
                            "each arm takes two rows, and there are %d and %d"
                                    .formatted(control.rows(), treatment.rows()));
            return question -> reason;
        }
        if (!control.isFinite() || !treatment.isFinite()) {
            return JointMoments.NOT_FINITE;
        }
        double[] slopes = slopes(control, treatment);
        double[] before = control.covariateMeans();
        double[] after = treatment.covariateMeans();
        double estimate =
                treatment.outcome()
                        - control.outcome()
                        - Covariates.dot(slopes, difference(after, before));
        SampleVariance variance = variance(control, slopes).plus(variance(treatment, slopes));
        return new Pivot(estimate, variance.standardError(), variance.degreesOfFreedom());
    }

    private static double[] slopes(Arm control, Arm treatment) {
        if (control.covariates() == 0) {
            return new double[0];
        }
        double[][] squares = control.covariateSquares();
        double[][] more = treatment.covariateSquares();
        double[] products = control.covariateOutcome();
        double[] further = treatment.covariateOutcome();
        for (int i = 0; i < products.length; i++) {
            products[i] += further[i];
            for (int j = 0; j < products.length; j++) {
                squares[i][j] += more[i][j];
            }
        }
        return new Covariates(squares).solve(products);
    }

    private static SampleVariance variance(Arm arm, double[] slopes) {
        double freedom = arm.rows() - 1.0;
        return SampleVariance.of(arm.residualSquares(slopes) / freedom / arm.rows(), freedom);
    }

    static double[] difference(double[] x, double[] y) {
        double[] difference = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            difference[i] = x[i] - y[i];
        }
        return difference;
    }
}
