package assay.metrics;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.NormalConfidenceInterval;

/// One model's metric with its interval.
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

    static Inference of(
            Formula formula, Predictions predictions, Setting setting, Question question) {
        return switch (formula) {
            case Formula.Mean mean ->
                    mean(
                            mean.loss().of(predictions, setting),
                            predictions.unitFacts(),
                            mean.proportion(),
                            question);
            case Formula.Tail _ ->
                    new CannotSay(Reason.TOO_FEW, "the interval of a quantile needs more rows");
            case Formula.Whole whole ->
                    mean(
                            whole.linearised(predictions, setting).pseudoValues(),
                            predictions.unitFacts(),
                            false,
                            question);
            case Formula.Count count -> exactly(count.counting().of(predictions, setting));
        };
    }

    private static Inference mean(
            double[] values, RowFacts facts, boolean proportion, Question question) {
        double mean = Weights.mean(values, facts.weights());
        if (proportion && !facts.weighted()) {
            int successes = (int) Math.rint(mean * values.length);
            var wilson =
                    BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                            values.length, successes, question.alpha());
            return new Inferred(
                    mean,
                    new Interval(
                            Math.min(mean, wilson.getLowerBound()),
                            Math.max(mean, wilson.getUpperBound())),
                    1,
                    mean);
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        if (values.length < 2) {
            return new CannotSay(Reason.TOO_FEW, "one row has no spread");
        }
        var t =
                NormalConfidenceInterval.MEAN.fromErrorRate(
                        mean, squares / (values.length - 1), values.length, question.alpha());
        return new Inferred(mean, new Interval(t.getLowerBound(), t.getUpperBound()), 1, mean);
    }

    private static Inference exactly(int count) {
        return new Inferred(count, new Interval(count, count), 0, count);
    }
}
