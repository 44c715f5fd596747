package assay.api;

import assay.json.Json;
import assay.ledger.EvaluationRecord;
import assay.ledger.ModelVersion;
import assay.lineage.Reference;
import assay.metrics.Direction;
import assay.metrics.Metric;
import assay.metrics.Task;
import assay.statistics.comparison.Friedman;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Friedman's test beside what a verdict says across its datasets: whether the challenger, the
/// champion and the versions before them differ, one observation for each dataset (Demšar 2006). It
/// is reckoned when a verdict is shown, from the evaluations on record, and decides nothing.
final class AmongModels {

    private final Records records;

    AmongModels(Records records) {
        this.records = records;
    }

    /// The same verdict with Friedman's test, or why there is none, in each entry of
    /// `acrossDatasets`.
    ObjectNode beside(ObjectNode verdict) {
        Optional<ModelVersion> subject =
                Reference.find(verdict.path("subject").asString()).flatMap(records.models::find);
        if (verdict.path("acrossDatasets").isEmpty() || subject.isEmpty()) {
            return verdict;
        }
        List<String> on = verdict.path("on").valueStream().map(JsonNode::asString).toList();
        Map<String, Map<String, JsonNode>> evaluations = new HashMap<>();
        for (EvaluationRecord e : records.models.evaluations(subject.get().reference().name())) {
            evaluations
                    .computeIfAbsent(e.model().toString(), m -> new HashMap<>())
                    .put(e.dataset().toString(), e.metrics());
        }
        List<String> models =
                records.models.versions(subject.get().reference().name()).stream()
                        .filter(v -> isEarlier(v, subject.get()))
                        .sorted(Comparator.comparing(ModelVersion::committedAt))
                        .map(v -> v.reference().toString())
                        .filter(v -> evaluations.getOrDefault(v, Map.of()).keySet().containsAll(on))
                        .toList();
        for (JsonNode across : verdict.path("acrossDatasets")) {
            ((ObjectNode) across)
                    .set(
                            "friedman",
                            of(
                                    verdict,
                                    across.path("id").asString(),
                                    across.path("metric").asString(),
                                    subject.get(),
                                    on,
                                    models,
                                    evaluations));
        }
        return verdict;
    }

    /// Those who came later were no part of the question.
    private static boolean isEarlier(ModelVersion version, ModelVersion subject) {
        return !version.committedAt().isAfter(subject.committedAt());
    }

    private static ObjectNode of(
            ObjectNode verdict,
            String criterion,
            String metric,
            ModelVersion subject,
            List<String> on,
            List<String> models,
            Map<String, Map<String, JsonNode>> evaluations) {
        if (models.size() < 3) {
            return because(
                    "Friedman's test is for three models and more, and only %s evaluated on all of these datasets; of two it is the sign test of the counts above."
                            .formatted(
                                    models.size() == 1
                                            ? "one is"
                                            : models.isEmpty() ? "none is" : "two are"));
        }
        double sign = sign(metric, subject);
        List<List<Double>> scores = new ArrayList<>();
        for (String dataset : on) {
            List<Double> row = new ArrayList<>();
            for (String model : models) {
                double value =
                        value(
                                evaluations
                                        .getOrDefault(model, Map.of())
                                        .getOrDefault(dataset, Json.array()),
                                metric);
                if (Double.isNaN(value)) {
                    return because(
                            "The evaluation of %s on %s holds no %s, by which Friedman's test would rank."
                                    .formatted(model, dataset, metric));
                }
                if (model.equals(subject.reference().toString())
                        && !isAsJudged(verdict, criterion, dataset, value)) {
                    return because(
                            "The criterion takes %s otherwise than evaluations do (on common rows, or with a threshold or costs of its own), so that other versions' figures are not its like."
                                    .formatted(metric));
                }
                row.add(sign * value);
            }
            scores.add(row);
        }
        return of(Friedman.of(scores), models, 1 - verdict.path("alpha").asDouble(0.05));
    }

    private static ObjectNode of(Friedman friedman, List<String> models, double confidence) {
        return switch (friedman) {
            case Friedman.Unknown(var cannot) ->
                    because("Friedman's test says nothing: " + cannot.because() + ".");
            case Friedman.Ranked ranked -> {
                ObjectNode json = Json.object();
                json.put("datasets", ranked.datasets());
                json.put("chiSquare", ranked.chiSquare()).put("pValue", ranked.pValue());
                if (Double.isFinite(ranked.f())) {
                    json.put("f", ranked.f());
                } else {
                    json.putNull("f");
                }
                json.put("fPValue", ranked.fPValue());
                json.put("confidence", confidence);
                json.put("criticalDifference", ranked.criticalDifference(1 - confidence));
                ArrayNode ranks = json.putArray("averageRanks");
                for (int m = 0; m < models.size(); m++) {
                    ranks.addObject()
                            .put("model", models.get(m))
                            .put("rank", ranked.averageRanks().get(m));
                }
                yield json;
            }
        };
    }

    private static ObjectNode because(String reason) {
        return Json.object().put("reason", reason);
    }

    private static double sign(String metric, ModelVersion subject) {
        return Task.named(subject.manifest().task())
                .flatMap(task -> Metric.named(metric, task))
                .filter(m -> m.direction() == Direction.LOWER_IS_BETTER)
                .map(m -> -1.0)
                .orElse(1.0);
    }

    private static double value(JsonNode metrics, String metric) {
        return metrics.valueStream()
                .filter(m -> m.path("metric").asString().equals(metric))
                .mapToDouble(m -> m.path("value").asDouble(Double.NaN))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static boolean isAsJudged(
            ObjectNode verdict, String criterion, String dataset, double value) {
        return verdict.path("criteria")
                .valueStream()
                .filter(c ->
                        c.path("id").asString().equals(criterion)
                                && c.path("on").asString("").equals(dataset))
                .allMatch(c ->
                        Math.abs(c.path("challenger").asDouble(Double.NaN) - value)
                                <= 1e-9 * Math.max(1, Math.abs(value)));
    }
}
