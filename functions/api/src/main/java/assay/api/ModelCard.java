package assay.api;

import assay.aws.Program;
import assay.json.Json;
import assay.ledger.AtOnce;
import assay.ledger.DatasetVersion;
import assay.ledger.EvaluationRecord;
import assay.ledger.ModelVersion;
import assay.ledger.Source;
import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Kind;
import assay.lineage.Lineage;
import assay.lineage.Lineage.Direction;
import assay.lineage.Reference;
import assay.lineage.Use;
import assay.manifest.ModelManifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A model version as a CycloneDX 1.6 bill of materials: its model card, and what it was made of,
/// by digest. The same records give the same bill.
final class ModelCard {

    /// How far up the bill goes.
    private static final int DEPTH = 20;

    private final ModelVersion version;
    private final Optional<ObjectNode> verdict;
    private final List<EvaluationRecord> evaluations;
    private final Lineage upstream;
    private final Map<Reference, Optional<DatasetVersion>> datasets;
    private final Records records;

    private ModelCard(
            ModelVersion version,
            Optional<ObjectNode> verdict,
            List<EvaluationRecord> evaluations,
            Records records) {
        this.version = version;
        this.verdict = verdict;
        this.evaluations = evaluations;
        this.upstream =
                Lineage.trace(version.reference(), Direction.UPSTREAM, DEPTH, records.graph);
        this.records = records;
        this.datasets =
                AtOnce.each(
                        upstream.depths().keySet().stream()
                                .filter(r -> r.kind() == Kind.DATASET)
                                .toList(),
                        records.datasets::find);
    }

    /// @param verdict that counts, if one was given
    static ObjectNode of(
            ModelVersion version,
            Optional<ObjectNode> verdict,
            List<EvaluationRecord> evaluations,
            Records records) {
        return new ModelCard(version, verdict, evaluations, records).bill();
    }

