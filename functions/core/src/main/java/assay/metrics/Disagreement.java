package assay.metrics;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.onesample.Wilson;
import java.util.Arrays;

/// How far two models answer differently, whoever is right.
///
/// @param measure what is told: the share of decisions that differ, or the mean distance of numbers
public record Disagreement(Measure measure, Inference inference) {

    /// What disagreement is for a task.
    public enum Measure {
        /// The share of rows on which the two decide differently.
        DECISIONS("decisions"),
        /// The share of queries for which the two put another document first.
        FIRST_DOCUMENTS("first_documents"),
        /// The mean distance between the two numbers.
        DISTANCE("distance");

        private final String text;

        Measure(String text) {
            this.text = text;
        }

        /// As a report names it.
        public String text() {
            return text;
        }
    }

    /// The measure for a task.
    public static Measure measure(Task task) {
        return switch (task) {
            case BINARY, MULTICLASS -> Measure.DECISIONS;
            case RANKING -> Measure.FIRST_DOCUMENTS;
            case REGRESSION, SCORED -> Measure.DISTANCE;
        };
    }

    /// Of two models' predictions of the same rows in the same order.
    ///
    /// @param setting whose threshold decides
    public static Disagreement of(
            Predictions challenger, Predictions champion, Setting setting, double confidence) {
        if (challenger.task() != champion.task() || challenger.rows() != champion.rows()) {
            throw new IllegalArgumentException(
                    "%s of %d rows, %s of %d rows"
                            .formatted(
                                    challenger.task().text(),
                                    challenger.rows(),
                                    champion.task().text(),
                                    champion.rows()));
        }
        Measure measure = measure(challenger.task());
        if (challenger.rows() == 0) {
            return new Disagreement(
                    measure, new CannotSay(Reason.TOO_FEW, "no row was answered by both"));
        }
        if (challenger instanceof BinaryPredictions one && Metric.isPlain(challenger)) {
            // Where two decisions differ, one of them is right.
            int differing =
                    Discordance.of(one, (BinaryPredictions) champion, setting.threshold()).either();
            return new Disagreement(
                    measure,
                    new Wilson(differing, one.rows()).answer(Question.twoSided(confidence)));
        }
        double[] distances = distances(challenger, champion, setting);
        return new Disagreement(
                measure,
                test(measure, distances, challenger.unitFacts())
                        .answer(Question.twoSided(confidence)));
    }

    private static StatisticalTest test(Measure measure, double[] distances, RowFacts facts) {
        boolean plain = !facts.weighted() && !facts.clustered();
        return measure != Measure.DISTANCE && plain
                ? new Wilson((long) Arrays.stream(distances).sum(), distances.length)
                : Observations.robust(distances, facts);
    }

    private static double[] distances(
            Predictions challenger, Predictions champion, Setting setting) {
        return switch (challenger) {
            case BinaryPredictions one ->
                    differing(
                            Confusion.cells(setting.threshold(), one),
                            Confusion.cells(setting.threshold(), (BinaryPredictions) champion));
            case MulticlassPredictions one ->
                    differing(
                            ConfusionTable.decided(one),
                            ConfusionTable.decided((MulticlassPredictions) champion));
            case RegressionPredictions one ->
                    distances(one.predicted(), ((RegressionPredictions) champion).predicted());
            case ScoredPredictions one ->
                    distances(one.scores(), ((ScoredPredictions) champion).scores());
            case RankingPredictions one ->
                    differing(firstOfEach(one), firstOfEach((RankingPredictions) champion));
        };
    }

    private static double[] differing(byte[] one, byte[] other) {
        double[] differs = new double[one.length];
        for (int row = 0; row < differs.length; row++) {
            differs[row] = one[row] == other[row] ? 0 : 1;
        }
        return differs;
    }

    private static double[] differing(int[] one, int[] other) {
        double[] differs = new double[one.length];
        for (int row = 0; row < differs.length; row++) {
            differs[row] = one[row] == other[row] ? 0 : 1;
        }
        return differs;
    }

    private static double[] distances(double[] one, double[] other) {
        double[] distances = new double[one.length];
        for (int row = 0; row < distances.length; row++) {
            distances[row] = Math.abs(one[row] - other[row]);
        }
        return distances;
    }

    /// The row that is ranked first in each query; of equal scores the first.
    private static int[] firstOfEach(RankingPredictions predictions) {
        QueryRows queries = predictions.byQuery();
        int[] first = new int[queries.count()];
        for (int query = 0; query < first.length; query++) {
            int best = queries.row(queries.start(query));
            for (int place = queries.start(query) + 1; place < queries.end(query); place++) {
                if (predictions.score(queries.row(place)) > predictions.score(best)) {
                    best = queries.row(place);
                }
            }
            first[query] = best;
        }
        return first;
    }
}
