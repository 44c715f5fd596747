package assay.metrics;

import java.util.ArrayList;
import java.util.List;

/// A curve over all thresholds, thinned to be drawn; its area is that of the whole curve.
///
/// @param points at most 512: both ends, and those between at even steps of the rows above the
///   threshold
/// @param area exact, of all points
public record Curve(List<Point> points, double area) {
    static final int POINTS = 512;

    /// A threshold and what it yields.
    ///
    /// @param threshold rows that score at least this are decided positive; infinite for none
    public record Point(double threshold, double x, double y) {}

    public Curve {
        points = List.copyOf(points);
    }

    /// False positive rate against recall; both classes must be present.
    public static Curve roc(BinaryPredictions predictions) {
        ScoreGroups groups = ScoreGroups.of(predictions);
        double positives = groups.positives();
        double negatives = groups.negatives();
        requireBoth(positives, negatives);
        return of(
                predictions,
                new Point(Double.POSITIVE_INFINITY, 0, 0),
                (threshold, hits, above) ->
                        new Point(threshold, (above - hits) / negatives, hits / positives),
                RankMetric.ROC_AUC);
    }

    /// Recall against precision; there must be positives.
    public static Curve precisionRecall(BinaryPredictions predictions) {
        double positives = ScoreGroups.of(predictions).positives();
        requireBoth(positives, 1);
        return of(
                predictions,
                new Point(Double.POSITIVE_INFINITY, 0, 1),
                (threshold, hits, above) -> new Point(threshold, hits / positives, hits / above),
                RankMetric.PR_AUC);
    }

    @FunctionalInterface
    private interface Step {
        /// @param hits the weight of the positives that score at least `threshold`
        /// @param above the weight of all rows that do
        Point at(double threshold, double hits, double above);
    }

    private static Curve of(
            BinaryPredictions predictions, Point origin, Step step, RankMetric area) {
        List<Point> points = new ArrayList<>();
        points.add(origin);
        Mark[] marks =
                predictions.memory().ofSmall(Mark.class, Mark[].class, () -> marks(predictions));
        for (Mark mark : marks) {
            points.add(step.at(mark.threshold(), mark.hits(), mark.above()));
        }
        return new Curve(points, area.value(predictions, Setting.seeded(0)));
    }

    /// A threshold with the weight of the positives, and of all rows, that score at least that.
    private record Mark(double threshold, double hits, double above) {}

    /// What every curve is drawn by, found in one pass.
    private static Mark[] marks(BinaryPredictions predictions) {
        ScoreGroups groups = ScoreGroups.of(predictions);
        double total = groups.positives() + groups.negatives();
        double perPoint = total / (POINTS - 3);
        List<Mark> marks = new ArrayList<>();
        double hits = 0;
        double above = 0;
        double next = 0;
        ScoreGroups.Cursor group = groups.descending();
        while (group.next()) {
            above += group.positive() + group.negative();
            hits += group.positive();
            if (above > 0 && (group.isLast() || above >= next)) {
                marks.add(new Mark(group.score(), hits, above));
                next = above + perPoint;
            }
        }
        return marks.toArray(Mark[]::new);
    }

    private static void requireBoth(double positives, double negatives) {
        if (!(positives > 0 && negatives > 0)) {
            throw new IllegalArgumentException("a curve needs rows of both classes");
        }
    }
}
