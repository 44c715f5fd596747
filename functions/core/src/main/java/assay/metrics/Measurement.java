package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.StatisticalTest;
import assay.statistics.paired.PairedT;
import org.apache.commons.statistics.descriptive.Quantile;

/// One model's metric: its value, and the interval round it.
final class Measurement {
    private static final Quantile TYPE_7 =
            Quantile.withDefaults().with(Quantile.EstimationMethod.HF7).withCopy(true);

    private Measurement() {}

    /// The point.
    static double value(Formula formula, Predictions predictions, Setting setting) {
        return switch (formula) {
            case Formula.Mean mean ->
                    Weights.mean(
                            mean.loss().of(predictions, setting),
                            predictions.unitFacts().weights());
            case Formula.Tail tail ->
                    TYPE_7.evaluate(tail.loss().of(predictions, setting), tail.probability());
            case Formula.Whole whole -> whole.linearised(predictions, setting).value();
            case Formula.Count count -> count.counting().of(predictions, setting);
        };
    }

    /// The method that gives the interval, with its observations.
    static StatisticalTest test(Formula formula, Predictions predictions, Setting setting) {
        RowFacts facts = predictions.unitFacts();
        boolean plain = !facts.weighted() && !facts.clustered();
        return switch (formula) {
            case Formula.Mean mean -> {
                double[] values = mean.loss().of(predictions, setting);
                yield mean.proportion() && plain ? share(values) : mean(values, facts);
            }
            case Formula.Tail _ ->
                    q ->
                            new CannotSay(
                                    Reason.TOO_FEW, "the interval of a quantile needs more rows");
            case ConfusionMetric counts when plain && counts.isShare() ->
                    counts.share(
                            Confusion.at(setting.threshold(), (BinaryPredictions) predictions));
            case Formula.Whole whole ->
                    mean(whole.linearised(predictions, setting).pseudoValues(), facts);
            case Formula.Count count -> exactly(count.counting().of(predictions, setting));
        };
    }

    private static StatisticalTest mean(double[] values, RowFacts facts) {
        if (facts.weighted() || facts.clustered()) {
            return q -> new CannotSay(Reason.ABSENT, "only plain rows have intervals yet");
        }
        return PairedT.of(values);
    }

    private static Share share(double[] values) {
        int successes = 0;
        for (double value : values) {
            successes += value == 1 ? 1 : 0;
        }
        return new Share(successes, values.length);
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
