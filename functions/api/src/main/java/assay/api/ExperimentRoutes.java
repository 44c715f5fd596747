package assay.api;

import static assay.api.Shapes.json;
import static assay.api.Shapes.list;
import static assay.api.Shapes.page;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Problem.BadParameter;
import assay.http.Problem.Missing;
import assay.http.Route;
import assay.json.Json;
import assay.ledger.Experiments.Progress;
import assay.ledger.Listing;
import assay.lineage.Reference;
import assay.pages.ExperimentPages;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Experiments: what they ask, what they say now, what they said at each time, and their verdicts.
final class ExperimentRoutes {

    /// How many results a page draws.
    private static final int DRAWN = 200;

    private final Records records;
    private final VerdictRoutes verdicts;

    ExperimentRoutes(Records records, VerdictRoutes verdicts) {
        this.records = records;
        this.verdicts = verdicts;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/experiments", this::experiments, "limit", "next"),
                Route.get("/v1/experiments/{experiment}", this::experiment),
                Route.get(
                        "/v1/experiments/{experiment}/results",
                        this::results,
                        "metric",
                        "limit",
                        "next"),
                Route.get("/v1/experiments/{experiment}/verdict", this::verdict, "undecided"));
    }

    private Answer experiments(Call call) {
        Listing<String> names = Records.page(call, records.experiments::names);
        ObjectNode json = list("experiments", names, this::inList);
        return Answer.Found.in(json(json), page(call, site -> ExperimentPages.list(site, json)));
    }

    private ObjectNode inList(String name) {
        ObjectNode json = Json.object();
        json.put("experiment", name);
        newest(name).ifPresent(result -> copy(result, json, "at", "outcome", "summary"));
        return json;
    }

    private Answer experiment(Call call) {
        String name = name(call);
        List<ObjectNode> given = new Verdicts(records).on(Reference.experiment(name));
        ObjectNode json = Json.object();
        json.put("experiment", name);
        json.put("reference", Reference.experiment(name).toString());
        json.set("definition", records.experiments.definition(name).orElseThrow());
        newest(name).ifPresent(result -> json.set("result", result));
        records.experiments.progress(name).ifPresent(p -> json.set("logs", logs(p)));
        ArrayNode history = json.putArray("verdicts");
        given.reversed().forEach(v -> history.add(brief(v)));
        return Answer.Found.in(
                json(json),
                page(call, site -> ExperimentPages.experiment(site, json, series(name))));
    }

    private static ObjectNode logs(Progress progress) {
        return Json.object()
                .put("files", progress.files().size())
                .put("refused", progress.refused().size())
                .put("daysRun", progress.daysRun());
    }

    private static ObjectNode brief(JsonNode verdict) {
        ObjectNode json = Json.object();
        copy(verdict, json, "id", "outcome", "issuedAt", "summary", "standing", "promotes");
        copy(verdict, json, "champion", "promotion");
        return json;
    }

    private Optional<JsonNode> newest(String name) {
        return records.experiments.results(name, 1, null).items().stream().findFirst();
    }

    /// What a page draws, oldest first.
    private List<JsonNode> series(String name) {
        return records.experiments.results(name, DRAWN, null).items().reversed().stream()
                .<JsonNode>map(r -> brief(r, Optional.empty()))
                .toList();
    }

    private Answer results(Call call) {
        String name = name(call);
        List<String> metrics =
                records.experiments
                        .definition(name)
                        .orElseThrow()
                        .path("metrics")
                        .valueStream()
                        .map(m -> m.path("id").asString())
                        .toList();
        Optional<String> metric = call.text("metric");
        if (metric.isPresent() && !metrics.contains(metric.get())) {
            throw new BadParameter(
                            "metric",
                            "'metric' is '%s', which %s does not measure."
                                    .formatted(metric.get(), name),
                            "It measures %s; leave it out for all."
                                    .formatted(String.join(", ", metrics)))
                    .thrown();
        }
        Listing<JsonNode> results =
                Records.page(call, (most, after) -> records.experiments.results(name, most, after));
        ObjectNode json = list("results", results, r -> brief(r, metric));
        json.put("experiment", name);
        return Answer.Found.in(json(json), page(call, site -> ExperimentPages.results(site, json)));
    }

    /// One time's estimates with their confidence sequences, without days and slices.
    private static ObjectNode brief(JsonNode result, Optional<String> metric) {
        ObjectNode json = Json.object();
        copy(result, json, "at", "outcome", "winner", "summary", "method", "units", "leftOut");
        ArrayNode criteria = json.putArray("criteria");
        for (JsonNode criterion : result.path("criteria")) {
            if (metric.map(m -> criterion.path("metric").asString("").equals(m)).orElse(true)) {
                ObjectNode one = criteria.addObject();
                copy(criterion, one, "variant", "id", "metric", "rule", "direction", "outcome");
                copy(criterion, one, "estimate", "interval", "confidence", "pValue", "margin");
                copy(criterion, one, "champion", "challenger", "rows", "rowsNeeded", "daysNeeded");
                copy(criterion, one, "detectable", "power", "relative");
            }
        }
        return json;
    }

    private Answer verdict(Call call) {
        String name = name(call);
        return verdicts.shown(
                call,
                new Verdicts(records)
                        .on(Reference.experiment(name)).stream()
                                .reduce((earlier, later) -> later)
                                .orElseThrow(() ->
                                        new Missing(
                                                        "There is no verdict on the experiment "
                                                                + name
                                                                + " yet: its logs have not been read.",
                                                        "Logs are read every hour; ask again then. /v1/uploads?state=refused lists what was refused.")
                                                .thrown()));
    }

    /// The name of an experiment on record, from the path.
    private String name(Call call) {
        String name = call.place("experiment");
        if (records.experiments.definition(name).isEmpty()) {
            throw new Missing(
                            "No experiment is called " + name + ".",
                            "/v1/experiments lists the experiments; upload experiments/%s/experiment.json to define one. It is read within the hour; /v1/uploads?state=refused lists those that were refused."
                                    .formatted(name))
                    .thrown();
        }
        return name;
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (String name : names) {
            if (from.has(name)) {
                to.set(name, from.path(name));
            }
        }
    }
}
