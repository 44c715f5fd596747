package assay.ledger;

import assay.gate.Verdict;
import assay.gate.Verdict.Outcome;
import assay.gate.VerdictJson;
import assay.json.Json;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Query;
import assay.ledger.Ledger.Write;
import assay.lineage.Edge;
import assay.lineage.Reference;
import assay.manifest.SystemManifest;
import assay.signature.ModelSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The model versions on record, with their gates, predictions, evaluations and verdicts.
public final class Models {

    private final Ledger ledger;
    private final Graph graph;
    private final Uploads uploads;

    public Models(Ledger ledger) {
        this.ledger = ledger;
        this.graph = new Graph(ledger);
        this.uploads = new Uploads(ledger);
    }

    /// Where a version lies, or will lie.
    public static Key key(Reference version) {
        return Keys.version(version);
    }

    /// Where something else about a model lies.
    public static Key key(String model, String sort) {
        return new Key(Keys.model(model), sort);
    }

    /// Where a verdict on a version lies.
    public static Key verdictKey(Reference subject, String id) {
        return Keys.verdict(subject, id);
    }

    /// The models' names, in order.
    ///
    /// @param after {@link Listing#next()} of the part before; `null` from the start
    /// @throws IllegalArgumentException if no part of this list ended there
    public Listing<String> names(int limit, @Nullable String after) {
        Query query = new Query(Keys.MODELS, "", true, false, limit, after);
        return Reading.page(
                ledger,
                query,
                i -> java.util.Objects.requireNonNull(i.index(), "read from the index").sort());
    }

    /// Whether anything of this model is on record.
    public boolean isKnown(String model) {
        return ledger.get(Keys.name(Keys.model(model))).isPresent();
    }

    /// Whether a version of anything that is uploaded is on record.
    public boolean isRegistered(Reference version) {
        return ledger.get(key(version)).isPresent();
    }

    /// The version, if it is on record.
    public Optional<ModelVersion> find(Reference model) {
        return ledger.get(key(model)).map(i -> Json.read(i.document(), ModelVersion.class));
    }

    /// Every version with the signatures that came beside it, oldest upload first.
    public List<ModelVersion> versions(String model) {
        Map<Reference, List<ModelSignature>> signatures = new HashMap<>();
        Reading.all(ledger, of(model, Keys.SIGNATURE), SignatureRecord.class)
                .forEach(s ->
                        signatures
                                .computeIfAbsent(s.model(), m -> new ArrayList<>())
                                .add(s.signature()));
        return Reading.all(ledger, of(model, Keys.VERSION), ModelVersion.class).stream()
                .map(v -> v.signed(signatures.getOrDefault(v.reference(), List.of())))
                .sorted(Comparator.comparing(ModelVersion::committedAt))
                .toList();
    }

    /// Records a signature that came beside a version; the same file again is nothing.
    ///
    /// @param unit that the signature was uploaded as
    public void register(SignatureRecord signature, String unit) {
        Key key = Keys.signature(signature.model(), signature.signature().sha256());
        if (ledger.get(key).isEmpty()) {
            List<Write> writes = new ArrayList<>(uploads.forget(unit));
            writes.add(new Write.Create(new Item(key, null, 1, Json.write(signature))));
            ledger.write(writes);
        }
    }

    /// The signatures that came beside a version, by their digests.
    public List<SignatureRecord> signatures(Reference model) {
        return Reading.all(
                ledger,
                of(model.name(), Keys.SIGNATURE + model.version() + "#"),
                SignatureRecord.class);
    }

    /// Records a version with its links, and forgets what was wrong with its upload before.
    ///
    /// @param unit that it was uploaded as
    public Recorded register(ModelVersion version, String unit) {
        Optional<ModelVersion> existing = find(version.reference());
        if (existing.isPresent()) {
            return compared(existing.get().digest(), version.digest());
        }
        graph.link(version.manifest().edges());
        name(version.reference().name());
        return create(key(version.reference()), version, unit)
                ? new Recorded.New()
                : compared(find(version.reference()).orElseThrow().digest(), version.digest());
    }

