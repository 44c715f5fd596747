package assay.evaluation;

import assay.ledger.ModelVersion;
import assay.ledger.PredictionsVersion;
import assay.manifest.Fault;
import assay.metrics.BinaryPredictions;
import assay.metrics.Gather;
import assay.metrics.Ids;
import assay.metrics.Join;
import assay.metrics.MulticlassPredictions;
import assay.metrics.Predictions;
import assay.metrics.RankingPredictions;
import assay.metrics.RegressionPredictions;
import assay.metrics.RowFacts;
import assay.metrics.ScoredPredictions;
import assay.profile.BooleanColumn;
import assay.profile.Column;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TextColumn;
import assay.tables.uploads.PredictionsTable;
import assay.tables.uploads.PredictionsTable.InOrder;
import assay.tables.uploads.PredictionsTable.Wrong;
import assay.tables.uploads.UploadedTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// What a model answered on a test set, beside the truth.
final class Answers {
    private final Predictions predictions;
    private final List<double[]> scores;
    private final int[] rows;
    private final int missing;

    private Answers(Predictions predictions, List<double[]> scores, int[] rows, int missing) {
        this.predictions = predictions;
        this.scores = scores;
        this.rows = rows;
        this.missing = missing;
    }

    /// On the rows that it answered, in the test set's order.
    Predictions predictions() {
        return predictions;
    }

    /// The same as columns of numbers.
    List<double[]> scores() {
        return scores;
    }

    /// The rows of the test set that it answered, ascending.
    int[] rows() {
        return rows;
    }

    /// How many rows of the test set it did not answer.
    int missing() {
        return missing;
    }

    /// The same on a test set that has some rows before these.
    Answers after(int before) {
        int[] moved = new int[rows.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = Math.addExact(rows[i], before);
        }
        return new Answers(predictions, scores, moved, missing);
    }

    /// Answers to shards of one test set, in its order.
    ///
    /// @param predictions of all of them
    static Answers together(List<Answers> shards, Predictions predictions) {
        List<double[]> scores = new ArrayList<>();
        for (int column = 0; column < shards.getFirst().scores.size(); column++) {
            double[] all = new double[predictions.rows()];
            int start = 0;
            for (Answers shard : shards) {
                double[] some = shard.scores.get(column);
                System.arraycopy(some, 0, all, start, some.length);
                start += some.length;
            }
            scores.add(all);
        }
        return new Answers(
                predictions,
                scores,
                joined(shards.stream().map(Answers::rows).toList()),
                shards.stream().mapToInt(Answers::missing).sum());
    }

    /// One after the other.
    static int[] joined(List<int[]> parts) {
        return parts.stream().flatMapToInt(Arrays::stream).toArray();
    }

    /// Answers, or what is wrong with them.
    sealed interface Reading {
        record Usable(Answers answers) implements Reading {}

        record Faulty(String key, Fault fault) implements Reading {}
    }

    static Reading read(
            UploadedTables tables,
            PredictionsVersion predictions,
            ModelVersion model,
            TestSet testSet,
            String unit) {
        return switch (PredictionsTable.read(
                tables,
                unit,
                predictions.sources(),
                model.manifest(),
                TestSet.idType(testSet.version()))) {
            case Wrong(String key, Fault fault) -> new Reading.Faulty(key, fault);
            case InOrder(Table table, Ids ids) ->
                    join(tables, predictions, model, testSet, unit, table, ids);
        };
    }

    private static Reading join(
            UploadedTables tables,
            PredictionsVersion predictions,
            ModelVersion model,
            TestSet testSet,
            String unit,
            Table table,
            Ids ids) {
        Join join = Join.of(testSet.index(), ids);
        if (!join.unknown().isEmpty()) {
            int row = join.unknown().first().getFirst();
            Wrong wrong =
                    new PredictionsTable.Cell(
                                    row,
                                    PredictionsTable.ID,
                                    "'%s' is no row of %s; %d of %d rows have such an id"
                                            .formatted(
                                                    ids.text(row),
                                                    predictions.dataset(),
                                                    join.unknown().count(),
                                                    table.rows()))
                            .in(tables, unit, predictions.sources());
            return new Reading.Faulty(wrong.key(), wrong.fault());
        }
        List<double[]> scores =
                PredictionsTable.scores(model.manifest()).stream()
                        .map(name -> inOrder(((NumberColumn) table.column(name)).values(), join))
                        .toList();
        try {
            return new Reading.Usable(
                    new Answers(
                            joined(scores, table, join, model, testSet),
                            scores,
                            join.datasetRows(),
                            join.missing().count()));
        } catch (IllegalArgumentException e) {
            return new Reading.Faulty(
                    predictions.sources().getFirst().key(),
                    new Fault.OfFile(
                            predictions.sources().getFirst().key().substring(unit.length()),
                            String.valueOf(e.getMessage())));
        }
    }

