package assay.evaluation;

import static assay.evaluation.DetailJson.CONFIDENCE;

import assay.gate.Slices;
import assay.gate.Slices.Division;
import assay.gate.Trial.SliceColumn;
import assay.json.Json;
import assay.metrics.BinaryPredictions;
import assay.metrics.Calibration;
import assay.metrics.Confusion;
import assay.metrics.ConfusionTable;
import assay.metrics.Curve;
import assay.metrics.Direction;
import assay.metrics.Histogram;
import assay.metrics.Metric;
import assay.metrics.MulticlassPredictions;
import assay.metrics.Predictions;
import assay.metrics.RankingPredictions;
import assay.metrics.RegressionPredictions;
import assay.metrics.ScoredPredictions;
import assay.metrics.Setting;
import assay.metrics.SliceReport;
import assay.metrics.SliceReport.Quantity;
import assay.metrics.Task;
import assay.metrics.WorstExamples;
import assay.statistics.Question;
import assay.statistics.onesample.Wilson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a model fares on a dataset, from near: curves, calibration, confusion, histograms, slices,
/// tails and worst examples. It follows from predictions and dataset alone; what hangs on a gate or
/// a champion is in {@link ComparisonDetail}.
final class EvaluationDetail {

    /// Curves of more classes than these are not drawn.
    private static final int MOST_CLASSES = 20;

    private final Predictions predictions;
    private final Map<String, SliceColumn> columns;
    private final Setting setting;
    private final Metric loss;

    private EvaluationDetail(
            Predictions predictions, Map<String, SliceColumn> columns, Setting setting) {
        this.predictions = predictions;
        this.columns = columns;
        this.setting = setting;
        this.loss = Metric.loss(predictions.task());
    }

    /// @param columns the dataset's slice columns on the rows answered, by name
    /// @param missing rows that were not answered
    static ObjectNode of(
            Predictions predictions, Map<String, SliceColumn> columns, int missing, long seed) {
        return new EvaluationDetail(predictions, columns, Setting.seeded(seed).withMissing(missing))
                .json();
    }