    /// Records a gate; the same gate uploaded at the same time is recorded once.
    public void register(GateRevision gate, String unit) {
        name(gate.model());
        Key key = Keys.gate(gate.model(), gate.committedAt(), gate.digest());
        List<Write> writes = new ArrayList<>(uploads.forget(unit));
        writes.add(new Write.Put(new Item(key, null, 1, Json.write(gate))));
        ledger.write(writes);
    }

    /// Records a system, product or component with its links.
    ///
    /// @param json as written
    public Recorded register(SystemManifest system, JsonNode json, String unit) {
        Key key = key(system.reference());
        graph.link(system.edges());
        List<Write> writes = new ArrayList<>(uploads.forget(unit));
        writes.add(new Write.Create(new Item(key, null, 1, Json.write(json))));
        return switch (ledger.write(writes)) {
            case Ledger.Outcome.Written written -> new Recorded.New();
            case Ledger.Outcome.Refused refused -> {
                String existing = ledger.get(key).orElseThrow().document();
                yield compared(
                        Digests.ofLines(List.of(existing)),
                        Digests.ofLines(List.of(Json.write(json))));
            }
        };
    }

    /// A system, product or component on record.
    ///
    /// @param json as written
    public record SystemVersion(SystemManifest manifest, String json) {}

    /// The system, product or component, if it is on record.
    public Optional<SystemVersion> system(Reference system) {
        return ledger.get(key(system))
                .map(Item::document)
                .map(json -> new SystemVersion(Json.read(json, SystemManifest.class), json));
    }

    /// Every gate that was uploaded, oldest first.
    public List<GateRevision> gates(String model) {
        return Reading.all(ledger, of(model, Keys.GATE), GateRevision.class);
    }

    /// Records predictions. Until they are evaluated, later files may join or replace them; after
    /// that other content is a conflict. What scoring wrote stays as it was written first, and only
    /// until predictions are uploaded: these take its place, evaluated or not.
    public Recorded register(PredictionsVersion predictions) {
        Key key = Keys.predictions(predictions.model(), predictions.dataset());
        while (true) {
            Optional<Item> existing = ledger.get(key);
            List<Write> writes = new ArrayList<>();
            Item item =
                    new Item(
                            key,
                            null,
                            existing.map(i -> i.revision() + 1).orElse(1L),
                            Json.write(predictions));
            if (existing.isPresent()) {
                PredictionsVersion stored =
                        Json.read(existing.get().document(), PredictionsVersion.class);
                if (predictions.scored()) {
                    return new Recorded.Same();
                }
                if (!stored.scored()
                        && (stored.fixed() || stored.digest().equals(predictions.digest()))) {
                    return compared(stored.digest(), predictions.digest());
                }
                if (stored.scored()) {
                    writes.add(
                            new Write.Delete(
                                    Keys.evaluation(predictions.model(), predictions.dataset())));
                    writes.add(
                            new Write.Delete(
                                    Keys.detail(predictions.model(), predictions.dataset())));
                }
            }
            graph.link(
                    List.of(
                            new Edge(
                                    Reference.predictions(
                                            predictions.model(), predictions.dataset()),
                                    Edge.Relation.PREDICTED_BY,
                                    predictions.model()),
                            new Edge(
                                    Reference.predictions(
                                            predictions.model(), predictions.dataset()),
                                    Edge.Relation.ON,
                                    predictions.dataset())));
            writes.add(existing.isPresent() ? new Write.Replace(item) : new Write.Create(item));
            if (ledger.write(writes) instanceof Ledger.Outcome.Written) {
                return new Recorded.New();
            }
        }
    }

    /// Every version's predictions.
    public List<PredictionsVersion> predictions(String model) {
        return Reading.all(ledger, of(model, Keys.PREDICTIONS), PredictionsVersion.class);
    }

    /// What one version predicted on one dataset.
    public Optional<PredictionsVersion> predictions(Reference model, Reference dataset) {
        return ledger.get(Keys.predictions(model, dataset))
                .map(i -> Json.read(i.document(), PredictionsVersion.class));
    }

