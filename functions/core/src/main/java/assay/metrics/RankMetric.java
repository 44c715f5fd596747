package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A metric of how well scores put positives above negatives.
enum RankMetric implements Formula.Whole {
    /// The chance that a positive scores above a negative; a tie counts half.
    ROC_AUC {
        @Override
        double value(BinaryPredictions predictions, Weighting weighting) {
            ScoreOrder order = ScoreOrder.of(predictions);
            boolean[] positives = predictions.positives();
            double negativesBelow = 0;
            double positivesBelow = 0;
            double pairs = 0;
            for (int start = 0; start < order.rows(); ) {
                int end = order.endOfGroup(start);
                double positive = 0;
                double negative = 0;
                for (int place = start; place < end; place++) {
                    int row = order.row(place);
                    if (positives[row]) {
                        positive += weighting.of(row);
                    } else {
                        negative += weighting.of(row);
                    }
                }
                pairs += positive * (negativesBelow + negative / 2);
                positivesBelow += positive;
                negativesBelow += negative;
                start = end;
            }
            return pairs / (positivesBelow * negativesBelow);
        }

        @Override
        double[] derivatives(BinaryPredictions predictions, double value) {
            ScoreOrder order = ScoreOrder.of(predictions);
            boolean[] positives = predictions.positives();
            RowFacts facts = predictions.facts();
            double allPositives = positiveWeight(predictions);
            double allNegatives = totalWeight(predictions) - allPositives;
            double negativesBelow = 0;
            double positivesBelow = 0;
            double[] derivatives = new double[order.rows()];
            for (int start = 0; start < order.rows(); ) {
                int end = order.endOfGroup(start);
                double positive = 0;
                double negative = 0;
                for (int place = start; place < end; place++) {
                    int row = order.row(place);
                    if (positives[row]) {
                        positive += facts.weight(row);
                    } else {
                        negative += facts.weight(row);
                    }
                }
                double beaten = (negativesBelow + negative / 2) / allNegatives;
                double beating = 1 - (positivesBelow + positive / 2) / allPositives;
                for (int place = start; place < end; place++) {
                    int row = order.row(place);
                    derivatives[row] =
                            positives[row]
                                    ? (beaten - value) / allPositives
                                    : (beating - value) / allNegatives;
                }
                positivesBelow += positive;
                negativesBelow += negative;
                start = end;
            }
            return derivatives;
        }
    },
    /// Average precision: the precision at each positive's score, averaged over positives.
    PR_AUC {
        @Override
        double value(BinaryPredictions predictions, Weighting weighting) {
            ScoreOrder order = ScoreOrder.of(predictions);
            boolean[] positives = predictions.positives();
            double positivesAbove = 0;
            double above = 0;
            double sum = 0;
            for (int end = order.rows(); end > 0; ) {
                int start = order.startOfGroup(end);
                double positive = 0;
                for (int place = start; place < end; place++) {
                    int row = order.row(place);
                    double weight = weighting.of(row);
                    above += weight;
                    if (positives[row]) {
                        positive += weight;
                    }
                }
                positivesAbove += positive;
                if (positive > 0) {
                    sum += positive * positivesAbove / above;
                }
                end = start;
            }
            return sum / positivesAbove;
        }

        @Override
        double[] derivatives(BinaryPredictions predictions, double value) {
            ScoreOrder order = ScoreOrder.of(predictions);
            boolean[] positives = predictions.positives();
            RowFacts facts = predictions.facts();
            double[] positivesAbove = new double[order.rows()];
            double[] above = new double[order.rows()];
            double positiveWeight = 0;
            double weight = 0;
            for (int place = order.rows() - 1; place >= 0; place--) {
                int row = order.row(place);
                weight += facts.weight(row);
                positiveWeight += positives[row] ? facts.weight(row) : 0;
                positivesAbove[place] = positiveWeight;
                above[place] = weight;
            }
            double hitsBelow = 0;
            double missesBelow = 0;
            double[] derivatives = new double[order.rows()];
            for (int start = 0; start < order.rows(); ) {
                int end = order.endOfGroup(start);
                double positive =
                        positivesAbove[start] - (end < order.rows() ? positivesAbove[end] : 0);
                if (above[start] > 0) {
                    double precision = positivesAbove[start] / above[start];
                    hitsBelow += positive / above[start];
                    missesBelow += positive * precision / above[start];
                    for (int place = start; place < end; place++) {
                        int row = order.row(place);
                        double own = positives[row] ? precision + hitsBelow - value : 0;
                        derivatives[row] = (own - missesBelow) / positiveWeight;
                    }
                }
                start = end;
            }
            return derivatives;
        }

        @Override
        public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
            return positiveWeight((BinaryPredictions) predictions) > 0
                    ? Optional.empty()
                    : Optional.of(new CannotSay(Reason.ONE_CLASS, "no row is positive"));
        }
    };

    abstract double value(BinaryPredictions predictions, Weighting weighting);

    /// The derivative of the value by the weight of each row.
    abstract double[] derivatives(BinaryPredictions predictions, double value);

    @Override
    public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
        var binary = (BinaryPredictions) predictions;
        double positives = positiveWeight(binary);
        return positives > 0 && positives < totalWeight(binary)
                ? Optional.empty()
                : Optional.of(
                        new CannotSay(
                                Reason.ONE_CLASS,
                                positives > 0 ? "every row is positive" : "no row is positive"));
    }

    @Override
    public Linearised linearised(Predictions predictions, Setting setting) {
        var binary = (BinaryPredictions) predictions;
        double value = value(binary, binary.facts()::weight);
        double total = totalWeight(binary);
        double[] pseudoValues = derivatives(binary, value);
        for (int row = 0; row < pseudoValues.length; row++) {
            pseudoValues[row] = value + total * pseudoValues[row];
        }
        return new Linearised(value, pseudoValues);
    }

    @Override
    public ToDoubleFunction<double[]> ofWeights(Predictions predictions, Setting setting) {
        var binary = (BinaryPredictions) predictions;
        return weights -> value(binary, row -> weights[row]);
    }

    static double positiveWeight(BinaryPredictions predictions) {
        boolean[] positives = predictions.positives();
        double sum = 0;
        for (int row = 0; row < positives.length; row++) {
            sum += positives[row] ? predictions.facts().weight(row) : 0;
        }
        return sum;
    }

    static double totalWeight(Predictions predictions) {
        double sum = 0;
        for (int row = 0; row < predictions.rows(); row++) {
            sum += predictions.facts().weight(row);
        }
        return sum;
    }
}
