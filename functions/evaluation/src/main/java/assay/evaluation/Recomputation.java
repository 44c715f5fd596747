package assay.evaluation;

import assay.gate.Budget.Turn;
import assay.gate.Gate.ErrorControl;
import assay.gate.Verdict;
import assay.gate.VerdictJson;
import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.ledger.Datasets;
import assay.ledger.Digests;
import assay.ledger.EvaluationRecord;
import assay.ledger.GateRevision;
import assay.ledger.Ledger;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.PredictionsVersion;
import assay.ledger.Source;
import assay.lineage.Grounds;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.manifest.Manifests;
import assay.manifest.Manifests.Reading;
import assay.succession.DefaultGate;
import assay.succession.Facts.Permissions;
import assay.succession.Hearing;
import assay.succession.Recomputed;
import assay.succession.Revocation;
import assay.succession.Standings;
import assay.tables.uploads.UploadedTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Gives a verdict once more, from exactly what it names: the versions of the files with their
/// digests, the gate, the permission's grounds, the place in each test set's stream, and the seed.
/// What came later, be it another champion, gate, dataset or withdrawal, is left out.
public final class Recomputation {

    private final Objects bucket;
    private final UploadedTables tables;
    private final Models models;
    private final Datasets datasets;
    private final Standings standings;

    /// @param bucket of the uploads, which `tables` reads
    public Recomputation(Objects bucket, UploadedTables tables, Ledger ledger) {
        this.bucket = bucket;
        this.tables = tables;
        this.models = new Models(ledger);
        this.datasets = new Datasets(ledger);
        this.standings = new Standings(ledger);
    }

    /// Recomputes one verdict.
    public Recomputed of(String id) {
        Optional<JsonNode> recorded = models.verdict(id);
        if (recorded.isEmpty()) {
            return new Recomputed.Not("No verdict on record has the id " + id + ".");
        }
        JsonNode verdict = recorded.get();
        Reference subject = Reference.parse(verdict.path("subject").asString());
        if (subject.kind() != Kind.MODEL) {
            return new Recomputed.Elsewhere(id, subject);
        }
        if (!verdict.at("/evidence/permission").has("at")) {
            return new Recomputed.Not(
                    "%s was given by %s, which did not record what the permission rested on."
                            .formatted(id, verdict.at("/evidence/program").asString("")));
        }
        return new Case(verdict, subject).recomputed();
    }

    /// The verdict that is recomputed, and what was found of its inputs.
    private final class Case {
        private final JsonNode verdict;
        private final JsonNode evidence;
        private final Reference subject;
        private final List<String> changed = new ArrayList<>();
        private int inputs;

        private Case(JsonNode verdict, Reference subject) {
            this.verdict = verdict;
            this.evidence = verdict.path("evidence");
            this.subject = subject;
        }

        private Recomputed recomputed() {
            Optional<ModelVersion> challenger = model(subject, "model");
            Optional<Reference> against =
                    reference(verdict.path("against")).filter(a -> a.kind() == Kind.MODEL);
            Optional<ModelVersion> champion = against.flatMap(a -> model(a, "against"));
            List<DatasetVersion> on = new ArrayList<>();
            verdict.path("on")
                    .forEach(d -> dataset(Reference.parse(d.asString())).ifPresent(on::add));
            List<EvaluationRecord> evaluations = new ArrayList<>();
            for (DatasetVersion dataset : on) {
                challenger.flatMap(m -> evaluation(m, dataset)).ifPresent(evaluations::add);
                champion.flatMap(m -> evaluation(m, dataset)).ifPresent(evaluations::add);
            }
            Optional<GateRevision> gate = challenger.flatMap(this::gate);
            Grounds grounds = VerdictJson.grounds(verdict);
            Permissions permissions = standings.permissions(grounds);
            if (changed.isEmpty()) {
                grounds(challenger.orElseThrow(), on, grounds, permissions);
            }
            if (!changed.isEmpty()) {
                return new Recomputed.Changed(changed);
            }
            Instant at = Instant.parse(verdict.path("issuedAt").asString());
            String program = evidence.path("program").asString();
            if (on.isEmpty()) {
                return revoked(challenger.orElseThrow(), gate.orElseThrow(), permissions, grounds);
            }
            List<Reference> testSets = on.stream().map(DatasetVersion::reference).toList();
            Hearing hearing =
                    new Hearing(
                            challenger.orElseThrow(),
                            champion,
                            gate.orElseThrow(),
                            on,
                            evaluations,
                            permissions.of(challenger.orElseThrow(), testSets, grounds.at()),
                            permissions.grounds(challenger.orElseThrow(), testSets, grounds.at()));
            Verdict again =
                    Court.judge(
                            hearing,
                            new Court(tables, models, Court.AT_ONCE).trials(hearing),
                            turns(hearing.gate()),
                            program,
                            at);
            return compared(again);
        }

