package assay.api;

import assay.ledger.DatasetVersion;
import assay.ledger.EvaluationRecord;
import assay.ledger.ModelVersion;
import assay.ledger.PredictionsVersion;
import assay.lineage.Edge;
import assay.lineage.Lineage;
import assay.lineage.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// How the artefacts of a lineage came to be, as far as that is on record: what exports in other
/// vocabularies are made of.
final class Origins {

    private final Lineage lineage;
    private final Records records;
    private final Map<Reference, List<Edge>> upstream = new HashMap<>();
    private final Map<String, List<EvaluationRecord>> evaluations = new HashMap<>();

    Origins(Lineage lineage, Records records) {
        this.lineage = lineage;
        this.records = records;
        for (Edge edge : lineage.edges()) {
            upstream.computeIfAbsent(edge.from(), k -> new ArrayList<>()).add(edge);
        }
    }

    /// How one artefact came to be.
    ///
    /// @param of the artefact
    /// @param activity that made it, in a word
    /// @param from what went in
    /// @param at when it was on record; where that is not, when the last of what went in was
    /// @param digest in hexadecimal; empty for what has none
    /// @param known whether it is on record, and not only named
    record Origin(
            Reference of,
            String activity,
            List<Edge> from,
            Instant at,
            Optional<String> digest,
            boolean known) {}

    /// A dataset as recorded.
    Optional<DatasetVersion> dataset(Reference of) {
        return records.datasets.find(of);
    }

    /// A verdict as recorded.
    Optional<JsonNode> verdict(Reference of) {
        return records.models.verdict(of.name());
    }

    /// Every artefact met, nearest first.
    List<Origin> all() {
        Map<Reference, Known> found = new LinkedHashMap<>();
        lineage.depths().keySet().forEach(r -> found.put(r, record(r)));
        return found.entrySet().stream().map(e -> origin(e.getKey(), e.getValue(), found)).toList();
    }

    private Origin origin(Reference of, Known record, Map<Reference, Known> found) {
        List<Edge> from =
                upstream.getOrDefault(of, List.of()).stream()
                        .sorted(Comparator.comparing(Edge::relation).thenComparing(Edge::to))
                        .toList();
        Instant latest =
                from.stream()
                        .flatMap(e -> Stream.ofNullable(found.get(e.to())))
                        .flatMap(r -> r.at().stream())
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        return new Origin(
                of,
                activity(of),
                from,
                record.at().orElse(latest),
                record.digest(),
                record.known());
    }

    /// What is known of an artefact by itself.
    private record Known(Optional<Instant> at, Optional<String> digest, boolean known) {
        static final Known NOTHING = new Known(Optional.empty(), Optional.empty(), false);

        static Known of(Instant at, String digest) {
            return new Known(Optional.of(at), Optional.of(digest), true);
        }
    }

    private static String activity(Reference of) {
        return switch (of.kind()) {
            case CODE -> "commit";
            case DATASET -> "derivation";
            case MODEL -> "training";
            case COMPONENT, SYSTEM, PRODUCT -> "composition";
            case PREDICTIONS -> "prediction";
            case EVALUATION -> "evaluation";
            case VERDICT -> "judgement";
            case EXPERIMENT -> "experiment";
        };
    }

    private Known record(Reference of) {
        return switch (of.kind()) {
            case DATASET -> records.datasets.find(of).map(Origins::record).orElse(Known.NOTHING);
            case MODEL -> records.models.find(of).map(Origins::record).orElse(Known.NOTHING);
            case PREDICTIONS ->
                    records.models
                            .predictions(model(of), on(of))
                            .map(Origins::record)
                            .orElse(Known.NOTHING);
            case EVALUATION ->
                    evaluations.computeIfAbsent(of.name(), records.models::evaluations).stream()
                            .filter(e -> e.model().equals(model(of)) && e.dataset().equals(on(of)))
                            .findFirst()
                            .map(e ->
                                    new Known(Optional.of(e.evaluatedAt()), Optional.empty(), true))
                            .orElse(Known.NOTHING);
            case VERDICT -> verdict(of).map(Origins::record).orElse(Known.NOTHING);
            case COMPONENT, SYSTEM, PRODUCT ->
                    new Known(Optional.empty(), Optional.empty(), records.models.isRegistered(of));
            // Code is only ever named.
            case CODE -> new Known(Optional.empty(), Optional.empty(), true);
            case EXPERIMENT -> new Known(Optional.empty(), Optional.empty(), true);
        };
    }

    private static Known record(DatasetVersion dataset) {
        return Known.of(dataset.committedAt(), dataset.digest());
    }

    private static Known record(ModelVersion model) {
        return Known.of(model.committedAt(), model.digest());
    }

    private static Known record(PredictionsVersion predictions) {
        return Known.of(predictions.committedAt(), predictions.digest());
    }

    private static Known record(JsonNode verdict) {
        return new Known(
                Optional.of(Instant.parse(verdict.path("issuedAt").asString())),
                Optional.empty(),
                true);
    }

    /// Predictions and evaluations are named by both: `churn@v12/churn-holdout@3`.
    private static Reference model(Reference pair) {
        return Reference.model(pair.name(), pair.version().substring(0, slash(pair)));
    }

    private static Reference on(Reference pair) {
        return Reference.parse("dataset:" + pair.version().substring(slash(pair) + 1));
    }

    private static int slash(Reference pair) {
        return pair.version().indexOf('/');
    }
}