    private ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("task", predictions.task().text());
        json.put("loss", loss.name());
        json.put("confidence", CONFIDENCE);
        if (predictions.rows() == 0) {
            return json;
        }
        switch (predictions) {
            case BinaryPredictions binary -> {
                json.setAll(ofScores(binary));
                json.set("confusion", confusion(binary));
                ObjectNode histograms = json.putObject("histograms");
                histograms.set("positive", DetailJson.of(Histogram.ofScores(binary, true)));
                histograms.set("negative", DetailJson.of(Histogram.ofScores(binary, false)));
            }
            case MulticlassPredictions multiclass -> {
                ConfusionTable table = ConfusionTable.of(multiclass);
                json.set("confusion", confusion(table.classes(), table.weights()));
                json.set("classes", byClass(multiclass));
                json.putObject("histograms").set("log_loss", histogram());
            }
            case RegressionPredictions regression ->
                    json.putObject("histograms")
                            .set("residual", DetailJson.of(Histogram.ofResiduals(regression)));
            case RankingPredictions _, ScoredPredictions _ ->
                    json.putObject("histograms").set(loss.name(), histogram());
        }
        json.set("tails", tails());
        json.set("slices", slices());
        json.set("worst", DetailJson.of(WorstExamples.byLoss(loss, predictions, setting)));
        return json;
    }

    private ObjectNode histogram() {
        return DetailJson.of(Histogram.of(loss, predictions, setting));
    }

    /// What is told of scores of one class against all others.
    private static ObjectNode ofScores(BinaryPredictions binary) {
        ObjectNode json = Json.object();
        Confusion all = Confusion.all(binary);
        if (all.truePositive() > 0 && all.falsePositive() > 0) {
            ObjectNode curves = json.putObject("curves");
            curves.set("roc", DetailJson.of(Curve.roc(binary)));
            curves.set("precisionRecall", DetailJson.of(Curve.precisionRecall(binary)));
        } else {
            json.putObject("curves")
                    .put("reason", "a curve needs rows of both classes, and there are of one only");
        }
        json.set("calibration", calibration(binary));
        return json;
    }

    /// Frequencies have intervals, that hold together, where rows count alike.
    private static ObjectNode calibration(BinaryPredictions binary) {
        Calibration calibration = Calibration.of(binary);
        ObjectNode json = Json.object();
        json.put("error", calibration.error());
        boolean plain = !binary.facts().weighted() && !binary.facts().clustered();
        Question question =
                Question.twoSided(1 - (1 - CONFIDENCE) / Math.max(1, calibration.bins().size()));
        ArrayNode bins = json.putArray("bins");
        for (Calibration.Bin bin : calibration.bins()) {
            ObjectNode one = bins.addObject();
            one.put("lower", bin.lower()).put("upper", bin.upper()).put("weight", bin.weight());
            one.put("meanScore", bin.meanScore());
            if (plain) {
                long rows = Math.round(bin.weight());
                long positives = Math.round(bin.frequency() * bin.weight());
                DetailJson.put(one, new Wilson(positives, rows).answer(question));
                one.remove("value");
            }
            one.put("frequency", bin.frequency());
        }
        return json;
    }

    private static ArrayNode byClass(MulticlassPredictions multiclass) {
        ArrayNode json = Json.array();
        if (multiclass.classes().size() > MOST_CLASSES) {
            return json;
        }
        for (int place = 0; place < multiclass.classes().size(); place++) {
            json.addObject()
                    .put("class", multiclass.classes().get(place))
                    .setAll(ofScores(multiclass.against(place)));
        }
        return json;
    }

    private ObjectNode confusion(BinaryPredictions binary) {
        Confusion c = Confusion.at(setting.threshold(), binary);
        ObjectNode json =
                confusion(
                        List.of("negative", "positive"),
                        List.of(
                                List.of(c.trueNegative(), c.falsePositive()),
                                List.of(c.falseNegative(), c.truePositive())));
        json.put("threshold", setting.threshold());
        return json;
    }

    /// Rows are the true classes, columns the decided ones.
    private static ObjectNode confusion(List<String> classes, List<List<Double>> weights) {
        ObjectNode json = Json.object();
        json.set("classes", DetailJson.strings(classes));
        ArrayNode rows = json.putArray("weights");
        for (List<Double> row : weights) {
            ArrayNode one = rows.addArray();
            row.forEach(one::add);
        }
        return json;
    }

    /// The end of the distribution on which rows are bad: the highest losses, the lowest scores.
    private ArrayNode tails() {
        ArrayNode json = Json.array();
        boolean low = loss.direction() == Direction.HIGHER_IS_BETTER;
        tail(
                json,
                loss.name(),
                low
                        ? List.of("0.1", "1", "5", "10", "25", "50")
                        : List.of("50", "75", "90", "95", "99", "99.9"));
        tail(json, "latency_ms", List.of("50", "75", "90", "95", "99", "99.9"));
        tail(json, "call_latency_ms", List.of("50", "75", "90", "95", "99", "99.9"));
        return json;
    }

    private void tail(ArrayNode tails, String of, List<String> percentages) {
        Task task = predictions.task();
        if (Metric.named(of + "_p50", task).orElseThrow().value(predictions, setting).isEmpty()) {
            return;
        }
        ObjectNode json = tails.addObject();
        json.put("of", of);
        ArrayNode quantiles = json.putArray("quantiles");
        for (String percentage : percentages) {
            Metric quantile = Metric.named(of + "_p" + percentage, task).orElseThrow();
            DetailJson.put(
                    quantiles.addObject().put("percentage", Double.parseDouble(percentage)),
                    quantile.measure(predictions, setting, CONFIDENCE));
        }
    }

    private ArrayNode slices() {
        ArrayNode json = Json.array();
        List<Metric> metrics =
                switch (predictions.task()) {
                    case BINARY, MULTICLASS ->
                            Stream.of("log_loss", "accuracy").map(this::metric).toList();
                    case REGRESSION -> Stream.of("mae", "bias").map(this::metric).toList();
                    case RANKING, SCORED -> List.of(loss);
                };
        for (String name : columns.keySet()) {
            switch (Slices.divide(List.of(name), columns)) {
                case Division.TooMany(String because) ->
                        json.addObject()
                                .put("reason", because)
                                .set("by", DetailJson.strings(List.of(name)));
                case Division.Divided(SliceColumn column) ->
                        SliceReport.of(
                                        name,
                                        column.codes(),
                                        column.values(),
                                        CONFIDENCE,
                                        metrics.stream()
                                                .map(m -> new Quantity(m.name(), m.direction()))
                                                .toList(),
                                        (rows, each) -> {
                                            Predictions slice = predictions.at(rows);
                                            return metrics.stream()
                                                    .map(m -> m.measure(slice, setting, each))
                                                    .toList();
                                        })
                                .forEach(r -> json.add(DetailJson.of(r, List.of(name))));
            }
        }
        return json;
    }

    private Metric metric(String name) {
        return Metric.named(name, predictions.task()).orElseThrow();
    }
}
