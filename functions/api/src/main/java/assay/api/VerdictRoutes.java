package assay.api;

import static assay.api.Shapes.json;
import static assay.api.Shapes.list;
import static assay.api.Shapes.page;

import assay.gate.Verdict.Outcome;
import assay.http.Answer;
import assay.http.Call;
import assay.http.Form;
import assay.http.Problem.BadParameter;
import assay.http.Problem.Missing;
import assay.http.Route;
import assay.ledger.Listing;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.metrics.Direction;
import assay.metrics.Metric;
import assay.metrics.Task;
import assay.pages.VerdictPages;
import assay.succession.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Verdicts: of a version, by id, and as a stream.
final class VerdictRoutes {

    /// How many parts of the stream one call looks through for what its filters let pass.
    private static final int MOST_PARTS = 20;

    private static final List<String> OUTCOMES =
            Stream.of(Outcome.values()).map(Outcome::name).toList();

    private final Records records;

    VerdictRoutes(Records records) {
        this.records = records;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/models/{model}/versions/{version}/verdicts", this::ofVersion),
                Route.get(
                        "/v1/models/{model}/versions/{version}/verdict", this::latest, "undecided"),
                Route.get("/v1/verdicts/{id}", this::byId, "undecided"),
                Route.get(
                        "/v1/verdicts",
                        this::stream,
                        "subject",
                        "outcome",
                        "stakeholder",
                        "since",
                        "standing",
                        "limit",
                        "next"));
    }

    private Answer ofVersion(Call call) {
        Reference version = records.modelVersion(call).reference();
        ObjectNode json = list("verdicts", new Verdicts(records).on(version).reversed(), v -> v);
        return Answer.Found.in(json(json), page(call, site -> VerdictPages.list(site, json)));
    }

    private Answer latest(Call call) {
        Reference version = records.modelVersion(call).reference();
        Line line = records.standings.line(version.name());
        return shown(
                call,
                new Verdicts(records)
                        .latest(version, line)
                        .orElseThrow(() ->
                                new Missing(
                                                "There is no verdict on "
                                                        + version
                                                        + " yet. "
                                                        + VersionState.of(
                                                                        line,
                                                                        version,
                                                                        Optional.empty())
                                                                .reason(),
                                                "Ask again once that has come; /v1/uploads?state=refused lists what was refused.")
                                        .thrown()));
    }

    private Answer byId(Call call) {
        String id = call.place("id");
        return shown(
                call,
                new Verdicts(records)
                        .find(id)
                        .orElseThrow(() ->
                                new Missing(
                                                "No verdict has the id " + id + ".",
                                                "/v1/verdicts lists the verdicts.")
                                        .thrown()));
    }

    /// A verdict in every form it can be had in.
    Answer shown(Call call, ObjectNode recorded) {
        ObjectNode verdict = new AmongModels(records).beside(recorded);
        boolean skip = call.word("undecided", List.of("failed", "skipped")).equals(SKIPPED);
        return Answer.Found.in(
                json(verdict),
                page(call, site -> VerdictPages.verdict(site, verdict, directions(verdict))),
                new Form("application/junit+xml", () -> JUnitReport.of(verdict, skip)),
                new Form("text/markdown", () -> MarkdownReport.of(verdict)));
    }

    /// Which way each metric of the model's task gets better.
    private VerdictPages.Directions directions(JsonNode verdict) {
        Optional<Task> task =
                Reference.find(verdict.path("subject").asString())
                        .flatMap(records.models::find)
                        .flatMap(v -> Task.named(v.manifest().task()));
        return metric ->
                task.flatMap(t -> Metric.named(metric, t))
                        .map(Metric::direction)
                        .or(() -> online(verdict, metric));
    }

    /// Metrics of experiments are named by their teams, and their criteria say which way is better.
    private static Optional<Direction> online(JsonNode verdict, String metric) {
        return verdict.path("criteria")
                .valueStream()
                .filter(c -> c.path("metric").asString("").equals(metric) && c.has("direction"))
                .map(c -> c.path("direction").asString())
                .map(d ->
                        d.equals("decrease")
                                ? Direction.LOWER_IS_BETTER
                                : Direction.HIGHER_IS_BETTER)
                .findFirst();
    }

    private static final Optional<String> SKIPPED = Optional.of("skipped");

    /// What a verdict must be to be listed.
    private record Filter(
            Optional<Reference> subject,
            Optional<String> outcome,
            Optional<String> stakeholder,
            Optional<Instant> since,
            Optional<Boolean> standing) {

        static Filter of(Call call) {
            Optional<Reference> subject = call.text("subject").map(Filter::reference);
            return new Filter(
                    subject,
                    call.word("outcome", OUTCOMES),
                    call.text("stakeholder"),
                    call.instant("since"),
                    call.word("standing", List.of("true", "false")).map(Boolean::valueOf));
        }

        private static Reference reference(String text) {
            return Reference.find(text)
                    .orElseThrow(() ->
                            new BadParameter(
                                            "subject",
                                            "'subject' is '" + text + "', which is no reference.",
                                            "Write it like model:churn@v12.")
                                    .thrown());
        }

        boolean passes(ObjectNode verdict) {
            return is(verdict, "subject", subject.map(Reference::toString))
                    && is(verdict, "outcome", outcome)
                    && stakeholder.map(s -> concerns(verdict, s)).orElse(true)
                    && since.map(s -> !isBefore(verdict, s)).orElse(true)
                    && standing.map(s -> verdict.path("standing").asBoolean() == s).orElse(true);
        }

        private static boolean is(ObjectNode verdict, String name, Optional<String> value) {
            return value.map(v -> verdict.path(name).asString().equals(v)).orElse(true);
        }

        private static boolean concerns(ObjectNode verdict, String stakeholder) {
            return verdict.path("criteria")
                    .valueStream()
                    .anyMatch(c -> c.path("stakeholder").asString().equals(stakeholder));
        }

        /// Whether everything after this one is too old.
        boolean isOver(JsonNode verdict) {
            return subject.isEmpty() && since.map(s -> isBefore(verdict, s)).orElse(false);
        }

        private static boolean isBefore(JsonNode verdict, Instant since) {
            return Instant.parse(verdict.path("issuedAt").asString()).isBefore(since);
        }
    }

    private Answer stream(Call call) {
        Filter filter = Filter.of(call);
        int limit = Records.limit(call);
        Verdicts verdicts = new Verdicts(records);
        List<ObjectNode> passed = new ArrayList<>();
        String next = call.text("next").orElse(null);
        for (int part = 0; part < MOST_PARTS; part++) {
            Listing<JsonNode> listing =
                    Records.page(
                            call,
                            limit - passed.size(),
                            next,
                            (most, after) -> part(filter, most, after));
            for (JsonNode verdict : listing.items()) {
                ObjectNode flagged = verdicts.flagged(verdict);
                if (filter.passes(flagged)) {
                    passed.add(flagged);
                }
            }
            boolean over = listing.items().stream().anyMatch(filter::isOver);
            next = over ? null : listing.next();
            if (next == null || passed.size() == limit) {
                break;
            }
        }
        passed.sort(Comparator.comparing(v -> v.path("issuedAt").asString()));
        ObjectNode json = list("verdicts", new Listing<>(passed.reversed(), next), v -> v);
        return Answer.Found.in(json(json), page(call, site -> VerdictPages.list(site, json)));
    }

    /// The verdicts of a version, or of an experiment, lie together, and are read as of now; the
    /// stream may lag a little.
    private Listing<JsonNode> part(Filter filter, int most, @Nullable String after) {
        return filter.subject()
                .filter(s -> s.kind() == Kind.MODEL || s.kind() == Kind.EXPERIMENT)
                .map(s -> records.models.verdicts(s, most, after))
                .orElseGet(() -> records.models.verdicts(most, after));
    }
}
