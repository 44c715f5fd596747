package assay.statistics.twosample;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Pivot;
import assay.statistics.QuantileSlope;
import assay.statistics.Quantiles;
import assay.statistics.Question;
import assay.statistics.Sorting;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;

/// The difference between the same quantile of two samples, each with the standard error that outer
/// order statistics give it, for independent rows or clusters of rows (Deng, Knoblich and Lu 2018).
public final class QuantileDifference implements StatisticalTest {

    private final Sample treatment;
    private final Sample control;

    private QuantileDifference(Sample treatment, Sample control) {
        this.treatment = treatment;
        this.control = control;
    }

    /// Of two columns of independent rows.
    ///
    /// @param probability `0 < probability < 1`
    public static QuantileDifference of(double[] treatment, double[] control, double probability) {
        return new QuantileDifference(
                Sample.of(treatment, probability), Sample.of(control, probability));
    }

    /// Of rows that come in clusters.
    ///
    /// @param probability `0 < probability < 1`
    public static QuantileDifference clustered(
            double[] treatment,
            int[] treatmentClusters,
            double[] control,
            int[] controlClusters,
            double probability) {
        return new QuantileDifference(
                Sample.of(treatment, treatmentClusters, probability),
                Sample.of(control, controlClusters, probability));
    }

    @Override
    public Inference answer(Question question) {
        if (!treatment.isFinite() || !control.isFinite()) {
            return new CannotSay(Reason.NOT_FINITE, "a value is NaN or infinite");
        }
        double reach = Student.reach(question, Double.POSITIVE_INFINITY);
        if (!treatment.reaches(reach) || !control.reaches(reach)) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    "%d and %d rows are too few for intervals of the %s quantile at confidence %s"
                            .formatted(
                                    treatment.sorted.length,
                                    control.sorted.length,
                                    treatment.probability,
                                    question.confidence()));
        }
        double error = Math.hypot(treatment.error(reach), control.error(reach));
        return Pivot.normal(treatment.value() - control.value(), error).answer(question);
    }

    /// One side.
    private static final class Sample {
        private final double[] sorted;
        private final double probability;
        private final double shareError;

        private Sample(double[] sorted, double probability, double shareError) {
            if (!(probability > 0 && probability < 1)) {
                throw new IllegalArgumentException(
                        "probability " + probability + " is not in (0, 1)");
            }
            this.sorted = sorted;
            this.probability = probability;
            this.shareError = shareError;
        }

        static Sample of(double[] values, double probability) {
            return new Sample(
                    Sorting.sorted(values),
                    probability,
                    QuantileSlope.shareError(probability, values.length));
        }

        static Sample of(double[] values, int[] clusters, double probability) {
            double[] sorted = Sorting.sorted(values);
            double value = Quantiles.of(sorted, probability);
            return new Sample(
                    sorted, probability, QuantileSlope.shareError(values, clusters, value));
        }

        boolean isFinite() {
            return sorted.length == 0
                    || Double.isFinite(sorted[0]) && Double.isFinite(sorted[sorted.length - 1]);
        }

        boolean reaches(double reach) {
            return QuantileSlope.of(sorted, probability, shareError, reach).isPresent();
        }

        double value() {
            return Quantiles.of(sorted, probability);
        }

        double error(double reach) {
            return shareError
                    * QuantileSlope.of(sorted, probability, shareError, reach).orElseThrow();
        }
    }
}
