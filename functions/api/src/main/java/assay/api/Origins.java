package assay.api;

import assay.ledger.AtOnce;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// How the artefacts of a lineage came to be, as far as that is on record: what exports in other
/// vocabularies are made of.
final class Origins {

    private final List<Reference> part;
    private final Records records;
    private final Map<Reference, List<Edge>> upstream = new HashMap<>();
    private final Map<String, List<EvaluationRecord>> evaluations = new ConcurrentHashMap<>();
    private final Map<Reference, DatasetVersion> datasets = new ConcurrentHashMap<>();
    private final Map<Reference, JsonNode> verdicts = new ConcurrentHashMap<>();

    /// @param part of the artefacts of the lineage, in its order
    Origins(Lineage lineage, List<Reference> part, Records records) {
        this.part = List.copyOf(part);
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
        return Optional.ofNullable(datasets.get(of));
    }

    /// A verdict as recorded.
    Optional<JsonNode> verdict(Reference of) {
        return Optional.ofNullable(verdicts.get(of));
    }

    /// Every artefact of the part, nearest first. To be asked for before the records of any.
    List<Origin> all() {
        Set<Reference> needed = new LinkedHashSet<>(part);
        part.forEach(of -> upstream.getOrDefault(of, List.of()).forEach(e -> needed.add(e.to())));
        Map<Reference, Known> found = AtOnce.each(needed, this::record);
        return part.stream()
                .map(of -> origin(of, found.getOrDefault(of, Known.NOTHING), found))
                .toList();
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
            case DATASET -> {
                Optional<DatasetVersion> dataset = records.datasets.find(of);
                dataset.ifPresent(d -> datasets.put(of, d));
                yield dataset.map(Origins::record).orElse(Known.NOTHING);
            }
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
            case VERDICT -> {
                Optional<JsonNode> verdict = records.models.verdict(of.name());
                verdict.ifPresent(v -> verdicts.put(of, v));
                yield verdict.map(Origins::record).orElse(Known.NOTHING);
            }
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
