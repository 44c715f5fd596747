package assay.metrics;

import java.util.Arrays;

/// Predictions put beside the rows of a dataset that have their identifiers.
public final class Join {
    private final int[] datasetRows;
    private final int[] predictionRows;
    private final boolean sameOrder;
    private final RowNumbers missing;
    private final RowNumbers unknown;
    private final RowNumbers duplicates;

    private Join(
            int[] datasetRows,
            int[] predictionRows,
            boolean sameOrder,
            RowNumbers missing,
            RowNumbers unknown,
            RowNumbers duplicates) {
        this.datasetRows = datasetRows;
        this.predictionRows = predictionRows;
        this.sameOrder = sameOrder;
        this.missing = missing;
        this.unknown = unknown;
        this.duplicates = duplicates;
    }

    /// Joins predictions, in any order, to a dataset.
    ///
    /// @param predictions of the same kind as the dataset's identifiers
    public static Join of(RowIndex dataset, Ids predictions) {
        int[] predictionOf = unanswered(dataset);
        int count = predictions.count();
        double[] inPlace =
                Rows.sums(
                        count,
                        (from, to) -> {
                            int same = 0;
                            for (int row = from; row < to; row++) {
                                int found = dataset.row(predictions, row);
                                same += found == row ? 1 : 0;
                                if (found >= 0) {
                                    predictionOf[found] = row;
                                }
                            }
                            return new double[] {same};
                        });
        int matched = matched(predictionOf);
        // As many rows as predictions: each has one, and no two the same.
        return matched == count
                ? of(
                        dataset,
                        predictionOf,
                        matched,
                        inPlace[0] == predictionOf.length,
                        RowNumbers.NONE,
                        RowNumbers.NONE)
                : oneByOne(dataset, predictions);
    }

    private static int[] unanswered(RowIndex dataset) {
        int[] predictionOf = new int[dataset.ids().count()];
        Arrays.fill(predictionOf, -1);
        return predictionOf;
    }

    private static int matched(int[] predictionOf) {
        int matched = 0;
        for (int row : predictionOf) {
            matched += row >= 0 ? 1 : 0;
        }
        return matched;
    }

    /// Predictions of which some have no row, or the same one as others: the first has it.
    private static Join oneByOne(RowIndex dataset, Ids predictions) {
        int[] predictionOf = unanswered(dataset);
        int rows = predictionOf.length;
        var unknown = new RowNumbers.Builder();
        var duplicates = new RowNumbers.Builder();
        boolean sameOrder = rows == predictions.count();
        for (int row = 0; row < predictions.count(); row++) {
            int found = dataset.row(predictions, row);
            sameOrder &= found == row;
            if (found < 0) {
                unknown.add(row);
            } else if (predictionOf[found] >= 0) {
                duplicates.add(row);
            } else {
                predictionOf[found] = row;
            }
        }
        return of(
                dataset,
                predictionOf,
                matched(predictionOf),
                sameOrder,
                unknown.build(),
                duplicates.build());
    }

    private static Join of(
            RowIndex dataset,
            int[] predictionOf,
            int matched,
            boolean sameOrder,
            RowNumbers unknown,
            RowNumbers duplicates) {
        if (matched == predictionOf.length) {
            return new Join(
                    dataset.rows(), predictionOf, sameOrder, RowNumbers.NONE, unknown, duplicates);
        }
        var missing = new RowNumbers.Builder();
        int[] datasetRows = new int[matched];
        int[] predictionRows = new int[matched];
        int next = 0;
        for (int row = 0; row < predictionOf.length; row++) {
            if (predictionOf[row] < 0) {
                missing.add(row);
            } else {
                datasetRows[next] = row;
                predictionRows[next++] = predictionOf[row];
            }
        }
        return new Join(
                datasetRows, predictionRows, sameOrder, missing.build(), unknown, duplicates);
    }

    /// How many rows have both.
    public int rows() {
        return datasetRows.length;
    }

    /// The dataset's rows that have a prediction, ascending. Not to be changed.
    public int[] datasetRows() {
        return datasetRows;
    }

    /// The prediction of each of `datasetRows()`. Not to be changed.
    public int[] predictionRows() {
        return predictionRows;
    }

    /// Whether both sides have the same rows in the same order, so that nothing needs to be moved.
    public boolean sameOrder() {
        return sameOrder;
    }

    /// Rows of the dataset without a prediction.
    public RowNumbers missing() {
        return missing;
    }

    /// Predictions whose identifier the dataset does not have.
    public RowNumbers unknown() {
        return unknown;
    }

    /// Predictions whose identifier an earlier prediction has.
    public RowNumbers duplicates() {
        return duplicates;
    }
}
