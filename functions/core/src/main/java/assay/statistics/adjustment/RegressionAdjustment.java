package assay.statistics.adjustment;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Pivot;
import assay.statistics.StatisticalTest;
import java.util.Arrays;
import java.util.Optional;

/// The difference between two arms, each predicted by its own regression at the covariates' mean
/// over both (Lin 2013): never worse than no adjustment when there are many rows, also when the
/// effect depends on the covariates. The variance is for the population that the rows were drawn
/// from.
public final class RegressionAdjustment {

    private RegressionAdjustment() {}

    /// The treatment's mean minus the control's.
    ///
    /// @param control column 0 is the outcome, the others are covariates, at least one
    /// @param treatment the same columns
    public static StatisticalTest mean(JointMoments control, JointMoments treatment) {
        return of(control, treatment, Arm.ofMean(control), Arm.ofMean(treatment));
    }

    /// The treatment's ratio of means minus the control's, by the delta method.
    ///
    /// @param control column 0 is the numerator, column 1 the denominator, then covariates
    /// @param treatment the same columns
    public static StatisticalTest ratio(JointMoments control, JointMoments treatment) {
        return of(control, treatment, Arm.ofRatio(control), Arm.ofRatio(treatment));
    }

    /// Both arms as predicted at the covariates' mean over both.
    ///
    /// @param relative the treatment over the control, less 1, by the delta method; empty where the
    ///   control is 0
    public record Predicted(double control, double treatment, Optional<Pivot> relative) {}

    /// The arms of [#mean] or of [#ratio], where those have an answer.
    public static Predicted arms(JointMoments control, JointMoments treatment, boolean ratio) {
        Arm before = ratio ? Arm.ofRatio(control) : Arm.ofMean(control);
        Arm after = ratio ? Arm.ofRatio(treatment) : Arm.ofMean(treatment);
        var both = Arm.ofMean(control.plus(treatment));
        int columns = both.covariates() - before.covariates();
        double[] centre = Arrays.copyOfRange(both.covariateMeans(), columns, both.covariates());
        Prediction first = Prediction.of(before, centre);
        Prediction second = Prediction.of(after, centre);
        if (first.value == 0) {
            return new Predicted(first.value, second.value, Optional.empty());
        }
        double times = second.value / first.value;
        double[] slopes = new double[centre.length];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = second.slopes[i] - times * first.slopes[i];
        }
        double rows = both.rows();
        double variance =
                second.variance.variance()
                        + times * times * first.variance.variance()
                        + squares(both, columns, slopes) / (rows - 1) / rows;
        return new Predicted(
                first.value,
                second.value,
                Optional.of(Pivot.normal(times - 1, Math.sqrt(variance) / Math.abs(first.value))));
    }

    private static StatisticalTest of(
            JointMoments control, JointMoments treatment, Arm before, Arm after) {
        if (before.covariates() < 1) {
            throw new IllegalArgumentException("there is no covariate to adjust by");
        }
        long needed = before.covariates() + 2L;
        if (before.rows() < needed || after.rows() < needed) {
            var reason =
                    new CannotSay(
                            Reason.TOO_FEW,
                            "each arm takes %d rows for %d covariates, and there are %d and %d"
                                    .formatted(
                                            needed,
                                            before.covariates(),
                                            before.rows(),
                                            after.rows()));
            return question -> reason;
        }
        if (!control.isFinite() || !treatment.isFinite()) {
            return JointMoments.NOT_FINITE;
        }
        var both = Arm.ofMean(control.plus(treatment));
        int columns = both.covariates() - before.covariates();
        double[] centre = Arrays.copyOfRange(both.covariateMeans(), columns, both.covariates());
        Prediction first = Prediction.of(before, centre);
        Prediction second = Prediction.of(after, centre);
        double[] interaction = Cuped.difference(second.slopes, first.slopes);
        double effectSquares = squares(both, columns, interaction);
        double rows = both.rows();
        SampleVariance variance =
                first.variance
                        .plus(second.variance)
                        .plus(SampleVariance.of(effectSquares / (rows - 1) / rows, rows - 1));
        return new Pivot(
                second.value - first.value, variance.standardError(), variance.degreesOfFreedom());
    }

    /// The sum of squares of what the slopes' difference makes of all rows' covariates.
    private static double squares(Arm both, int from, double[] slopes) {
        double[][] squares = both.covariateSquares();
        double sum = 0;
        for (int i = 0; i < slopes.length; i++) {
            for (int j = 0; j < slopes.length; j++) {
                sum += slopes[i] * slopes[j] * squares[from + i][from + j];
            }
        }
        return sum;
    }

    /// One arm's regression at one point.
    private static final class Prediction {

        private final double value;
        private final SampleVariance variance;
        private final double[] slopes;

        private Prediction(double value, SampleVariance variance, double[] slopes) {
            this.value = value;
            this.variance = variance;
            this.slopes = slopes;
        }

        static Prediction of(Arm arm, double[] centre) {
            var covariates = new Covariates(arm.covariateSquares());
            double[] slopes = covariates.solve(arm.covariateOutcome());
            double[] shift = Cuped.difference(centre, arm.covariateMeans());
            double freedom = arm.rows() - 1.0 - covariates.rank();
            double residual = arm.residualSquares(slopes) / freedom;
            double leverage = 1.0 / arm.rows() + Covariates.dot(shift, covariates.solve(shift));
            return new Prediction(
                    arm.outcome() + Covariates.dot(slopes, shift),
                    SampleVariance.of(residual * leverage, freedom),
                    slopes);
        }
    }
}
