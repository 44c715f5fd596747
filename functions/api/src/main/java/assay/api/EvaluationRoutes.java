package assay.api;

import static assay.api.Shapes.json;
import static assay.api.Shapes.list;
import static assay.api.Shapes.page;
import static assay.api.Shapes.sha256;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Problem.Missing;
import assay.http.Route;
import assay.json.Json;
import assay.ledger.EvaluationRecord;
import assay.ledger.ModelVersion;
import assay.lineage.Reference;
import assay.pages.EvaluationPages;
import assay.succession.Line;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a version fared: in short by dataset, and on one dataset from near.
final class EvaluationRoutes {

    private final Records records;

    EvaluationRoutes(Records records) {
        this.records = records;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/models/{model}/versions/{version}/evaluations", this::evaluations),
                Route.get(
                        "/v1/models/{model}/versions/{version}/evaluations/{testSet}",
                        this::evaluation));
    }

    private Answer evaluations(Call call) {
        Reference version = records.modelVersion(call).reference();
        ObjectNode json =
                list(
                        "evaluations",
                        records.evaluations(version),
                        e -> inShort(e).put("detail", call.request().base() + path(e)));
        return Answer.Found.in(json(json), page(call, site -> EvaluationPages.list(site, json)));
    }

    private static String path(EvaluationRecord evaluation) {
        return "/v1/models/%s/versions/%s/evaluations/%s@%s"
                .formatted(
                        evaluation.model().name(),
                        evaluation.model().version(),
                        evaluation.dataset().name(),
                        evaluation.dataset().version());
    }

    private Answer evaluation(Call call) {
        ModelVersion version = records.modelVersion(call);
        EvaluationRecord evaluation = find(version.reference(), call.place("testSet"));
        ObjectNode json = inShort(evaluation);
        records.models
                .detail(evaluation.model(), evaluation.dataset())
                .ifPresent(d -> json.setAll((ObjectNode) d));
        comparison(evaluation).ifPresent(c -> json.set("comparison", c));
        return Answer.Found.in(json(json), page(call, site -> EvaluationPages.detail(site, json)));
    }

    private EvaluationRecord find(Reference version, String testSet) {
        List<EvaluationRecord> all = records.evaluations(version);
        return all.stream()
                .filter(e -> testSet.equals(e.dataset().name() + "@" + e.dataset().version()))
                .findFirst()
                .orElseThrow(() ->
                        new Missing(
                                        "%s has not been evaluated on '%s'."
                                                .formatted(version, testSet),
                                        all.isEmpty()
                                                ? "It has not been evaluated at all yet: /v1/uploads?state=refused lists what was refused."
                                                : "Name one that it has been evaluated on, as name@version: "
                                                        + all.stream()
                                                                .map(e ->
                                                                        e.dataset().name()
                                                                                + "@"
                                                                                + e.dataset()
                                                                                        .version())
                                                                .collect(Collectors.joining(", "))
                                                        + ".")
                                .thrown());
    }

    /// What the verdict that counts saw on this dataset.
    private Optional<ObjectNode> comparison(EvaluationRecord evaluation) {
        Line line = records.standings.line(evaluation.model().name());
        return new Verdicts(records)
                .latest(evaluation.model(), line)
                .flatMap(verdict ->
                        records.models
                                .comparison(verdict.path("id").asString(), evaluation.dataset())
                                .map(c -> of(verdict, c)));
    }

    private static ObjectNode of(JsonNode verdict, JsonNode comparison) {
        ObjectNode json = Json.object();
        json.put("verdict", verdict.path("id").asString());
        json.put("outcome", verdict.path("outcome").asString());
        if (verdict.has("against")) {
            json.put("against", verdict.path("against").asString());
        }
        return json.setAll((ObjectNode) comparison);
    }

    private static ObjectNode inShort(EvaluationRecord evaluation) {
        ObjectNode json = Json.object();
        json.put("model", evaluation.model().toString());
        json.put("dataset", evaluation.dataset().toString());
        json.put("rows", evaluation.rows());
        json.put("missing", evaluation.missing());
        json.put("evaluatedAt", evaluation.evaluatedAt().toString());
        json.put("predictedAt", evaluation.predictedAt().toString());
        json.put("predictions", sha256(evaluation.predictions()));
        json.put("datasetDigest", sha256(evaluation.datasetDigest()));
        json.set("metrics", evaluation.metrics());
        return json;
    }
}
