package assay.api;

import static assay.api.Shapes.json;
import static assay.api.Shapes.list;
import static assay.api.Shapes.page;
import static assay.api.Shapes.sha256;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Form;
import assay.http.Route;
import assay.json.Json;
import assay.ledger.Listing;
import assay.ledger.ModelVersion;
import assay.lineage.Reference;
import assay.lineage.VersionOrder;
import assay.pages.ModelPages;
import assay.succession.Line;
import assay.succession.Standings.Champion;
import assay.succession.Standings.Slot;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Models, their versions, and how each version fared.
final class ModelRoutes {

    private final Records records;

    private final InstantSource clock;

    ModelRoutes(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/models", this::models, "limit", "next"),
                Route.get("/v1/models/{model}", this::model),
                Route.get("/v1/models/{model}/versions/{version}", this::version),
                Route.get("/v1/models/{model}/versions/{version}/bom", this::bill));
    }

    private Answer models(Call call) {
        Listing<String> names = Records.page(call, records.models::names);
        ObjectNode json = list("models", names, this::modelInList);
        return Answer.Found.in(json(json), page(call, site -> ModelPages.list(site, json)));
    }

    private ObjectNode modelInList(String name) {
        ObjectNode json = Json.object();
        json.put("model", name);
        champion(name).ifPresent(c -> json.set("champion", champion(c)));
        return json;
    }

    private Answer model(Call call) {
        String name = records.model(call);
        Line line = records.standings.line(name);
        Optional<Champion> champion = champion(name);
        List<ModelVersion> versions = new ArrayList<>(records.models.versions(name));
        versions.sort(Comparator.comparing(v -> v.reference().version(), VersionOrder.INSTANCE));
        Verdicts verdicts = new Verdicts(records);
        ObjectNode json = modelInList(name);
        ArrayNode array = json.putArray("versions");
        versions.reversed().forEach(v -> array.add(version(v, line, champion, verdicts)));
        return Answer.Found.in(json(json), page(call, site -> ModelPages.model(site, json)));
    }

    private Answer version(Call call) {
        ModelVersion version = records.modelVersion(call);
        String name = version.reference().name();
        Line line = records.standings.line(name);
        ObjectNode json = version(version, line, champion(name), new Verdicts(records));
        Taints.put(json, version.reference(), records, clock.instant());
        Persons.put(json, version.reference(), records);
        ArrayNode sources = json.putArray("sources");
        version.sources().forEach(s -> sources.add(Json.tree(s)));
        json.set("signatures", Signatures.of(version, records));
        ArrayNode on = json.putArray("evaluatedOn");
        records.evaluations(version.reference()).forEach(e -> on.add(e.dataset().toString()));
        json.set("manifest", Json.tree(version.manifest()));
        return Answer.Found.in(json(json), page(call, site -> ModelPages.version(site, json)));
    }

    private ObjectNode version(
            ModelVersion version, Line line, Optional<Champion> champion, Verdicts verdicts) {
        Reference reference = version.reference();
        Optional<ObjectNode> latest = verdicts.latest(reference, line);
        VersionState state =
                VersionState.of(line, reference, latest.map(v -> v.path("summary").asString()));
        ObjectNode json = Json.object();
        json.put("model", reference.name());
        json.put("version", reference.version());
        json.put("reference", reference.toString());
        json.put("task", version.manifest().task());
        json.put("state", state.word());
        json.put("reason", state.reason());
        json.put(
                "champion",
                champion.map(c -> c.version().equals(reference)).orElse(false).booleanValue());
        json.put("uploadedAt", version.committedAt().toString());
        json.put("digest", sha256(version.digest()));
        latest.ifPresent(v -> json.set("verdict", brief(v)));
        return json;
    }

    /// A verdict, as far as a list has room for it.
    private static ObjectNode brief(JsonNode verdict) {
        ObjectNode json = Json.object();
        for (String name : List.of("id", "against", "outcome", "issuedAt", "summary", "standing")) {
            if (verdict.has(name)) {
                json.set(name, verdict.path(name));
            }
        }
        return json;
    }

    private Answer bill(Call call) {
        ModelVersion version = records.modelVersion(call);
        Line line = records.standings.line(version.reference().name());
        ObjectNode bill =
                ModelCard.of(
                        version,
                        new Verdicts(records).latest(version.reference(), line),
                        records.evaluations(version.reference()),
                        records);
        return Answer.Found.in(
                new Form("application/vnd.cyclonedx+json", () -> Json.write(bill)), json(bill));
    }

    private Optional<Champion> champion(String model) {
        return records.standings.champion(model).map(Slot::champion);
    }

    /// Who serves, since when, why, and by which verdict; by none where somebody said so.
    static ObjectNode champion(Champion champion) {
        ObjectNode json = Json.object();
        json.put("version", champion.version().version());
        json.put("reference", champion.version().toString());
        json.put("since", champion.since().toString());
        json.put("reason", champion.reason());
        if (champion.verdict() != null) {
            json.put("verdict", champion.verdict());
        }
        return json;
    }
}
