package assay.api;

import assay.api.Origins.Origin;
import assay.aws.Program;
import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.profile.ColumnProfile;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A lineage as run events of OpenLineage 2-0-2, oldest first: one for whatever made an artefact,
/// and one for the checks of each dataset. Each is complete in itself; the same artefact has the
/// same run.
///
/// An artefact's version never changes, so it is a dataset of its own there:
/// `dataset:credit-holdout@1` in the namespace `assay`.
final class OpenLineage {

    private static final String NAMESPACE = "assay";
    private static final String SPEC = "https://openlineage.io/spec/";
    private static final String SCHEMA = SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent";

    private final Origins origins;
    private final String producer;

    private OpenLineage(Origins origins) {
        this.origins = origins;
        this.producer = "urn:assay:" + Program.version().replace(' ', ':');
    }

    static ArrayNode of(Origins origins) {
        OpenLineage export = new OpenLineage(origins);
        ArrayNode events = Json.array();
        origins.all().stream()
                .sorted(Comparator.comparing(Origin::at).thenComparing(Origin::of))
                .flatMap(export::events)
                .forEach(events::add);
        return events;
    }

    private Stream<ObjectNode> events(Origin origin) {
        boolean made = !origin.from().isEmpty();
        Optional<DatasetVersion> dataset =
                origin.of().kind() == Kind.DATASET
                        ? origins.dataset(origin.of())
                        : Optional.empty();
        return Stream.concat(
                made ? Stream.of(making(origin)) : Stream.empty(),
                dataset.map(d -> checking(origin, d)).stream());
    }

    private ObjectNode making(Origin origin) {
        ObjectNode event = event(origin, origin.activity());
        ArrayNode inputs = event.putArray("inputs");
        origin.from().stream().map(Edge::to).distinct().forEach(to -> inputs.add(dataset(to)));
        event.putArray("outputs").add(output(origin));
        if (origin.of().kind() == Kind.VERDICT) {
            origins.verdict(origin.of())
                    .ifPresent(v ->
                            ((ObjectNode) event.path("run").path("facets")).set("test", tests(v)));
        }
        return event;
    }

    /// What intake found of a dataset: its columns, and whether it keeps its contract.
    private ObjectNode checking(Origin origin, DatasetVersion version) {
        ObjectNode event = event(origin, "check");
        ObjectNode dataset = event.putArray("inputs").addObject();
        dataset.setAll(output(origin));
        ObjectNode facets = (ObjectNode) dataset.path("facets");
        facets.set("schema", schema(version));
        facets.set("dataQualityMetrics", metrics(version));
        if (!version.checks().isEmpty()) {
            dataset.putObject("inputFacets").set("dataQualityAssertions", assertions(version));
        }
        event.putArray("outputs");
        return event;
    }

