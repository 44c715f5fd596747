package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Moments;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// How a metric's number comes out of predictions; this decides its interval and its tests.
sealed interface Formula {

    /// What keeps the metric from being a number on these predictions, if anything.
    Optional<CannotSay> obstacle(Predictions predictions, Setting setting);

    /// The mean of a number per observation.
    ///
    /// @param proportion whether that number is 0 or 1
    record Mean(RowLoss loss, boolean proportion) implements Formula {
        @Override
        public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
            return loss.obstacle(predictions, setting);
        }
    }

    /// A quantile of a number per observation.
    ///
    /// @param probability `0 < probability < 1`
    record Tail(RowLoss loss, double probability) implements Formula {
        @Override
        public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
            return loss.obstacle(predictions, setting);
        }
    }

    /// A smooth function of the whole sample, that is no mean.
    non-sealed interface Whole extends Formula {

        /// The value alone.
        default double value(Predictions predictions, Setting setting) {
            return linearised(predictions, setting).value();
        }

        /// The value, and what each observation adds to it to first order.
        Linearised linearised(Predictions predictions, Setting setting);

        /// The moments of the linearised values, of observations without weights and clusters.
        default Moments moments(Predictions predictions, Setting setting) {
            return Moments.of(linearised(predictions, setting).pseudoValues());
        }

        /// The value as a function of the observations' weights; `NaN` where a resample has none.
        ToDoubleFunction<double[]> ofWeights(Predictions predictions, Setting setting);
    }

    /// A count of rows, known without error.
    record Count(Counting counting) implements Formula {
        @FunctionalInterface
        interface Counting {
            int of(Predictions predictions, Setting setting);
        }

        @Override
        public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
            return Optional.empty();
        }
    }
}
