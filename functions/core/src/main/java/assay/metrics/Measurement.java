package assay.metrics;

import static assay.metrics.Observations.robust;

import assay.statistics.Inference.Inferred;
import assay.statistics.Interval;
import assay.statistics.Moments;
import assay.statistics.Quantiles;
import assay.statistics.StatisticalTest;
import assay.statistics.onesample.QuantileTest;
import assay.statistics.onesample.Wilson;
import assay.statistics.paired.PairedT;
import org.jspecify.annotations.Nullable;

/// One model's metric: its value, and the interval round it.
final class Measurement {
    private Measurement() {}

    /// The point.
    static double value(Formula formula, Predictions predictions, Setting setting) {
        return switch (formula) {
            case Formula.Mean mean when mean.proportion() && Metric.isPlain(predictions) -> {
                Wilson share = share(mean.loss().moments(predictions, setting));
                yield (double) share.successes() / share.trials();
            }
            case Formula.Mean mean ->
                    Weights.mean(
                            mean.loss().of(predictions, setting),
                            predictions.unitFacts().weights());
            case Formula.Tail tail ->
                    Quantiles.of(tail.loss().sorted(predictions, setting), tail.probability());
            case Formula.Whole whole -> whole.value(predictions, setting);
            case Formula.Count count -> count.counting().of(predictions, setting);
        };
    }

    /// The method that gives the interval, with its observations.
    static StatisticalTest test(Formula formula, Predictions predictions, Setting setting) {
        RowFacts facts = predictions.unitFacts();
        boolean plain = !facts.weighted() && !facts.clustered();
        return switch (formula) {
            case Formula.Mean mean when plain -> {
                Moments moments = mean.loss().moments(predictions, setting);
                yield mean.proportion() ? share(moments) : new PairedT(moments);
            }
            case Formula.Mean mean -> robust(mean.loss().of(predictions, setting), facts);
            case Formula.Tail tail -> quantile(tail, predictions, setting);
            case ConfusionMetric counts when plain && counts.isShare() ->
                    counts.share(
                            Confusion.at(setting.threshold(), (BinaryPredictions) predictions));
            case RankMetric rank when rank == RankMetric.ROC_AUC ->
                    Areas.area((BinaryPredictions) predictions);
            case Formula.Whole whole -> whole(whole, predictions, setting);
            case Formula.Count count -> exactly(count.counting().of(predictions, setting));
        };
    }

    private static StatisticalTest whole(
            Formula.Whole whole, Predictions predictions, Setting setting) {
        RowFacts facts = predictions.unitFacts();
        if (predictions.units() <= Comparison.BOOTSTRAP_ROWS) {
            return Observations.bootstrap(
                    whole.linearised(predictions, setting),
                    whole.ofWeights(predictions, setting),
                    predictions,
                    setting.seed());
        }
        return facts.weighted() || facts.clustered()
                ? robust(whole.linearised(predictions, setting).pseudoValues(), facts)
                : new PairedT(whole.moments(predictions, setting));
    }

    private static StatisticalTest quantile(
            Formula.Tail tail, Predictions predictions, Setting setting) {
        int @Nullable [] clusters = tail.loss().facts(predictions).clusters();
        return clusters == null
                ? QuantileTest.ofSorted(
                        tail.loss().sorted(predictions, setting), tail.probability())
                : QuantileTest.clustered(
                        tail.loss().of(predictions, setting), clusters, tail.probability());
    }

    /// Of numbers that are 0 or 1.
    private static Wilson share(Moments moments) {
        return new Wilson(Math.round(moments.mean() * moments.count()), moments.count());
    }

    private static StatisticalTest exactly(int count) {
        return question -> {
            double distance = count - question.nullValue();
            boolean against =
                    switch (question.alternative()) {
                        case TWO_SIDED -> distance != 0;
                        case GREATER -> distance > 0;
                        case LESS -> distance < 0;
                    };
            return new Inferred(count, new Interval(count, count), against ? 0 : 1, distance);
        };
    }
}
