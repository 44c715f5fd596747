package assay.metrics;

import java.util.List;

/// What each decision costs, in money, by true and predicted class.
///
/// @param rows true classes; within each, predicted classes; both in the order of the model's
///   classes; negative numbers are gains
public record CostMatrix(List<List<Double>> rows) {

    public CostMatrix {
        rows = rows.stream().map(List::copyOf).toList();
        int width = rows.size();
        if (width < 2 || rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException(
                    "costs " + rows + " are not square with at least two classes");
        }
        if (rows.stream().flatMap(List::stream).anyMatch(cost -> !Double.isFinite(cost))) {
            throw new IllegalArgumentException("costs " + rows + " are not all finite");
        }
    }

    /// The costs of a binary decision; class 0 is the negative one.
    public static CostMatrix binary(
            double trueNegative, double falsePositive, double falseNegative, double truePositive) {
        return new CostMatrix(
                List.of(
                        List.of(trueNegative, falsePositive),
                        List.of(falseNegative, truePositive)));
    }

    /// What it costs to decide `predicted` where `truth` holds.
    public double cost(int truth, int predicted) {
        return rows.get(truth).get(predicted);
    }

    /// How many classes.
    public int classes() {
        return rows.size();
    }
}