    /// Says how a request to run a model stands, unless more than that was said before.
    public void note(ScoringState state) {
        Key key = Keys.scoring(state.model(), state.dataset());
        while (true) {
            Optional<Item> before = ledger.get(key);
            if (before.isPresent()
                    && !state.follows(Json.read(before.get().document(), ScoringState.class))) {
                return;
            }
            long revision = before.map(i -> i.revision() + 1).orElse(1L);
            Item item = new Item(key, null, revision, Json.write(state));
            Write write = before.isPresent() ? new Write.Replace(item) : new Write.Create(item);
            if (ledger.write(List.of(write)) instanceof Ledger.Outcome.Written) {
                return;
            }
        }
    }

    /// How each request to run a version of the model stands.
    public List<ScoringState> scorings(String model) {
        return Reading.all(ledger, of(model, Keys.SCORING), ScoringState.class);
    }

    /// How the request to run this version on this dataset stands, if there was one.
    public Optional<ScoringState> scoring(Reference model, Reference dataset) {
        return ledger.get(Keys.scoring(model, dataset))
                .map(i -> Json.read(i.document(), ScoringState.class));
    }

    /// Records an evaluation and fixes the predictions that it was made of; nothing happens if the
    /// predictions have changed meanwhile, or if it is on record already.
    ///
    /// @param detail curves, slices, worst examples: what a list has no room for
    /// @param unit that the predictions were uploaded as
    public void register(EvaluationRecord evaluation, JsonNode detail, String unit) {
        Key key = Keys.predictions(evaluation.model(), evaluation.dataset());
        Item item = ledger.get(key).orElseThrow();
        PredictionsVersion predictions = Json.read(item.document(), PredictionsVersion.class);
        if (!predictions.digest().equals(evaluation.predictions()) || predictions.fixed()) {
            return;
        }
        Reference reference = Reference.evaluation(evaluation.model(), evaluation.dataset());
        graph.link(
                List.of(
                        new Edge(
                                reference,
                                Edge.Relation.OF,
                                Reference.predictions(evaluation.model(), evaluation.dataset())),
                        new Edge(reference, Edge.Relation.ON, evaluation.dataset())));
        List<Write> writes = new ArrayList<>(uploads.forget(unit));
        writes.add(
                new Write.Replace(
                        new Item(key, null, item.revision() + 1, Json.write(predictions.fix()))));
        writes.add(
                new Write.Create(
                        new Item(
                                Keys.evaluation(evaluation.model(), evaluation.dataset()),
                                null,
                                1,
                                Json.write(evaluation))));
        writes.add(
                new Write.Create(
                        new Item(
                                Keys.detail(evaluation.model(), evaluation.dataset()),
                                null,
                                1,
                                Json.write(detail))));
        ledger.write(writes);
    }

    /// The detail of an evaluation, as the API shows it.
    public Optional<JsonNode> detail(Reference model, Reference dataset) {
        return ledger.get(Keys.detail(model, dataset)).map(i -> Json.tree(i.document()));
    }

    /// Records what a verdict's comparison on one dataset looks like from near. It follows from the
    /// hearing, so that recording it again changes nothing.
    ///
    /// @param verdict its id; it may be recorded after this
    public void compare(String verdict, Reference dataset, JsonNode comparison) {
        ledger.write(
                List.of(
                        new Write.Put(
                                new Item(
                                        Keys.comparison(verdict, dataset),
                                        null,
                                        1,
                                        Json.write(comparison)))));
    }

    /// The comparison of a verdict on one dataset, as the API shows it.
    public Optional<JsonNode> comparison(String verdict, Reference dataset) {
        return ledger.get(Keys.comparison(verdict, dataset)).map(i -> Json.tree(i.document()));
    }

    /// Every evaluation of the model's versions.
    public List<EvaluationRecord> evaluations(String model) {
        return Reading.all(ledger, of(model, Keys.EVALUATION), EvaluationRecord.class);
    }

    /// Records a verdict with its links, and what its tries showed in the same write, as far as one
    /// has room for them; the rest is written before, again in a further attempt, and shows the
    /// same. The same hearing has one verdict.
    ///
    /// @param edges from the verdict
    public void register(Verdict verdict, List<Edge> edges) {
        register(
                verdict.id(),
                verdict.subject(),
                verdict.issuedAt(),
                edges,
                VerdictJson.of(verdict),
                new Tries(ledger).shown(verdict));
    }