    private ObjectNode bill() {
        ObjectNode bill = Json.object();
        bill.put("bomFormat", "CycloneDX");
        bill.put("specVersion", "1.6");
        ObjectNode rest = Json.object();
        ObjectNode metadata = rest.putObject("metadata");
        metadata.put("timestamp", latest().toString());
        metadata.putObject("tools")
                .putArray("components")
                .addObject()
                .put("type", "application")
                .put("name", "assay")
                .put("version", Program.version().replaceFirst("assay ", ""));
        metadata.set("component", model());
        ArrayNode components = rest.putArray("components");
        AtOnce.each(parts(), this::component).values().forEach(components::add);
        rest.set("dependencies", dependencies());
        byte[] content = Json.write(rest).getBytes(StandardCharsets.UTF_8);
        bill.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(content));
        bill.put("version", 1);
        bill.setAll(rest);
        return bill;
    }

    private Instant latest() {
        return Stream.of(
                        Stream.of(version.committedAt()),
                        evaluations.stream().map(EvaluationRecord::evaluatedAt),
                        verdict.map(v -> Instant.parse(v.path("issuedAt").asString())).stream())
                .flatMap(s -> s)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// What it rests on, and what it was tried on, itself left out.
    private Set<Reference> parts() {
        Set<Reference> parts = new TreeSet<>(upstream.depths().keySet());
        evaluations.forEach(e -> parts.add(e.dataset()));
        parts.remove(version.reference());
        return parts;
    }

    private ObjectNode model() {
        ModelManifest manifest = version.manifest();
        ObjectNode component = named(version.reference(), "machine-learning-model");
        if (manifest.description() != null) {
            component.put("description", manifest.description());
        }
        if (version.sources().size() > 1) {
            component.putArray("hashes").add(hash(version.sources().get(1)));
        }
        component.set("modelCard", card());
        ArrayNode properties = component.putArray("properties");
        property(properties, "assay:digest", "sha256:" + version.digest());
        version.sources()
                .forEach(
                        s -> property(properties, "assay:file:" + s.key(), "sha256:" + s.sha256()));
        records.models
                .signatures(version.reference())
                .forEach(s ->
                        property(
                                properties, "assay:signature", "sha256:" + s.signature().sha256()));
        verdict.ifPresent(v -> {
            property(properties, "assay:verdict", v.path("id").asString());
            property(properties, "assay:outcome", v.path("outcome").asString());
        });
        return component;
    }

    private ObjectNode card() {
        ObjectNode card = Json.object();
        ModelManifest manifest = version.manifest();
        ObjectNode parameters = card.putObject("modelParameters");
        if (learnedFromTruth(manifest.task())) {
            parameters.putObject("approach").put("type", "supervised");
        }
        parameters.put("task", manifest.task());
        ArrayNode datasets = parameters.putArray("datasets");
        manifest.trainedOn().forEach(d -> datasets.addObject().put("ref", d.toString()));
        ArrayNode metrics = card.putObject("quantitativeAnalysis").putArray("performanceMetrics");
        evaluations.forEach(e -> put(e, metrics));
        verdict.ifPresent(v -> v.path("criteria").forEach(c -> putSlices(c, metrics)));
        considerations().ifPresent(c -> card.set("considerations", c));
        ArrayNode properties = card.putArray("properties");
        new TreeMap<>(manifest.parameters())
                .forEach((name, value) ->
                        property(properties, "assay:parameter:" + name, Json.write(value)));
        if (!manifest.inputs().isEmpty()) {
            property(properties, "assay:inputs", String.join(", ", manifest.inputs()));
        }
        if (!manifest.classes().isEmpty()) {
            property(properties, "assay:classes", String.join(", ", manifest.classes()));
        }
        return card;
    }

    private static boolean learnedFromTruth(String task) {
        return List.of("binary", "multiclass", "regression", "ranking").contains(task);
    }

    private void put(EvaluationRecord evaluation, ArrayNode metrics) {
        for (JsonNode metric : evaluation.metrics()) {
            if (metric.has("value")) {
                ObjectNode json = metrics.addObject();
                json.put("type", metric.path("metric").asString());
                json.put("value", metric.path("value").asString());
                json.put("slice", evaluation.dataset().toString());
                interval(metric.path("interval"), json);
            }
        }
        records.models
                .detail(evaluation.model(), evaluation.dataset())
                .ifPresent(detail ->
                        detail.path("slices").forEach(report -> put(report, evaluation, metrics)));
    }

    /// A metric on each slice of a test set.
    private static void put(JsonNode report, EvaluationRecord evaluation, ArrayNode metrics) {
        for (JsonNode slice : report.path("slices")) {
            if (slice.has("value")) {
                ObjectNode json = metrics.addObject();
                json.put("type", report.path("metric").asString());
                json.put("value", slice.path("value").asString());
                json.put("slice", evaluation.dataset() + ", " + slice.path("slice").asString());
                interval(slice.path("interval"), json);
            }
        }
    }

    /// What the verdict found in each slice: of the metric itself, or of its difference from the
    /// champion's, as the criterion asks.
    private static void putSlices(JsonNode criterion, ArrayNode metrics) {
        for (JsonNode slice : criterion.path("slices")) {
            if (!slice.has("estimate")) {
                continue;
            }
            boolean difference = slice.has("margin");
            ObjectNode json = metrics.addObject();
            json.put(
                    "type",
                    criterion.path("metric").asString()
                            + (difference ? ", difference from the champion" : ""));
            json.put("value", slice.path("estimate").asString());
            json.put(
                    "slice",
                    criterion.path("on").asString("") + ", " + slice.path("slice").asString());
            interval(slice.path("interval"), json);
        }
    }

    /// An end that is infinite is left out.
    private static void interval(JsonNode ends, ObjectNode metric) {
        ObjectNode interval = Json.object();
        if (ends.path(0).isNumber()) {
            interval.put("lowerBound", ends.path(0).asString());
        }
        if (ends.path(1).isNumber()) {
            interval.put("upperBound", ends.path(1).asString());
        }
        if (!interval.isEmpty()) {
            metric.set("confidenceInterval", interval);
        }
    }

    private Optional<ObjectNode> considerations() {
        ObjectNode json = Json.object();
        if (version.manifest().purpose() != null) {
            json.putArray("useCases").add(version.manifest().purpose());
        }
        ArrayNode limitations = Json.array();
        verdict.ifPresent(v -> {
            for (JsonNode criterion : v.path("criteria")) {
                switch (criterion.path("outcome").asString()) {
                    case "PASS", "NOT_APPLICABLE" -> {}
                    default -> limitations.add(criterion.path("reason").asString());
                }
            }
            if (v.path("outcome").asString().equals("INVALID")) {
                limitations.add(v.path("summary").asString());
            }
        });
        if (!limitations.isEmpty()) {
            json.set("technicalLimitations", limitations);
        }
        ArrayNode ethical = Json.array();
        datasets.values().forEach(found -> found.ifPresent(d -> ethical(d, ethical)));
        if (!ethical.isEmpty()) {
            json.set("ethicalConsiderations", ethical);
        }
        return json.isEmpty() ? Optional.empty() : Optional.of(json);
    }

    private static void ethical(DatasetVersion dataset, ArrayNode considerations) {
        Use use = dataset.manifest().use();
        if (use == null) {
            return;
        }
        if (Boolean.TRUE.equals(use.personalData())) {
            considerations
                    .addObject()
                    .put("name", dataset.reference() + " speaks of persons.")
                    .put(
                            "mitigationStrategy",
                            "Its owner states what it may be used for: " + stated(use));
        } else if (!use.permits().isEmpty() || !use.purposes().isEmpty() || use.expires() != null) {
            considerations
                    .addObject()
                    .put("name", dataset.reference() + " may be used for " + stated(use));
        }
    }

    private static String stated(Use use) {
        String permits = use.permits().isEmpty() ? "any use" : String.join(", ", use.permits());
        String purposes =
                use.purposes().isEmpty()
                        ? ""
                        : ", for the purposes " + String.join(", ", use.purposes());
        String expires = use.expires() == null ? "" : ", until " + use.expires();
        return permits + purposes + expires + ".";
    }

    private ObjectNode component(Reference part) {
        return switch (part.kind()) {
            case DATASET -> dataset(part);
            case MODEL -> {
                ObjectNode component = named(part, "machine-learning-model");
                records.models
                        .find(part)
                        .ifPresent(m ->
                                property(
                                        component.putArray("properties"),
                                        "assay:digest",
                                        "sha256:" + m.digest()));
                yield component;
            }
            case CODE -> named(part, "application");
            case COMPONENT, SYSTEM, PRODUCT, PREDICTIONS, EVALUATION, VERDICT, EXPERIMENT ->
                    named(part, "library");
        };
    }

    private ObjectNode dataset(Reference part) {
        ObjectNode component = named(part, "data");
        ObjectNode data = Json.object().put("type", "dataset").put("name", part.toString());
        datasets.getOrDefault(part, Optional.empty()).ifPresent(d -> put(d, component, data));
        component.putArray("data").add(data);
        return component;
    }

    private void put(DatasetVersion dataset, ObjectNode component, ObjectNode data) {
        if (dataset.files().size() == 1) {
            component.putArray("hashes").add(hash(dataset.files().getFirst()));
        }
        Use use = dataset.manifest().use();
        if (use != null && use.licence() != null) {
            component
                    .putArray("licenses")
                    .addObject()
                    .putObject("license")
                    .put("name", use.licence());
        }
        ArrayNode properties = component.putArray("properties");
        property(properties, "assay:digest", "sha256:" + dataset.digest());
        property(properties, "assay:rows", Long.toString(dataset.rows()));
        records.datasets
                .withdrawal(dataset.reference())
                .ifPresent(
                        w -> property(properties, "assay:withdrawn", w.at() + ", " + w.reason()));
        if (dataset.manifest().description() != null) {
            data.put("description", dataset.manifest().description());
        }
        List<String> personal = dataset.manifest().personalData().orElse(List.of());
        if (!personal.isEmpty()) {
            ArrayNode sensitive = data.putArray("sensitiveData");
            personal.forEach(sensitive::add);
        }
    }

    private ArrayNode dependencies() {
        Map<Reference, TreeSet<String>> on = new TreeMap<>();
        on.put(version.reference(), new TreeSet<>());
        for (Edge edge : upstream.edges()) {
            if (edge.relation() != Relation.ON) {
                on.computeIfAbsent(edge.from(), k -> new TreeSet<>()).add(edge.to().toString());
            }
        }
        ArrayNode dependencies = Json.array();
        on.forEach((from, to) -> {
            ObjectNode dependency = dependencies.addObject().put("ref", from.toString());
            ArrayNode array = dependency.putArray("dependsOn");
            to.forEach(array::add);
        });
        return dependencies;
    }

    private static ObjectNode named(Reference reference, String type) {
        return Json.object()
                .put("type", type)
                .put("bom-ref", reference.toString())
                .put("name", reference.name())
                .put("version", reference.version());
    }

    private static ObjectNode hash(Source source) {
        return Json.object().put("alg", "SHA-256").put("content", source.sha256());
    }

    private static void property(ArrayNode properties, String name, String value) {
        properties.addObject().put("name", name).put("value", value);
    }
}
