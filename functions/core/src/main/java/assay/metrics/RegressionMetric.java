package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A metric of regression that is a function of several means.
enum RegressionMetric implements Formula.Whole {
    /// The root of the mean squared error.
    RMSE {
        @Override
        double value(Sums sums) {
            return Math.sqrt(sums.squaredErrors() / sums.weight());
        }

        @Override
        double influence(double value, Sums sums, double error, double truth) {
            return value > 0 ? (error * error - value * value) / (2 * value) : 0;
        }
    },
    /// One minus the squared errors relative to those of the mean of the truth.
    R2 {
        @Override
        double value(Sums sums) {
            return 1 - sums.squaredErrors() / sums.squaredDeviations();
        }

        @Override
        double influence(double value, Sums sums, double error, double truth) {
            double deviation = truth - sums.meanTruth();
            return -(error * error - (1 - value) * deviation * deviation)
                    * sums.weight()
                    / sums.squaredDeviations();
        }

        @Override
        public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
            return sums((RegressionPredictions) predictions).squaredDeviations() > 0
                    ? Optional.empty()
                    : Optional.of(
                            new CannotSay(Reason.NO_VARIATION, "r2: the truth does not vary"));
        }
    },
    /// The size of the mean error; the residuals' histogram shows its sign.
    BIAS {
        @Override
        double value(Sums sums) {
            return Math.abs(sums.meanError());
        }

        @Override
        double influence(double value, Sums sums, double error, double truth) {
            return Math.signum(sums.meanError()) * error - value;
        }
    };

    /// Weighted sums over rows.
    ///
    /// @param weight of all rows
    /// @param squaredDeviations of the truth from its mean
    record Sums(
            double weight,
            double meanError,
            double squaredErrors,
            double meanTruth,
            double squaredDeviations) {

        static Sums of(RegressionPredictions predictions, Weighting weighting) {
            double[] predicted = predictions.predicted();
            double[] truth = predictions.truth();
            double weight = 0;
            double errors = 0;
            double squaredErrors = 0;
            double truths = 0;
            for (int row = 0; row < truth.length; row++) {
                double w = weighting.of(row);
                double error = predicted[row] - truth[row];
                weight += w;
                errors += w * error;
                squaredErrors += w * error * error;
                truths += w * truth[row];
            }
            double mean = truths / weight;
            double squaredDeviations = 0;
            for (int row = 0; row < truth.length; row++) {
                double deviation = truth[row] - mean;
                squaredDeviations += weighting.of(row) * deviation * deviation;
            }
            return new Sums(weight, errors / weight, squaredErrors, mean, squaredDeviations);
        }
    }

    abstract double value(Sums sums);

    /// What a row of this error and truth adds to the value, to first order.
    abstract double influence(double value, Sums sums, double error, double truth);

    @Override
    public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
        return Optional.empty();
    }

    @Override
    public Linearised linearised(Predictions predictions, Setting setting) {
        var regression = (RegressionPredictions) predictions;
        Sums sums = sums(regression);
        double value = value(sums);
        double[] pseudoValues = new double[regression.rows()];
        for (int row = 0; row < pseudoValues.length; row++) {
            double truth = regression.truth(row);
            double error = regression.predicted(row) - truth;
            pseudoValues[row] = value + influence(value, sums, error, truth);
        }
        return new Linearised(value, pseudoValues);
    }

    @Override
    public ToDoubleFunction<double[]> ofWeights(Predictions predictions, Setting setting) {
        var regression = (RegressionPredictions) predictions;
        return weights -> value(Sums.of(regression, row -> weights[row]));
    }

    static Sums sums(RegressionPredictions predictions) {
        return predictions
                .memory()
                .of(
                        Sums.class,
                        Sums.class,
                        () -> Sums.of(predictions, predictions.facts()::weight));
    }
}
