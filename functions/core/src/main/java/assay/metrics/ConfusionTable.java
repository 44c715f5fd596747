package assay.metrics;

import java.util.Arrays;
import java.util.List;

/// The confusion matrix of several classes: total weight by truth and decision.
///
/// @param classes in the model's order
/// @param weights rows are true classes, columns decided ones
public record ConfusionTable(List<String> classes, List<List<Double>> weights) {

    public ConfusionTable {
        classes = List.copyOf(classes);
        weights = weights.stream().map(List::copyOf).toList();
    }

    /// Of decisions for the likeliest class.
    public static ConfusionTable of(MulticlassPredictions predictions) {
        double[][] cells = cells(predictions, predictions.facts()::weight);
        return new ConfusionTable(
                predictions.classes(),
                Arrays.stream(cells).map(row -> Arrays.stream(row).boxed().toList()).toList());
    }

    /// The same as arrays, with the given weights.
    static double[][] cells(MulticlassPredictions predictions, Weighting weighting) {
        int[] decided = decided(predictions);
        int width = predictions.classes().size();
        double[][] cells = new double[width][width];
        for (int row = 0; row < decided.length; row++) {
            cells[predictions.label(row)][decided[row]] += weighting.of(row);
        }
        return cells;
    }

    static int[] decided(MulticlassPredictions predictions) {
        return predictions
                .memory()
                .of(
                        ConfusionTable.class,
                        int[].class,
                        () -> {
                            int[] decided = new int[predictions.rows()];
                            Arrays.setAll(decided, predictions::predicted);
                            return decided;
                        });
    }
}
