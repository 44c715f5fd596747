package assay.evaluation;

import static assay.evaluation.DetailJson.CONFIDENCE;

import assay.gate.Criterion.Measure;
import assay.gate.Gate;
import assay.json.Json;
import assay.ledger.ModelVersion;
import assay.ledger.PredictionsVersion;
import assay.ledger.Source;
import assay.metrics.Direction;
import assay.metrics.Ids;
import assay.metrics.Metric;
import assay.metrics.Predictions;
import assay.metrics.Setting;
import assay.metrics.TestName;
import assay.profile.Column;
import assay.profile.ColumnType;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.statistics.Question;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult.Read;
import assay.tables.uploads.PredictionsTable;
import assay.tables.uploads.UploadedTables;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How much worse a version does, by the gate's primary metric, when one feature after the other is
/// shuffled: what it relies on (permutation importance, Breiman 2001), each with a paired interval
/// on the same rows.
final class ImportanceDetail {

    private static final String FEATURE = "feature";

    /// Scoring shuffles nothing among fewer.
    private static final int LEAST_ROWS = 30;

    private static final int HASHES = 1 << 20;

    private ImportanceDetail() {}

    /// Why nothing is known of what a version relies on.
    static ObjectNode unknown(ModelVersion model, PredictionsVersion predictions) {
        return Json.object().put("reason", because(model, predictions));
    }

    private static String because(ModelVersion model, PredictionsVersion predictions) {
        if (!predictions.scored()) {
            return model.manifest().artefact() == null
                    ? "Predictions were uploaded and no model that could be run again with a column shuffled; upload the model as ONNX, without predictions, to see what it relies on."
                    : "Predictions were uploaded, and these count instead of running the model; upload it as a version without predictions to see what it relies on.";
        }
        if (model.manifest().task().equals("scored")) {
            return "A score is a judgement of an answer, not a prediction that a shuffled column would make wrong.";
        }
        return predictions.rows() < LEAST_ROWS
                ? "%d rows are too few to shuffle columns among; it takes %d."
                        .formatted(predictions.rows(), LEAST_ROWS)
                : "There was no time left to run it again with columns shuffled, or it does not answer shuffled rows; what it predicts is not touched by that.";
    }

    /// @param shuffled what scoring wrote: some rows' predictions for each feature
    /// @param answers of the same version, with nothing shuffled
    /// @return empty where what scoring wrote cannot be read
    static Optional<ObjectNode> of(
            UploadedTables tables,
            Source shuffled,
            ModelVersion model,
            ColumnType idType,
            Answers answers,
            Gate gate,
            long seed) {
        List<String> names = PredictionsTable.scores(model.manifest());
        List<Wanted> wanted = new ArrayList<>();
        wanted.add(Wanted.of(PredictionsTable.ID, idType));
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
                                isOfAnswers(m)
                                        && m.value(answers.predictions(), setting).isPresent())
                        .orElse(Metric.loss(answers.predictions().task()));
        List<int[]> blocks = blocks(table.column(FEATURE));
        Column id = table.column(PredictionsTable.ID);
        int[] sample = blocks.isEmpty() ? new int[0] : blocks.getFirst();
        Optional<int[]> places =
                places(
                        PredictionsTable.ids(id).at(sample),
                        answers.predictions().facts().ids().orElseThrow());
        if (sample.length == 0
                || places.isEmpty()
                || !blocks.stream().allMatch(b -> isAlike(id, b, sample))) {
            return Optional.empty();
        }
        Predictions plain = answers.predictions().at(places.get());
        List<ObjectNode> features = new ArrayList<>();
        for (int[] block : blocks) {
            Predictions moved =
                    plain.rescored(
                            names.stream()
                                    .map(n ->
                                            Answers.at(
                                                    ((NumberColumn) table.column(n)).toArray(),
                                                    block))
                                    .toList());
            features.add(
                    DetailJson.put(
                            Json.object().put(FEATURE, table.column(FEATURE).text(block[0])),
                            metric.compare(
                                    moved,
                                    plain,
                                    test(metric, block.length),
                                    setting,
                                    Question.twoSided(CONFIDENCE))));
        }
        double sign = metric.direction() == Direction.LOWER_IS_BETTER ? 1 : -1;
        features.sort(
                Comparator.comparingDouble((ObjectNode f) -> -sign * f.path("value").asDouble(0)));
        ObjectNode json =
                Json.object()
                        .put("metric", metric.name())
                        .put("rows", sample.length)
                        .put("confidence", CONFIDENCE);
        ArrayNode list = json.putArray("features");
        features.forEach(list::add);
        return Optional.of(json);
    }

    /// Whether it can change when other answers are given.
    private static boolean isOfAnswers(Metric metric) {
        return !metric.tests().isEmpty() && !metric.name().contains(PredictionsTable.LATENCY);
    }

    /// The usual one; of what is no mean, by its linearised values, as fast as a mean.
    private static TestName test(Metric metric, int rows) {
        TestName usual = metric.defaultTest(rows);
        return usual == TestName.BOOTSTRAP ? TestName.PAIRED_T : usual;
    }

    /// Where the identifiers of a sample are among all that were answered; empty where one is not.
    private static Optional<int[]> places(Ids sample, Ids answered) {
        Map<String, Integer> wanted = new HashMap<>();
        BitSet hashes = new BitSet(HASHES);
        for (int i = 0; i < sample.count(); i++) {
            wanted.put(sample.text(i), i);
            hashes.set((int) sample.hash(i) & HASHES - 1);
        }
        int[] places = new int[sample.count()];
        int found = 0;
        for (int row = 0; row < answered.count(); row++) {
            if (hashes.get((int) answered.hash(row) & HASHES - 1)) {
                Integer place = wanted.remove(answered.text(row));
                if (place != null) {
                    places[place] = row;
                    found++;
                }
            }
        }
        return found == places.length ? Optional.of(places) : Optional.empty();
    }

    /// Whether a feature's block is of the same rows as the first.
    private static boolean isAlike(Column id, int[] block, int[] first) {
        if (block.length != first.length) {
            return false;
        }
        for (int i = 0; i < block.length; i++) {
            if (!id.text(block[i]).equals(id.text(first[i]))) {
                return false;
            }
        }
        return true;
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
