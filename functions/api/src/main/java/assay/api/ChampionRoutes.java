package assay.api;

import static assay.api.Shapes.json;
import static assay.api.Shapes.page;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Problem;
import assay.http.Problem.ConditionFailed;
import assay.http.Problem.ConditionMissing;
import assay.http.Problem.Conflict;
import assay.http.Request;
import assay.http.Route;
import assay.http.Tags;
import assay.json.Json;
import assay.ledger.Work;
import assay.lineage.Reference;
import assay.pages.ModelPages;
import assay.succession.Standings.Appointing;
import assay.succession.Standings.Champion;
import assay.succession.Standings.Slot;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Who serves, and promotion or rollback by hand.
final class ChampionRoutes {

    private static final int LONGEST_REASON = 2000;
    private static final String EXAMPLE =
            "Send {\"version\": \"v12\", \"reason\": \"one sentence\"}.";

    private final Records records;
    private final Work work;
    private final InstantSource clock;

    ChampionRoutes(Records records, Work work, InstantSource clock) {
        this.records = records;
        this.work = work;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/models/{model}/champion", call -> shown(call, records.model(call))),
                Route.put("/v1/models/{model}/champion", this::appoint));
    }

    /// A function of the slot's revision alone, which so can be its tag.
    private Answer shown(Call call, String model) {
        Optional<Slot> slot = records.standings.champion(model);
        long revision = slot.map(Slot::revision).orElse(0L);
        ObjectNode json = Json.object();
        json.put("model", model);
        json.put("revision", revision);
        slot.ifPresent(s -> {
            json.setAll(ModelRoutes.champion(s.champion()));
            Taints.put(json, s.champion().version(), records, clock.instant());
        });
        ArrayNode history = json.putArray("history");
        List<Champion> champions = records.standings.history(model);
        champions.stream().limit(revision).map(ModelRoutes::champion).forEach(history::add);
        return new Answer.Found(
                List.of(json(json), page(call, site -> ModelPages.champion(site, json))),
                Optional.of(Long.toString(revision)),
                Optional.empty());
    }

    private Answer appoint(Call call) {
        String model = records.model(call);
        long seen = seen(call.request(), model);
        Appointment appointment = Appointment.in(call.request());
        Reference version = Reference.model(model, appointment.version());
        return switch (records.standings.appoint(
                version, appointment.reason(), clock.instant(), seen)) {
            case Appointing.Appointed(Slot slot) -> {
                work.lookAt(model, "champion " + slot.revision());
                yield shown(call, model);
            }
            case Appointing.Stale(long revision) -> throw changed(model, revision).thrown();
            case Appointing.CannotServe(String because) ->
                    throw new Conflict(
                                    because,
                                    "/v1/models/%s lists the versions and how each stands."
                                            .formatted(model))
                            .thrown();
        };
    }

    /// The revision that the caller saw.
    private long seen(Request request, String model) {
        String condition =
                request.header("if-match")
                        .orElseThrow(() ->
                                new ConditionMissing(
                                                "A promotion must say which champion it replaces, and this one has no If-Match.",
                                                "GET /v1/models/%s/champion, and send its ETag as If-Match."
                                                        .formatted(model))
                                        .thrown());
        long revision = records.standings.champion(model).map(Slot::revision).orElse(0L);
        if (!Tags.matches(condition, Tags.quoted(Long.toString(revision)))) {
            throw changed(model, revision).thrown();
        }
        return revision;
    }

    private static Problem changed(String model, long revision) {
        return new ConditionFailed(
                Tags.quoted(Long.toString(revision)),
                "The champion of %s is at revision %d, which If-Match does not name."
                        .formatted(model, revision),
                "GET /v1/models/%s/champion, decide anew, and send its ETag as If-Match."
                        .formatted(model));
    }

    /// What the body asks for.
    private record Appointment(String version, String reason) {

        static Appointment in(Request request) {
            Body body = Body.of(request, EXAMPLE, Set.of("version", "reason"));
            return new Appointment(body.text("version", 63), body.text("reason", LONGEST_REASON));
        }
    }
}
