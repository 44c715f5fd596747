package assay.metrics;

import assay.statistics.StatisticalTest;
import assay.statistics.paired.Bootstrap;
import assay.statistics.paired.PairedT;
import assay.statistics.paired.RobustPairedT;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Methods for one number per observation, in the variant that the observations' weights and
/// clusters ask for.
final class Observations {
    private Observations() {}

    /// Student's t of the mean.
    static StatisticalTest robust(double[] values, RowFacts facts) {
        double @Nullable [] weights = facts.weights();
        int @Nullable [] clusters = facts.clusters();
        if (clusters != null) {
            return weights == null
                    ? RobustPairedT.clustered(values, clusters)
                    : RobustPairedT.clustered(values, weights, clusters);
        }
        return weights == null ? PairedT.of(values) : RobustPairedT.weighted(values, weights);
    }

    /// The bootstrap of the mean.
    static StatisticalTest bootstrap(double[] values, RowFacts facts, long seed) {
        double @Nullable [] weights = facts.weights();
        Resampling units = Resampling.of(facts);
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return weights == null && facts.clusters() == null
                ? Bootstrap.of(values, Resampling.RESAMPLES, seed, Bootstrap.Method.BCA)
                : Bootstrap.of(
                        units.byCluster(values),
                        units.byCluster(ones),
                        Resampling.RESAMPLES,
                        seed,
                        Bootstrap.Method.BCA);
    }

    /// The bootstrap of a metric that is no mean.
    static StatisticalTest bootstrap(
            Linearised linearised,
            ToDoubleFunction<double[]> metric,
            Predictions predictions,
            long seed) {
        Resampling units = Resampling.of(predictions.unitFacts());
        return Bootstrap.ofStatistic(
                linearised.value(),
                units.of(metric, seed, predictions.memory()),
                units.byCluster(linearised.influence()));
    }
}