    private static Predictions joined(
            List<double[]> scores, Table table, Join join, ModelVersion model, TestSet testSet) {
        RowFacts facts = facts(table, join, testSet);
        return switch (model.manifest().task()) {
            case "binary" ->
                    new BinaryPredictions(
                            scores.getFirst(),
                            positives(testSet.target(), join.datasetRows(), model),
                            facts);
            case "multiclass" ->
                    new MulticlassPredictions(
                            MulticlassPredictions.rowMajor(scores),
                            labels(
                                    testSet.target(),
                                    join.datasetRows(),
                                    model.manifest().classes()),
                            model.manifest().classes(),
                            facts);
            case "regression" ->
                    new RegressionPredictions(
                            scores.getFirst(), truth(testSet, join.datasetRows()), facts);
            case "ranking" ->
                    new RankingPredictions(
                            scores.getFirst(),
                            truth(testSet, join.datasetRows()),
                            at(testSet.queries(table.column("query")), join.predictionRows()),
                            facts);
            case "scored" -> new ScoredPredictions(scores.getFirst(), facts);
            default -> throw new IllegalArgumentException("no task " + model.manifest().task());
        };
    }

    private static RowFacts facts(Table table, Join join, TestSet testSet) {
        int[] rows = join.datasetRows();
        boolean all = rows.length == testSet.rows();
        Ids ids = all ? testSet.ids() : testSet.ids().at(rows);
        RowFacts facts = RowFacts.none(rows.length).withIds(ids);
        Optional<double[]> weights = testSet.weights();
        if (weights.isPresent()) {
            facts = facts.withWeights(all ? weights.get() : at(weights.get(), rows));
        }
        Optional<int[]> clusters = testSet.clusters();
        if (clusters.isPresent()) {
            facts = facts.withClusters(all ? clusters.get() : at(clusters.get(), rows));
        }
        Optional<Column> latency = table.find(PredictionsTable.LATENCY).filter(c -> c.nulls() == 0);
        if (latency.isPresent()) {
            facts = facts.withLatencyMillis(inOrder(((NumberColumn) latency.get()).values(), join));
        }
        Optional<Column> calls = table.find(PredictionsTable.CALL_LATENCY);
        if (calls.isPresent()) {
            facts = facts.withCallMillis(inOrder(((NumberColumn) calls.get()).values(), join));
        }
        return facts;
    }

    /// The positive class is what the manifest says; `1`, `1.0` and `true` are the same.
    private static boolean[] positives(Column target, int[] rows, ModelVersion model) {
        String positive = canonical(model.manifest().positiveClass());
        boolean[] positives = new boolean[rows.length];
        IntPredicate isPositive = positive(target, positive);
        boolean complete = target.nulls() == 0;
        for (int i = 0; i < rows.length; i++) {
            if (!complete) {
                requireLabel(target, rows[i]);
            }
            positives[i] = isPositive.test(rows[i]);
        }
        return positives;
    }

    /// Texts are compared once each, not once a row.
    private static IntPredicate positive(Column target, String positive) {
        return switch (target) {
            case BooleanColumn booleans -> {
                boolean ofTrue = canonical("true").equals(positive);
                boolean ofFalse = canonical("false").equals(positive);
                yield row -> booleans.value(row) ? ofTrue : ofFalse;
            }
            case TextColumn texts when texts.isCoded() -> {
                boolean[] ofCode = new boolean[texts.entries()];
                for (int code = 0; code < ofCode.length; code++) {
                    ofCode[code] = canonical(texts.entry(code)).equals(positive);
                }
                yield row -> ofCode[texts.code(row)];
            }
            default -> row -> canonical(target.text(row)).equals(positive);
        };
    }

    private static String canonical(String label) {
        return switch (label) {
            case "1", "1.0", "true", "True" -> "true";
            case "0", "0.0", "false", "False" -> "false";
            default -> label;
        };
    }

    private static int[] labels(Column target, int[] rows, List<String> classes) {
        int[] labels = new int[rows.length];
        IntUnaryOperator labelOf = label(target, classes);
        for (int i = 0; i < rows.length; i++) {
            requireLabel(target, rows[i]);
            labels[i] = labelOf.applyAsInt(rows[i]);
            if (labels[i] < 0) {
                throw new IllegalArgumentException(
                        "the truth '%s' of row %d is none of the model's classes %s"
                                .formatted(target.text(rows[i]), rows[i] + 1, classes));
            }
        }
        return labels;
    }

    private static IntUnaryOperator label(Column target, List<String> classes) {
        if (target instanceof TextColumn texts && texts.isCoded()) {
            int[] ofCode = new int[texts.entries()];
            for (int code = 0; code < ofCode.length; code++) {
                ofCode[code] = classes.indexOf(texts.entry(code));
            }
            return row -> ofCode[texts.code(row)];
        }
        return row -> classes.indexOf(target.text(row));
    }

    private static double[] truth(TestSet testSet, int[] rows) {
        if (testSet.target().nulls() > 0) {
            for (int row : rows) {
                requireLabel(testSet.target(), row);
            }
        }
        return at(TestSet.numbers(testSet.target()), rows);
    }

    private static void requireLabel(Column target, int row) {
        if (target.isNull(row)) {
            throw new IllegalArgumentException(
                    "row "
                            + (row + 1)
                            + " of the dataset has no truth to hold a prediction against");
        }
    }

    /// The predictions' values in the test set's order; nothing is moved that lies right.
    private static double[] inOrder(double[] values, Join join) {
        return join.sameOrder() ? values : Gather.at(values, join.predictionRows());
    }

    static double[] at(double[] values, int[] rows) {
        return Gather.at(values, rows);
    }

    static int[] at(int[] values, int[] rows) {
        return Gather.at(values, rows);
    }
}
