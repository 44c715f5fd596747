package assay.api;

import static assay.api.Shapes.json;
import static assay.api.Shapes.page;
import static assay.api.Shapes.sha256;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Problem.Missing;
import assay.http.Route;
import assay.json.Json;
import assay.ledger.GateRevision;
import assay.ledger.ModelVersion;
import assay.pages.GatePages;
import assay.succession.DefaultGate;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The gate that the next version of a model meets: the newest that was uploaded, else the default
/// one of the model's task.
final class GateRoutes {

    private static final Comparator<GateRevision> BY_TIME =
            Comparator.comparing(GateRevision::committedAt).thenComparing(GateRevision::digest);

    private final Records records;

    GateRoutes(Records records) {
        this.records = records;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/models/{model}/gate", this::gate));
    }

    private Answer gate(Call call) {
        String model = records.model(call);
        List<GateRevision> uploaded =
                records.models.gates(model).stream().sorted(BY_TIME.reversed()).toList();
        ObjectNode json = Json.object().put("model", model);
        if (uploaded.isEmpty()) {
            String task = task(model);
            json.put("source", "default").put("task", task);
            put(DefaultGate.of(model, task), json);
        } else {
            GateRevision newest = uploaded.getFirst();
            json.put("source", "uploaded").put("since", newest.committedAt().toString());
            put(newest, json);
            ArrayNode earlier = json.putArray("earlier");
            uploaded.stream()
                    .skip(1)
                    .forEach(g ->
                            earlier.addObject()
                                    .put("since", g.committedAt().toString())
                                    .put("digest", sha256(g.digest())));
        }
        return Answer.Found.in(json(json), page(call, site -> GatePages.gate(site, json)));
    }

    private static void put(GateRevision revision, ObjectNode json) {
        json.put("digest", sha256(revision.digest()));
        json.set("gate", revision.json());
    }

    /// Of the version that was uploaded last.
    private String task(String model) {
        return records.models.versions(model).stream()
                .max(Comparator.comparing(ModelVersion::committedAt))
                .map(v -> v.manifest().task())
                .orElseThrow(() ->
                        new Missing(
                                        "The model %s has neither a gate nor a version that would say which default gate applies."
                                                .formatted(model),
                                        "Upload gates/%s/gate.json, or a version: models/%s/<version>/model.json."
                                                .formatted(model, model))
                                .thrown());
    }
}