    private ObjectNode event(Origin origin, String job) {
        ObjectNode event = Json.object();
        event.put("eventType", "COMPLETE");
        event.put("eventTime", origin.at().toString());
        event.put("producer", producer);
        event.put("schemaURL", SCHEMA);
        ObjectNode run = event.putObject("run");
        String name = job + " of " + origin.of();
        run.put("runId", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        ObjectNode engine = facet("1-1-1/ProcessingEngineRunFacet");
        engine.put("name", "assay").put("version", Program.version());
        run.putObject("facets").set("processing_engine", engine);
        ObjectNode described = event.putObject("job");
        described.put("namespace", NAMESPACE);
        described.put("name", job + " of " + subject(origin));
        ObjectNode type = facet("2-0-4/JobTypeJobFacet");
        type.put("processingType", "BATCH")
                .put("integration", "ASSAY")
                .put("jobType", job.toUpperCase(java.util.Locale.ROOT));
        described.putObject("facets").set("jobType", type);
        return event;
    }

    /// A job is run again for each version: that of predictions, evaluations and verdicts is the
    /// model's.
    private static String subject(Origin origin) {
        return switch (origin.of().kind()) {
            case PREDICTIONS, EVALUATION -> "model:" + origin.of().name();
            case VERDICT ->
                    origin.from().stream()
                            .filter(e -> e.relation() == Relation.ABOUT)
                            .map(e -> unversioned(e.to()))
                            .findFirst()
                            .orElse("verdict");
            case CODE, DATASET, MODEL, COMPONENT, SYSTEM, PRODUCT, EXPERIMENT ->
                    unversioned(origin.of());
        };
    }

    private static String unversioned(Reference of) {
        return of.kind().word() + ":" + of.name();
    }

    private static ObjectNode dataset(Reference of) {
        return Json.object().put("namespace", NAMESPACE).put("name", of.toString());
    }

    private ObjectNode output(Origin origin) {
        ObjectNode dataset = dataset(origin.of());
        ObjectNode facets = dataset.putObject("facets");
        origin.digest()
                .ifPresent(digest ->
                        facets.set(
                                "version",
                                facet("1-0-1/DatasetVersionDatasetFacet")
                                        .put("datasetVersion", "sha256:" + digest)));
        return dataset;
    }

    private ObjectNode schema(DatasetVersion version) {
        ObjectNode facet = facet("1-2-0/SchemaDatasetFacet");
        ArrayNode fields = facet.putArray("fields");
        version.manifest()
                .columns()
                .forEach(c -> {
                    ObjectNode field =
                            fields.addObject().put("name", c.name()).put("type", c.type());
                    if (c.description() != null) {
                        field.put("description", c.description());
                    }
                });
        return facet;
    }

    private ObjectNode metrics(DatasetVersion version) {
        ObjectNode facet = facet("1-0-0/DataQualityMetricsDatasetFacet");
        facet.put("rowCount", version.rows());
        facet.put("bytes", version.files().stream().mapToLong(f -> f.size()).sum());
        facet.put("fileCount", version.files().size());
        facet.put("lastUpdated", version.committedAt().toString());
        ObjectNode columns = facet.putObject("columnMetrics");
        version.profile().columns().forEach(c -> columns.set(c.name(), metrics(c)));
        return facet;
    }

    private static ObjectNode metrics(ColumnProfile column) {
        ObjectNode json = Json.object();
        json.put("nullCount", column.nulls());
        json.put("count", column.rows() - column.nulls());
        if (column.distinctIsExact()) {
            json.put("distinctCount", column.distinct());
        }
        column.numbers()
                .ifPresent(numbers -> {
                    json.put("sum", numbers.mean() * numbers.finite());
                    json.put("min", numbers.min());
                    json.put("max", numbers.max());
                    ObjectNode quantiles = json.putObject("quantiles");
                    for (int percent : new int[] {1, 5, 25, 50, 75, 95, 99}) {
                        quantiles.put(
                                Double.toString(percent / 100.0), numbers.percentile(percent));
                    }
                });
        return json;
    }

    private ObjectNode assertions(DatasetVersion version) {
        ObjectNode facet = facet("1-1-0/DataQualityAssertionsDatasetFacet");
        ArrayNode assertions = facet.putArray("assertions");
        for (JsonNode check : version.checks()) {
            ObjectNode assertion = assertions.addObject();
            assertion.put("assertion", check.path("rule").asString());
            assertion.put("success", check.path("passed").asBoolean());
            if (check.has("column")) {
                assertion.put("column", check.path("column").asString());
            }
            // A dataset that breaks its contract is refused.
            assertion.put("severity", "error");
            assertion.put("actual", check.path("observed").asString());
        }
        return facet;
    }

    /// The verdict itself, then each criterion.
    private ObjectNode tests(JsonNode verdict) {
        ObjectNode facet = facet("1-0-1/TestRunFacet");
        ArrayNode tests = facet.putArray("tests");
        String outcome = verdict.path("outcome").asString();
        tests.addObject()
                .put("name", "verdict")
                .put("status", outcome.equals("PROMOTE") ? "pass" : "fail")
                .put("severity", "error")
                .put("type", "verdict")
                .put("description", verdict.path("summary").asString())
                .put("expected", "PROMOTE")
                .put("actual", outcome)
                .putObject("params")
                .put("verdict", verdict.path("id").asString())
                .put("alpha", verdict.path("alpha").asDouble());
        verdict.path("criteria").forEach(c -> tests.add(test(c)));
        return facet;
    }

    private static ObjectNode test(JsonNode criterion) {
        ObjectNode test = Json.object();
        String on = criterion.has("on") ? " on " + criterion.path("on").asString() : "";
        String outcome = criterion.path("outcome").asString();
        test.put("name", criterion.path("id").asString() + on);
        test.put(
                "status",
                switch (outcome) {
                    case "PASS" -> "pass";
                    case "NOT_APPLICABLE" -> "skip";
                    // What is left open blocks a promotion as what is disproved does.
                    default -> "fail";
                });
        test.put("severity", outcome.equals("UNDECIDED") ? "warn" : "error");
        test.put("type", criterion.path("rule").asString());
        test.put("description", criterion.path("reason").asString());
        for (String bound : new String[] {"margin", "value"}) {
            if (criterion.has(bound)) {
                test.put("expected", bound + " " + criterion.path(bound).asString());
            }
        }
        if (criterion.has("estimate")) {
            test.put(
                    "actual",
                    criterion.path("estimate").asString() + " " + criterion.path("interval"));
        }
        ObjectNode params = test.putObject("params");
        for (String name :
                new String[] {
                    "outcome",
                    "stakeholder",
                    "metric",
                    "test",
                    "estimate",
                    "interval",
                    "confidence",
                    "pValue",
                    "rows",
                    "rowsNeeded"
                }) {
            if (criterion.has(name)) {
                params.set(name, criterion.path(name));
            }
        }
        return test;
    }

    private ObjectNode facet(String schema) {
        String name = schema.substring(schema.indexOf('/') + 1);
        return Json.object()
                .put("_producer", producer)
                .put("_schemaURL", SPEC + "facets/" + schema + ".json#/$defs/" + name);
    }
}
