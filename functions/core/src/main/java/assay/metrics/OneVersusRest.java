package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The mean over classes of the area under the ROC curve of that class against all others.
enum OneVersusRest implements Formula.Whole {
    ROC_AUC_OVR;

    @Override
    public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
        var multiclass = (MulticlassPredictions) predictions;
        List<String> absent =
                IntStream.range(0, multiclass.classes().size())
                        .filter(k -> !(Confusion.all(against(multiclass, k)).truePositive() > 0))
                        .mapToObj(multiclass.classes()::get)
                        .toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of(new CannotSay(Reason.ONE_CLASS, "no row is of class " + absent));
    }

    @Override
    public Linearised linearised(Predictions predictions, Setting setting) {
        var multiclass = (MulticlassPredictions) predictions;
        int width = multiclass.classes().size();
        double value = 0;
        double[] pseudoValues = new double[multiclass.rows()];
        for (int k = 0; k < width; k++) {
            Linearised one = RankMetric.ROC_AUC.linearised(against(multiclass, k), setting);
            value += one.value() / width;
            double[] more = one.pseudoValues();
            for (int row = 0; row < pseudoValues.length; row++) {
                pseudoValues[row] += more[row] / width;
            }
        }
        return new Linearised(value, pseudoValues);
    }

    @Override
    public ToDoubleFunction<double[]> ofWeights(Predictions predictions, Setting setting) {
        var multiclass = (MulticlassPredictions) predictions;
        List<ToDoubleFunction<double[]>> each =
                IntStream.range(0, multiclass.classes().size())
                        .mapToObj(
                                k -> RankMetric.ROC_AUC.ofWeights(against(multiclass, k), setting))
                        .toList();
        return weights ->
                each.stream().mapToDouble(one -> one.applyAsDouble(weights)).sum() / each.size();
    }

    static BinaryPredictions against(MulticlassPredictions predictions, int place) {
        return predictions
                .memory()
                .of(
                        List.of("against", place),
                        BinaryPredictions.class,
                        () -> {
                            double[] scores = new double[predictions.rows()];
                            boolean[] positives = new boolean[scores.length];
                            for (int row = 0; row < scores.length; row++) {
                                scores[row] = predictions.score(row, place);
                                positives[row] = predictions.label(row) == place;
                            }
                            return new BinaryPredictions(scores, positives, predictions.facts());
                        });
    }
}
