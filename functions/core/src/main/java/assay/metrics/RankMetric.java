package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A metric of how well scores put positives above negatives.
enum RankMetric implements Formula.Whole {
    /// The chance that a positive scores above a negative; a tie counts half.
    ROC_AUC {
        @Override
        double value(ScoreGroups groups) {
            ScoreGroups.Cursor group = groups.ascending();
            double positivesBelow = 0;
            double negativesBelow = 0;
            double pairs = 0;
            while (group.next()) {
                pairs += group.positive() * (negativesBelow + group.negative() / 2);
                positivesBelow += group.positive();
                negativesBelow += group.negative();
            }
            return pairs / (positivesBelow * negativesBelow);
        }

        @Override
        double[] derivatives(BinaryPredictions predictions, double value) {
            ScoreOrder order = ScoreOrder.of(predictions);
            boolean[] positives = predictions.positives();
            RowFacts facts = predictions.facts();
            Confusion all = Confusion.all(predictions);
            double allPositives = all.truePositive();
            double allNegatives = all.falsePositive();
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
        double value(ScoreGroups groups) {
            ScoreGroups.Cursor group = groups.descending();
            double positivesAbove = 0;
            double above = 0;
            double sum = 0;
            while (group.next()) {
                positivesAbove += group.positive();
                above += group.positive() + group.negative();
                if (group.positive() > 0) {
                    sum += group.positive() * positivesAbove / above;
                }
            }
            return sum / positivesAbove;
        }

        @Override
        public Moments moments(Predictions predictions, Setting setting) {
            ScoreGroups groups = ScoreGroups.of((BinaryPredictions) predictions);
            double value = value(predictions, setting);
            double rows = predictions.rows();
            double scale = rows / groups.positives();
            double positivesAbove = groups.positives();
            double above = rows;
            double hitsBelow = 0;
            double missesBelow = 0;
            double sum = 0;
            double squares = 0;
            ScoreGroups.Cursor group = groups.ascending();
            while (group.next()) {
                double precision = positivesAbove / above;
                hitsBelow += group.positive() / above;
                missesBelow += group.positive() * precision / above;
                double ofPositive = scale * (precision + hitsBelow - value - missesBelow);
                double ofNegative = -scale * missesBelow;
                sum += group.positive() * ofPositive + group.negative() * ofNegative;
                squares +=
                        group.positive() * ofPositive * ofPositive
                                + group.negative() * ofNegative * ofNegative;
                positivesAbove -= group.positive();
                above -= group.positive() + group.negative();
            }
            return new Moments(
                    predictions.rows(),
                    value + sum / rows,
                    Math.max(0, squares - sum * sum / rows));
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
            return Confusion.all((BinaryPredictions) predictions).truePositive() > 0
                    ? Optional.empty()
                    : Optional.of(new CannotSay(Reason.ONE_CLASS, "no row is positive"));
        }
    };

    /// The value of the rows as the groups weigh them.
    abstract double value(ScoreGroups groups);

    /// The derivative of the value by the weight of each row.
    abstract double[] derivatives(BinaryPredictions predictions, double value);

    @Override
    public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
        Confusion all = Confusion.all((BinaryPredictions) predictions);
        double positives = all.truePositive();
        return positives > 0 && all.falsePositive() > 0
                ? Optional.empty()
                : Optional.of(
                        new CannotSay(
                                Reason.ONE_CLASS,
                                positives > 0 ? "every row is positive" : "no row is positive"));
    }

    @Override
    public double value(Predictions predictions, Setting setting) {
        return predictions
                .memory()
                .ofSmall(
                        this,
                        Double.class,
                        () -> value(ScoreGroups.of((BinaryPredictions) predictions)));
    }

    @Override
    public Linearised linearised(Predictions predictions, Setting setting) {
        var binary = (BinaryPredictions) predictions;
        double value = value(binary, setting);
        double total = Confusion.all(binary).total();
        double[] pseudoValues = derivatives(binary, value);
        for (int row = 0; row < pseudoValues.length; row++) {
            pseudoValues[row] = value + total * pseudoValues[row];
        }
        return new Linearised(value, pseudoValues);
    }

    @Override
    public ToDoubleFunction<double[]> ofWeights(Predictions predictions, Setting setting) {
        Function<double[], ScoreGroups> groups =
                ScoreGroups.reweighed((BinaryPredictions) predictions);
        return weights -> value(groups.apply(weights));
    }
}
