package assay.metrics;

import assay.statistics.Inference.CannotSay;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A metric of decisions between several classes that is a function of the confusion matrix.
enum MulticlassMetric implements Formula.Whole {
    /// The mean recall of the classes that occur.
    BALANCED_ACCURACY {
        @Override
        double value(Margins m) {
            double sum = 0;
            for (int k = 0; k < m.width(); k++) {
                sum += m.truth(k) > 0 ? m.right(k) / m.truth(k) : 0;
            }
            return sum / m.occurring();
        }

        @Override
        double derivative(Margins m, int truth, int decided) {
            double ofRow = (decided == truth ? 1 : 0) - m.right(truth) / m.truth(truth);
            return ofRow / m.truth(truth) / m.occurring();
        }
    },
    /// The mean F1 of the classes that occur or are decided for.
    F1_MACRO {
        @Override
        double value(Margins m) {
            double sum = 0;
            for (int k = 0; k < m.width(); k++) {
                sum += m.f1(k);
            }
            return sum / m.seen();
        }

        @Override
        double derivative(Margins m, int truth, int decided) {
            return (m.f1ByTruth(truth) + m.f1ByDecision(decided, truth)) / m.seen();
        }
    },
    /// The mean F1 of the classes, each as often as it occurs.
    F1_WEIGHTED {
        @Override
        double value(Margins m) {
            double sum = 0;
            for (int k = 0; k < m.width(); k++) {
                sum += m.truth(k) * m.f1(k);
            }
            return sum / m.total();
        }

        @Override
        double derivative(Margins m, int truth, int decided) {
            return (m.f1(truth)
                            + m.truth(truth) * m.f1ByTruth(truth)
                            + m.truth(decided) * m.f1ByDecision(decided, truth)
                            - value(m))
                    / m.total();
        }
    },
    /// Gorodkin's (2004) correlation; 0 where truth or decisions do not vary, as in scikit-learn.
    MCC {
        @Override
        double value(Margins m) {
            double root = Math.sqrt(decisionSpread(m) * truthSpread(m));
            return root > 0 ? covariance(m) / root : 0;
        }

        @Override
        double derivative(Margins m, int truth, int decided) {
            double byDecision = decisionSpread(m);
            double byTruth = truthSpread(m);
            double root = Math.sqrt(byDecision * byTruth);
            if (!(root > 0)) {
                return 0;
            }
            double ofCovariance =
                    m.allRight()
                            + (truth == decided ? m.total() : 0)
                            - m.decided(truth)
                            - m.truth(decided);
            double ofSpreads =
                    (m.total() - m.decided(decided)) / byDecision
                            + (m.total() - m.truth(truth)) / byTruth;
            return (ofCovariance - covariance(m) * ofSpreads) / root;
        }

        private double covariance(Margins m) {
            double sum = m.total() * m.allRight();
            for (int k = 0; k < m.width(); k++) {
                sum -= m.truth(k) * m.decided(k);
            }
            return sum;
        }

        private double decisionSpread(Margins m) {
            double sum = m.total() * m.total();
            for (int k = 0; k < m.width(); k++) {
                sum -= m.decided(k) * m.decided(k);
            }
            return sum;
        }

        private double truthSpread(Margins m) {
            double sum = m.total() * m.total();
            for (int k = 0; k < m.width(); k++) {
                sum -= m.truth(k) * m.truth(k);
            }
            return sum;
        }
    };

    abstract double value(Margins margins);

    /// The derivative of the value by one cell of the matrix.
    abstract double derivative(Margins margins, int truth, int decided);

    @Override
    public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
        return Optional.empty();
    }

    @Override
    public Linearised linearised(Predictions predictions, Setting setting) {
        var multiclass = (MulticlassPredictions) predictions;
        var margins = new Margins(ConfusionTable.cells(multiclass, multiclass.facts()::weight));
        double value = value(margins);
        double[][] byCell = new double[margins.width()][margins.width()];
        for (int truth = 0; truth < margins.width(); truth++) {
            for (int decided = 0; decided < margins.width(); decided++) {
                byCell[truth][decided] =
                        margins.truth(truth) > 0
                                ? value + margins.total() * derivative(margins, truth, decided)
                                : 0;
            }
        }
        int[] decided = ConfusionTable.decided(multiclass);
        double[] pseudoValues = new double[decided.length];
        for (int row = 0; row < decided.length; row++) {
            pseudoValues[row] = byCell[multiclass.label(row)][decided[row]];
        }
        return new Linearised(value, pseudoValues);
    }

    @Override
    public ToDoubleFunction<double[]> ofWeights(Predictions predictions, Setting setting) {
        var multiclass = (MulticlassPredictions) predictions;
        return weights -> value(new Margins(ConfusionTable.cells(multiclass, row -> weights[row])));
    }

    /// The sums of a confusion matrix.
    static final class Margins {
        private final double[] right;
        private final double[] truth;
        private final double[] decided;
        private double total;
        private double allRight;
        private int occurring;
        private int seen;

        Margins(double[][] cells) {
            int width = cells.length;
            right = new double[width];
            truth = new double[width];
            decided = new double[width];
            for (int t = 0; t < width; t++) {
                right[t] = cells[t][t];
                allRight += cells[t][t];
                for (int d = 0; d < width; d++) {
                    truth[t] += cells[t][d];
                    decided[d] += cells[t][d];
                    total += cells[t][d];
                }
            }
            for (int k = 0; k < width; k++) {
                occurring += truth[k] > 0 ? 1 : 0;
                seen += truth[k] + decided[k] > 0 ? 1 : 0;
            }
        }

        int width() {
            return right.length;
        }

        double right(int k) {
            return right[k];
        }

        double truth(int k) {
            return truth[k];
        }

        double decided(int k) {
            return decided[k];
        }

        double total() {
            return total;
        }

        double allRight() {
            return allRight;
        }

        /// How many classes occur.
        int occurring() {
            return occurring;
        }

        /// How many classes occur or are decided for.
        int seen() {
            return seen;
        }

        /// 0 for a class that is never seen.
        double f1(int k) {
            double both = truth[k] + decided[k];
            return both > 0 ? 2 * right[k] / both : 0;
        }

        /// What one more row of class `k` does to its F1, as far as it misses it.
        double f1ByTruth(int k) {
            return -f1(k) / (truth[k] + decided[k]);
        }

        /// What one more decision for `k` does to its F1.
        double f1ByDecision(int k, int truly) {
            double both = truth[k] + decided[k];
            return both > 0 ? ((truly == k ? 2 : 0) - f1(k)) / both : 0;
        }
    }
}
