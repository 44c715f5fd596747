package assay.evaluation;

import static assay.evaluation.DetailJson.CONFIDENCE;

import assay.gate.Criterion.Measure;
import assay.gate.Gate;
import assay.json.Json;
import assay.ledger.ModelVersion;
import assay.ledger.Source;
import assay.metrics.Direction;
import assay.metrics.Ids;
import assay.metrics.Join;
import assay.metrics.Metric;
import assay.metrics.Predictions;
import assay.metrics.Setting;
import assay.profile.Column;
import assay.profile.ColumnType;
import assay.profile.IntegerColumn;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TextColumn;
import assay.statistics.Question;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult.Read;
import assay.tables.uploads.PredictionsTable;
import assay.tables.uploads.UploadedTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How much worse a version does, by the gate's primary metric, when one feature after the other is
/// shuffled: what it relies on (permutation importance, Breiman 2001), each with a paired interval
/// on the same rows.
final class ImportanceDetail {

    private static final String FEATURE = "feature";

    private ImportanceDetail() {}

    /// @param shuffled what scoring wrote: some rows' predictions for each feature
    /// @param answers of the same version, with nothing shuffled
    /// @return empty where what scoring wrote cannot be read
    static Optional<ObjectNode> of(
            UploadedTables tables,
            Source shuffled,
            ModelVersion model,
            TestSet testSet,
            Answers answers,
            Gate gate,
            long seed) {
        List<String> names = PredictionsTable.scores(model.manifest());
        List<Wanted> wanted = new ArrayList<>();
        wanted.add(Wanted.of(PredictionsTable.ID, TestSet.idType(testSet.version())));
        wanted.add(Wanted.of(FEATURE, ColumnType.STRING));
        names.forEach(n -> wanted.add(Wanted.of(n, ColumnType.NUMBER).finiteOnly()));
        String unit = shuffled.key().substring(0, shuffled.key().lastIndexOf('/') + 1);
        if (!(tables.read(unit, List.of(shuffled), new Expected.Columns(wanted))
                instanceof Read(Table table))) {
            return Optional.empty();
        }
        Measure primary = gate.primary(answers.predictions().task());
        Setting setting = new Setting(primary.costs(), primary.threshold(), seed, 0);
        Metric metric =
                Metric.named(primary.metric(), answers.predictions().task())
                        .filter(m ->
                                m.isMean() && m.value(answers.predictions(), setting).isPresent())
                        .orElse(Metric.loss(answers.predictions().task()));
        List<ObjectNode> features = new ArrayList<>();
        int rows = 0;
        for (int[] block : blocks(table.column(FEATURE))) {
            Optional<Pair> pair = pair(table, block, names, model, testSet, answers);
            if (pair.isEmpty()) {
                return Optional.empty();
            }
            rows = block.length;
            features.add(
                    DetailJson.put(
                            Json.object().put(FEATURE, table.column(FEATURE).text(block[0])),
                            metric.compare(
                                    pair.get().shuffled,
                                    pair.get().plain,
                                    metric.defaultTest(block.length),
                                    setting,
                                    Question.twoSided(CONFIDENCE))));
        }
        double sign = metric.direction() == Direction.LOWER_IS_BETTER ? 1 : -1;
        features.sort(
                Comparator.comparingDouble((ObjectNode f) -> -sign * f.path("value").asDouble(0)));
        ObjectNode json =
                Json.object()
                        .put("metric", metric.name())
                        .put("rows", rows)
                        .put("confidence", CONFIDENCE);
        ArrayNode list = json.putArray("features");
        features.forEach(list::add);
        return Optional.of(json);
    }

    /// The same rows with a feature shuffled and with none.
    private record Pair(Predictions shuffled, Predictions plain) {}

    private static Optional<Pair> pair(
            Table table,
            int[] block,
            List<String> names,
            ModelVersion model,
            TestSet testSet,
            Answers answers) {
        Ids ids = PredictionsTable.ids(part(table.column(PredictionsTable.ID), block));
        Join join = Join.of(testSet.index(), ids);
        int[] places = places(join.datasetRows(), answers.rows());
        if (!join.unknown().isEmpty() || places.length != block.length) {
            return Optional.empty();
        }
        int[] inOrder = Answers.at(block, join.predictionRows());
        List<double[]> scores =
                names.stream()
                        .map(n -> Answers.at(((NumberColumn) table.column(n)).toArray(), inOrder))
                        .toList();
        return Optional.of(
                new Pair(
                        Answers.joined(scores, table, join, model, testSet),
                        answers.predictions().at(places)));
    }

    /// Some rows of a column of identifiers.
    private static Column part(Column column, int[] rows) {
        if (column instanceof IntegerColumn whole) {
            IntegerColumn.Builder part = new IntegerColumn.Builder();
            for (int row : rows) {
                part.add(whole.value(row));
            }
            return part.build();
        }
        TextColumn.Builder part = new TextColumn.Builder();
        for (int row : rows) {
            part.add(column.text(row));
        }
        return part.build();
    }

    /// Where rows of the test set are among those that were answered; both ascend.
    private static int[] places(int[] rows, int[] answered) {
        int[] places = new int[rows.length];
        int at = 0;
        int found = 0;
        for (int row : rows) {
            while (at < answered.length && answered[at] < row) {
                at++;
            }
            if (at < answered.length && answered[at] == row) {
                places[found++] = at;
            }
        }
        return Arrays.copyOf(places, found);
    }

    /// The rows of each feature, which follow each other.
    private static List<int[]> blocks(Column feature) {
        List<int[]> blocks = new ArrayList<>();
        int from = 0;
        for (int row = 1; row <= feature.size(); row++) {
            if (row == feature.size() || !feature.text(row).equals(feature.text(from))) {
                int[] block = new int[row - from];
                for (int i = 0; i < block.length; i++) {
                    block[i] = from + i;
                }
                blocks.add(block);
                from = row;
            }
        }
        return blocks;
    }
}