        private Recomputed revoked(
                ModelVersion version, GateRevision gate, Permissions permissions, Grounds grounds) {
            List<Reference> read =
                    grounds.read().keySet().stream().filter(r -> r.kind() == Kind.DATASET).toList();
            Grounds now = permissions.grounds(version, read, grounds.at());
            return permissions.lapses(version.reference(), read).stream()
                    .map(l -> new Revocation(version, gate, l, now.of(l.chain())))
                    .filter(r -> r.id().equals(verdict.path("id").asString()))
                    .findFirst()
                    .map(r ->
                            compared(
                                    r.verdict(
                                            evidence.path("program").asString(),
                                            Instant.parse(verdict.path("issuedAt").asString()))))
                    .orElseGet(() ->
                            new Recomputed.Changed(
                                    List.of(
                                            "nothing that ended for "
                                                    + subject
                                                    + " is what this verdict says.")));
        }

        private Recomputed compared(Verdict again) {
            return Recomputed.compared(verdict, VerdictJson.of(again), inputs);
        }

        private Optional<ModelVersion> model(Reference reference, String field) {
            Optional<ModelVersion> version = models.find(reference);
            return version(
                    reference,
                    version,
                    evidence.path(field).asString(""),
                    ModelVersion::digest,
                    ModelVersion::sources,
                    "models/%s/%s/".formatted(reference.name(), reference.version()));
        }

        private Optional<DatasetVersion> dataset(Reference reference) {
            return version(
                    reference,
                    datasets.find(reference),
                    evidence.path("datasets").path(reference.toString()).asString(""),
                    DatasetVersion::digest,
                    DatasetVersion::sources,
                    "datasets/%s/%s/".formatted(reference.name(), reference.version()));
        }

        private Optional<EvaluationRecord> evaluation(ModelVersion model, DatasetVersion dataset) {
            Reference reference = Reference.predictions(model.reference(), dataset.reference());
            Optional<PredictionsVersion> found =
                    models.predictions(model.reference(), dataset.reference());
            Optional<PredictionsVersion> predictions =
                    version(
                            reference,
                            found,
                            evidence.path("predictions").path(reference.toString()).asString(""),
                            PredictionsVersion::digest,
                            PredictionsVersion::sources,
                            found.map(PredictionsVersion::unit).orElse(""));
            return predictions.map(p ->
                    new EvaluationRecord(
                            p.model(),
                            p.dataset(),
                            p.digest(),
                            p.committedAt(),
                            dataset.digest(),
                            p.committedAt(),
                            0,
                            0,
                            Json.array()));
        }

        /// What is on record under a name, if it and its files are what the verdict says.
        private <T> Optional<T> version(
                Reference reference,
                Optional<T> found,
                String stated,
                Function<T, String> digest,
                Function<T, List<Source>> sources,
                String unit) {
            inputs++;
            if (found.isEmpty()) {
                changed.add(reference + " is on record no more.");
                return found;
            }
            List<Source> files = sources.apply(found.get());
            int before = changed.size();
            files.forEach(this::check);
            boolean same =
                    stated.equals("sha256:" + digest.apply(found.get()))
                            && Digests.ofFiles(unit, files).equals(digest.apply(found.get()));
            if (!same && changed.size() == before) {
                changed.add(
                        "%s has the digest sha256:%s, and the verdict was decided from %s."
                                .formatted(reference, digest.apply(found.get()), stated));
            }
            return changed.size() == before ? found : Optional.empty();
        }

