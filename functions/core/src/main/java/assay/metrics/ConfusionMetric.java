package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.onesample.Wilson;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A metric of the decisions at the threshold that is a function of the confusion matrix.
enum ConfusionMetric implements Formula.Whole {
    /// `tp / (tp + fp)`.
    PRECISION {
        @Override
        double value(Confusion c) {
            return c.truePositive() / (c.truePositive() + c.falsePositive());
        }

        @Override
        double[] gradient(Confusion c) {
            return ratio(c.truePositive(), c.falsePositive(), 3, 1);
        }

        @Override
        Optional<String> undefined(Confusion c) {
            return c.truePositive() + c.falsePositive() > 0
                    ? Optional.empty()
                    : Optional.of("no row is decided positive");
        }
    },
    /// `tp / (tp + fn)`.
    RECALL {
        @Override
        double value(Confusion c) {
            return c.truePositive() / (c.truePositive() + c.falseNegative());
        }

        @Override
        double[] gradient(Confusion c) {
            return ratio(c.truePositive(), c.falseNegative(), 3, 2);
        }

        @Override
        Optional<String> undefined(Confusion c) {
            return c.truePositive() + c.falseNegative() > 0
                    ? Optional.empty()
                    : Optional.of("no row is positive");
        }
    },
    /// `tn / (tn + fp)`.
    SPECIFICITY {
        @Override
        double value(Confusion c) {
            return c.trueNegative() / (c.trueNegative() + c.falsePositive());
        }

        @Override
        double[] gradient(Confusion c) {
            return ratio(c.trueNegative(), c.falsePositive(), 0, 1);
        }

        @Override
        Optional<String> undefined(Confusion c) {
            return c.trueNegative() + c.falsePositive() > 0
                    ? Optional.empty()
                    : Optional.of("no row is negative");
        }
    },
    /// `2 tp / (2 tp + fp + fn)`.
    F1 {
        @Override
        double value(Confusion c) {
            return 2 * c.truePositive() / denominator(c);
        }

        @Override
        double[] gradient(Confusion c) {
            double squared = denominator(c) * denominator(c);
            double wrong = -2 * c.truePositive() / squared;
            double right = 2 * (c.falsePositive() + c.falseNegative()) / squared;
            return new double[] {0, wrong, wrong, right};
        }

        @Override
        Optional<String> undefined(Confusion c) {
            return denominator(c) > 0
                    ? Optional.empty()
                    : Optional.of("no row is positive or decided positive");
        }

        private double denominator(Confusion c) {
            return 2 * c.truePositive() + c.falsePositive() + c.falseNegative();
        }
    },
    /// Matthews' correlation; 0 where truth or decisions do not vary, as in scikit-learn.
    MCC {
        @Override
        double value(Confusion c) {
            double root = Math.sqrt(product(c));
            return root > 0 ? numerator(c) / root : 0;
        }

        @Override
        double[] gradient(Confusion c) {
            double root = Math.sqrt(product(c));
            if (!(root > 0)) {
                return new double[4];
            }
            double half = numerator(c) / 2;
            double yes = 1 / (c.truePositive() + c.falsePositive());
            double positive = 1 / (c.truePositive() + c.falseNegative());
            double negative = 1 / (c.trueNegative() + c.falsePositive());
            double no = 1 / (c.trueNegative() + c.falseNegative());
            return new double[] {
                (c.truePositive() - half * (negative + no)) / root,
                (-c.falseNegative() - half * (yes + negative)) / root,
                (-c.falsePositive() - half * (positive + no)) / root,
                (c.trueNegative() - half * (yes + positive)) / root
            };
        }

        @Override
        Optional<String> undefined(Confusion c) {
            return Optional.empty();
        }

        private double numerator(Confusion c) {
            return c.truePositive() * c.trueNegative() - c.falsePositive() * c.falseNegative();
        }

        private double product(Confusion c) {
            return (c.truePositive() + c.falsePositive())
                    * (c.truePositive() + c.falseNegative())
                    * (c.trueNegative() + c.falsePositive())
                    * (c.trueNegative() + c.falseNegative());
        }
    };

    /// Whether it is a share of the rows of one kind.
    boolean isShare() {
        return this == PRECISION || this == RECALL || this == SPECIFICITY;
    }

    /// That share, of rows that all weigh 1.
    Wilson share(Confusion c) {
        double hits = this == SPECIFICITY ? c.trueNegative() : c.truePositive();
        double misses = this == RECALL ? c.falseNegative() : c.falsePositive();
        return new Wilson((long) hits, (long) (hits + misses));
    }

    abstract double value(Confusion confusion);

    /// The derivative by each cell, in the order of the record's components.
    abstract double[] gradient(Confusion confusion);

    /// Why there is no value, if there is none.
    abstract Optional<String> undefined(Confusion confusion);

    @Override
    public Optional<CannotSay> obstacle(Predictions predictions, Setting setting) {
        var binary = (BinaryPredictions) predictions;
        return undefined(Confusion.at(setting.threshold(), binary))
                .map(because -> new CannotSay(Reason.ONE_CLASS, because));
    }

    @Override
    public double value(Predictions predictions, Setting setting) {
        return value(Confusion.at(setting.threshold(), (BinaryPredictions) predictions));
    }

    @Override
    public Moments moments(Predictions predictions, Setting setting) {
        Confusion confusion = Confusion.at(setting.threshold(), (BinaryPredictions) predictions);
        return confusion.moments(pseudoValues(confusion));
    }

    /// What a row of each cell stands for, to first order.
    private double[] pseudoValues(Confusion confusion) {
        double value = value(confusion);
        double[] byCell = gradient(confusion);
        for (int cell = 0; cell < byCell.length; cell++) {
            byCell[cell] = value + confusion.total() * byCell[cell];
        }
        return byCell;
    }

    @Override
    public Linearised linearised(Predictions predictions, Setting setting) {
        var binary = (BinaryPredictions) predictions;
        byte[] cells = Confusion.cells(setting.threshold(), binary);
        Confusion confusion = Confusion.of(cells, binary.facts().weights());
        double[] byCell = pseudoValues(confusion);
        double[] pseudoValues = new double[cells.length];
        for (int row = 0; row < cells.length; row++) {
            pseudoValues[row] = byCell[cells[row]];
        }
        return new Linearised(value(confusion), pseudoValues);
    }

    @Override
    public ToDoubleFunction<double[]> ofWeights(Predictions predictions, Setting setting) {
        byte[] cells = Confusion.cells(setting.threshold(), (BinaryPredictions) predictions);
        return weights -> value(Confusion.of(cells, weights));
    }

    /// The gradient of `a / (a + b)`, where `a` and `b` are cells `ofA` and `ofB`.
    private static double[] ratio(double a, double b, int ofA, int ofB) {
        double squared = (a + b) * (a + b);
        double[] gradient = new double[4];
        gradient[ofA] = b / squared;
        gradient[ofB] = -a / squared;
        return gradient;
    }
}