    /// Records a verdict with its links; the same hearing has one verdict.
    ///
    /// @param id of the hearing
    /// @param edges from the verdict
    /// @param document as the API shows it
    public void register(
            String id, Reference subject, Instant issuedAt, List<Edge> edges, JsonNode document) {
        register(id, subject, issuedAt, edges, document, List.of());
    }

    private void register(
            String id,
            Reference subject,
            Instant issuedAt,
            List<Edge> edges,
            JsonNode document,
            List<Write> with) {
        graph.link(edges);
        String json = Json.write(document);
        Key index = new Key(Keys.VERDICTS, Keys.sortable(issuedAt) + "#" + id);
        int room = Ledger.MOST_WRITES - 2;
        for (int from = room; from < with.size(); from += Ledger.MOST_WRITES) {
            ledger.write(with.subList(from, Math.min(with.size(), from + Ledger.MOST_WRITES)));
        }
        List<Write> writes = new ArrayList<>(with.subList(0, Math.min(with.size(), room)));
        writes.add(new Write.Create(new Item(Keys.verdict(subject, id), index, 1, json)));
        writes.add(
                new Write.Create(
                        new Item(
                                Keys.verdictById(id),
                                null,
                                1,
                                Json.write(Json.object().put("subject", subject.toString())))));
        ledger.write(writes);
    }

    /// The verdict of this id, as the API shows it.
    public Optional<JsonNode> verdict(String id) {
        return ledger.get(Keys.verdictById(id))
                .map(i -> Reference.parse(Json.tree(i.document()).path("subject").asString()))
                .flatMap(subject -> verdict(subject, id));
    }

    /// The verdict of this id on this version, as the API shows it.
    public Optional<JsonNode> verdict(Reference subject, String id) {
        return ledger.get(Keys.verdict(subject, id)).map(i -> Json.tree(i.document()));
    }

    /// Every verdict on a version or an experiment, oldest first, those that stand no more among
    /// them.
    public List<JsonNode> verdicts(Reference subject) {
        Key prefix = Keys.verdict(subject, "");
        return Reading.all(ledger, Query.of(prefix.partition(), prefix.sort()), JsonNode.class)
                .stream()
                .sorted(Comparator.comparing(v -> v.path("issuedAt").asString()))
                .toList();
    }

    /// A part of the verdicts on all models, newest first.
    ///
    /// @param after {@link Listing#next()} of the part before; `null` from the start
    /// @throws IllegalArgumentException if no part of this list ended there
    public Listing<JsonNode> verdicts(int limit, @Nullable String after) {
        Query query = new Query(Keys.VERDICTS, "", true, true, limit, after);
        return Reading.page(ledger, query, i -> Json.tree(i.document()));
    }

    /// A part of the verdicts on a version or an experiment, in the order of their ids.
    ///
    /// @param after {@link Listing#next()} of the part before; `null` from the start
    /// @throws IllegalArgumentException if no part of this list ended there
    public Listing<JsonNode> verdicts(Reference subject, int limit, @Nullable String after) {
        Key prefix = Keys.verdict(subject, "");
        Query query = new Query(prefix.partition(), prefix.sort(), false, false, limit, after);
        return Reading.page(ledger, query, i -> Json.tree(i.document()));
    }

    /// The outcome of a hearing, if it has been heard.
    public Optional<Outcome> outcome(Reference subject, String id) {
        return verdict(subject, id).map(v -> Outcome.valueOf(v.path("outcome").asString()));
    }

    private boolean create(Key key, Object record, String unit) {
        List<Write> writes = new ArrayList<>(uploads.forget(unit));
        writes.add(new Write.Create(new Item(key, null, 1, Json.write(record))));
        return ledger.write(writes) instanceof Ledger.Outcome.Written;
    }

    private void name(String model) {
        String partition = Keys.model(model);
        ledger.write(
                List.of(
                        new Write.Put(
                                new Item(
                                        Keys.name(partition),
                                        new Key(Keys.MODELS, model),
                                        1,
                                        "{}"))));
    }

    private static Query of(String model, String prefix) {
        return Query.of(Keys.model(model), prefix);
    }

    private static Recorded compared(String existing, String given) {
        return existing.equals(given) ? new Recorded.Same() : new Recorded.Conflict(existing);
    }
}