        /// Whether exactly this version of an object is there, with exactly this content.
        private void check(Source source) {
            Optional<Version> version =
                    bucket.history(source.key()).stream()
                            .filter(v -> v.key().equals(source.key()))
                            .filter(v -> v.id().equals(source.versionId()))
                            .filter(v -> !v.deleted())
                            .findFirst();
            if (version.isEmpty()) {
                changed.add(
                        "%s, version %s, exists no more."
                                .formatted(source.key(), source.versionId()));
                return;
            }
            String sha256 = tables.digest(version.get()).sha256();
            if (!sha256.equals(source.sha256())) {
                changed.add(
                        "%s, version %s, has sha256 %s, and the verdict was decided from %s."
                                .formatted(
                                        source.key(), source.versionId(), sha256, source.sha256()));
            }
        }

        /// The gate as it lies in the bucket, or the default one.
        private Optional<GateRevision> gate(ModelVersion challenger) {
            inputs++;
            String stated = evidence.path("gate").asString("").replaceFirst("^sha256:", "");
            GateRevision standard = DefaultGate.of(subject.name(), challenger.manifest().task());
            if (standard.digest().equals(stated)) {
                return Optional.of(standard);
            }
            String key = "gates/" + subject.name() + "/gate.json";
            List<Version> versions =
                    bucket.history(key).stream()
                            .filter(v -> v.key().equals(key) && !v.deleted())
                            .toList();
            for (Version version : versions) {
                if (tables.digest(version).sha256().equals(stated)
                        && Manifests.gate(tables.bytes(version), subject.name())
                                instanceof Reading.Read read) {
                    return Optional.of(
                            new GateRevision(
                                    subject.name(), stated, version.modified(), read.json()));
                }
            }
            changed.add(
                    versions.isEmpty()
                            ? "the default gate is not the one with sha256 %s that the verdict was decided by."
                                    .formatted(stated)
                            : "no version of %s has sha256 %s, by which the verdict was decided."
                                    .formatted(key, stated));
            return Optional.empty();
        }

        /// Whether everything upstream is what the permission rested on.
        private void grounds(
                ModelVersion challenger,
                List<DatasetVersion> on,
                Grounds recorded,
                Permissions permissions) {
            List<Reference> read = new ArrayList<>(recorded.read().keySet());
            read.removeIf(r -> r.kind() != Kind.DATASET);
            on.stream()
                    .map(DatasetVersion::reference)
                    .filter(d -> !read.contains(d))
                    .forEach(read::add);
            Map<Reference, String> now =
                    permissions.grounds(challenger, read, recorded.at()).read();
            recorded.read()
                    .forEach((reference, digest) -> {
                        inputs++;
                        if (!digest.equals(now.get(reference))) {
                            changed.add(
                                    now.containsKey(reference)
                                            ? "%s has the digest %s, and the permission rested on %s."
                                                    .formatted(
                                                            reference, now.get(reference), digest)
                                            : reference + " is on record no more.");
                        }
                    });
        }

        /// What the try was given, as the verdict says; the gate says by which control.
        private Map<Reference, Turn> turns(GateRevision gate) {
            ErrorControl control = gate.gate().errorControl();
            Map<Reference, Turn> turns = new TreeMap<>();
            evidence.path("budget")
                    .properties()
                    .forEach(e -> {
                        JsonNode turn = e.getValue();
                        turns.put(
                                Reference.parse(e.getKey()),
                                turn.has("place")
                                        ? new Turn.Place(
                                                control,
                                                turn.path("place").asLong(),
                                                turn.path("level").asDouble(),
                                                turn.path("left").asDouble())
                                        : new Turn.Exhausted(control, turn.path("asked").asLong()));
                    });
            return turns;
        }
    }

    private static Optional<Reference> reference(JsonNode text) {
        return text.isString() ? Reference.find(text.asString()) : Optional.empty();
    }
}
