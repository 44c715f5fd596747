package assay.metrics;

import assay.statistics.Sorting;

/// Binary predictions in ascending order of score, in groups of equal scores.
final class ScoreOrder {
    private final int[] rows;
    private final double[] scores;

    private ScoreOrder(int[] rows, double[] scores) {
        this.rows = rows;
        this.scores = scores;
    }

    static ScoreOrder of(BinaryPredictions predictions) {
        return predictions
                .memory()
                .of(
                        ScoreOrder.class,
                        ScoreOrder.class,
                        () ->
                                new ScoreOrder(
                                        Sorting.order(predictions.scores()), predictions.scores()));
    }

    int rows() {
        return rows.length;
    }

    /// The row at a place, counted from the lowest score.
    int row(int place) {
        return rows[place];
    }

    /// Where the group that starts at `place` ends, exclusive.
    int endOfGroup(int place) {
        double score = scores[rows[place]];
        int end = place + 1;
        while (end < rows.length && scores[rows[end]] == score) {
            end++;
        }
        return end;
    }
}
