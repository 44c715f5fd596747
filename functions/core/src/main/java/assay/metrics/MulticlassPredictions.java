package assay.metrics;

import java.util.List;

/// Probabilities of several classes, with the true class.
public final class MulticlassPredictions implements Predictions {
    private final double[] scores;
    private final int[] labels;
    private final List<String> classes;
    private final RowFacts facts;
    private final Memory memory = new Memory();

    /// @param scores row after row, one probability in `[0, 1]` per class
    /// @param labels the true class's place in `classes`
    /// @param classes at least two, in the model's order
    public MulticlassPredictions(
            double[] scores, int[] labels, List<String> classes, RowFacts facts) {
        this.classes = List.copyOf(classes);
        int width = classes.size();
        if (width < 2) {
            throw new IllegalArgumentException("classes " + classes + ": fewer than two");
        }
        if (scores.length != (long) labels.length * width) {
            throw new IllegalArgumentException(
                    scores.length + " scores for " + labels.length + " rows × " + width);
        }
        Predictions.requireSameRows(scores.length / width, labels.length, facts);
        for (double score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("score " + score + " is not in [0, 1]");
            }
        }
        for (int label : labels) {
            if (label < 0 || label >= width) {
                throw new IllegalArgumentException(
                        "label " + label + " is not in [0, " + width + ")");
            }
        }
        this.scores = scores;
        this.labels = labels;
        this.facts = facts;
    }

    @Override
    public Task task() {
        return Task.MULTICLASS;
    }

    @Override
    public MulticlassPredictions at(int[] rows) {
        int width = classes.size();
        double[] slice = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(scores, rows[i] * width, slice, i * width, width);
        }
        return new MulticlassPredictions(slice, Gather.at(labels, rows), classes, facts.at(rows));
    }

    @Override
    public MulticlassPredictions rescored(List<double[]> columns) {
        return new MulticlassPredictions(rowMajor(columns), labels, classes, facts);
    }

    /// Columns of scores, one for each class, as rows.
    public static double[] rowMajor(List<double[]> columns) {
        int width = columns.size();
        int rows = columns.getFirst().length;
        double[] all = new double[rows * width];
        for (int c = 0; c < width; c++) {
            double[] column = columns.get(c);
            for (int r = 0; r < rows; r++) {
                all[r * width + c] = column[r];
            }
        }
        return all;
    }

    @Override
    public RowFacts facts() {
        return facts;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    /// The classes in the model's order.
    public List<String> classes() {
        return classes;
    }

    /// The true class's place in `classes()`.
    public int label(int row) {
        return labels[row];
    }

    /// The probability given to a class.
    public double score(int row, int place) {
        return scores[row * classes.size() + place];
    }

    /// The class with the highest probability; the first of them when several share it.
    public int predicted(int row) {
        int width = classes.size();
        int best = row * width;
        for (int i = best + 1; i < (row + 1) * width; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best - row * width;
    }

    /// One class against all others.
    ///
    /// @param place of the class in `classes()`
    public BinaryPredictions against(int place) {
        return OneVersusRest.against(this, place);
    }

    double[] scores() {
        return scores;
    }

    int[] labels() {
        return labels;
    }
}
