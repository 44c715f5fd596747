package assay.handler;

import assay.aws.Wiring;
import assay.gate.Gate.TestSet;
import assay.intake.FileFaults;
import assay.intake.History;
import assay.intake.UploadKey;
import assay.intake.UploadKey.Foreign;
import assay.intake.UploadKey.OfDataset;
import assay.intake.UploadKey.OfGate;
import assay.intake.UploadKey.OfModel;
import assay.intake.UploadKey.OfPredictions;
import assay.intake.UploadKey.OfSystem;
import assay.ledger.Datasets;
import assay.ledger.Digests;
import assay.ledger.GateRevision;
import assay.ledger.Ledger;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.PredictionsVersion;
import assay.ledger.Recorded;
import assay.ledger.ScoringRequest;
import assay.ledger.SignatureRecord;
import assay.ledger.Source;
import assay.ledger.UploadState;
import assay.ledger.UploadState.State;
import assay.ledger.Uploads;
import assay.ledger.Work;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest.FileEntry;
import assay.manifest.Fault;
import assay.manifest.GateManifest;
import assay.manifest.Manifests;
import assay.manifest.Manifests.Reading;
import assay.manifest.ModelManifest;
import assay.manifest.SystemManifest;
import assay.metrics.Ids;
import assay.profile.ColumnType;
import assay.profile.Table;
import assay.signature.ModelSignature;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.Circles;
import assay.tables.uploads.Conflicts;
import assay.tables.uploads.PredictionsTable;
import assay.tables.uploads.UploadedTables;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Registers what was uploaded below `models/`, `gates/` and `systems/`, as far as it is whole and
/// in order, and asks that the models concerned be looked at.
public final class RegisterModel {

    private final Objects bucket;
    private final UploadedTables tables;
    private final Models models;
    private final Datasets datasets;
    private final Uploads uploads;
    private final Circles circles;
    private final Work work;
    private final InstantSource clock;

    /// @param bucket the uploads
    public RegisterModel(
            Objects bucket, UploadedTables tables, Ledger ledger, Work work, InstantSource clock) {
        this.bucket = bucket;
        this.tables = tables;
        this.models = new Models(ledger);
        this.datasets = new Datasets(ledger);
        this.uploads = new Uploads(ledger);
        this.circles = new Circles(bucket, tables, ledger);
        this.work = work;
        this.clock = clock;
    }

    static RegisterModel from(Wiring wiring) {
        Objects bucket = wiring.uploads();
        return new RegisterModel(
                bucket,
                new UploadedTables(bucket, new TableReader(Limits.of(wiring::most), 2)),
                wiring.ledger(),
                wiring.work(),
                InstantSource.system());
    }

    /// Looks at the unit that the object is a part of.
    public void uploaded(String key) {
        switch (UploadKey.parse(key)) {
            case OfModel model -> model(model);
            case OfPredictions predictions ->
                    models.find(predictions.model())
                            .ifPresent(m -> predictions(m, predictions.dataset()));
            case OfGate gate -> gate(gate);
            case OfSystem system -> system(system);
            case OfDataset dataset ->
                    throw new IllegalArgumentException(
                            key + " is a part of " + dataset.reference() + ", not of a model");
            case Foreign foreign ->
                    uploads.note(
                            foreign.unit(),
                            List.of(refused(key, "", new Fault.OfFile(key, foreign.because()))));
        }
    }

    private void model(OfModel upload) {
        String manifestKey = upload.unit() + "model.json";
        History history = new History(bucket.history(upload.unit()), manifestKey);
        signatures(upload, history);
        Optional<ModelVersion> registered = models.find(upload.reference());
        if (registered.isEmpty()) {
            registered = register(upload, manifestKey, history);
        }
        registered.ifPresent(version -> {
            Conflicts.note(
                    uploads, tables, upload.unit(), version.sources(), history, clock.instant());
            predictionsOf(version, history);
            lookAt(version, manifestKey);
        });
    }

    /// Every signature that ever came beside a version is kept: one that counts is enough. A file
    /// that is no signature is refused by itself, and harms nothing else.
    private void signatures(OfModel upload, History history) {
        String key = upload.unit() + "model.sig";
        List<UploadState> wrong = List.of();
        boolean any = false;
        for (Version version : history.versions()) {
            if (!version.key().equals(key)) {
                continue;
            }
            any = true;
            wrong = List.of();
            if (version.deleted()) {
                continue;
            }
            switch (signature(version)) {
                case ModelSignature.Reading.Read(ModelSignature signature) ->
                        models.register(
                                new SignatureRecord(
                                        upload.reference(),
                                        version.modified(),
                                        new Source(
                                                key,
                                                version.id(),
                                                signature.sha256(),
                                                version.size()),
                                        signature),
                                key);
                case ModelSignature.Reading.Faulty(String pointer, String because) ->
                        wrong =
                                List.of(
                                        state(
                                                version,
                                                State.REFUSED,
                                                List.of(new Fault.AtPointer(pointer, because))));
            }
        }
        if (any) {
            uploads.note(key, wrong);
        }
    }

    private ModelSignature.Reading signature(Version version) {
        return version.size() > ModelSignature.MOST_BYTES
                ? ModelSignature.tooLarge()
                : ModelSignature.read(tables.bytes(version));
    }

    /// The first whole and right state of the upload is the version; there may have been wrong ones
    /// before it, and other ones after it.
    private Optional<ModelVersion> register(OfModel upload, String manifestKey, History history) {
        List<UploadState> wrong = List.of();
        for (History.State state : history.states()) {
            Optional<Version> manifest = state.find(manifestKey);
            if (manifest.isEmpty()) {
                continue;
            }
            switch (Manifests.model(
                    tables.bytes(manifest.get()), upload.name(), upload.version())) {
                case Reading.Faulty(List<Fault> faults) ->
                        wrong = List.of(state(manifest.get(), State.REFUSED, faults));
                case Reading.Read read -> {
                    List<Source> sources = new ArrayList<>(List.of(tables.digest(manifest.get())));
                    ModelManifest model = (ModelManifest) read.manifest();
                    List<Fault> faults = new ArrayList<>(artefact(model, upload, state, sources));
                    faults.addAll(circles.faults(model, state.at()));
                    if (faults.isEmpty()) {
                        ModelVersion version =
                                new ModelVersion(
                                        (ModelManifest) read.manifest(),
                                        Digests.ofFiles(upload.unit(), sources),
                                        state.at(),
                                        sources);
                        models.register(version, upload.unit());
                        return models.find(version.reference());
                    }
                    wrong = List.of(state(manifest.get(), State.REFUSED, faults));
                }
            }
        }
        if (!wrong.isEmpty()) {
            uploads.note(upload.unit(), wrong, Models.key(upload.reference()));
        }
        return Optional.empty();
    }

    private List<Fault> artefact(
            ModelManifest manifest, OfModel upload, History.State state, List<Source> sources) {
        FileEntry artefact = manifest.artefact();
        if (artefact == null) {
            return List.of();
        }
        Optional<Version> object = state.find(upload.unit() + artefact.path());
        if (object.isEmpty()) {
            return List.of(FileFaults.missing("/artefact/path", artefact.path()));
        }
        Source source = tables.digest(object.get());
        sources.add(source);
        return FileFaults.digest("/artefact/sha256", artefact, source);
    }

    private void predictionsOf(ModelVersion version, History history) {
        TreeSet<Reference> on = new TreeSet<>();
        history.now()
                .ifPresent(state ->
                        state.objects()
                                .keySet()
                                .forEach(key -> {
                                    if (UploadKey.parse(key) instanceof OfPredictions p) {
                                        on.add(p.dataset());
                                    }
                                }));
        on.forEach(dataset -> predictions(version, dataset));
    }

    private void predictions(ModelVersion version, Reference dataset) {
        String unit = OfPredictions.unit(version.reference(), dataset);
        List<Version> files =
                new History(bucket.history(unit), "")
                        .now().map(s -> s.objects().values()).orElse(List.of()).stream()
                                .sorted(Comparator.comparing(Version::key))
                                .toList();
        if (files.isEmpty()) {
            return;
        }
        List<Source> sources = files.stream().map(tables::digest).toList();
        switch (PredictionsTable.read(
                tables, unit, sources, version.manifest(), ColumnType.STRING)) {
            case PredictionsTable.Wrong(String key, Fault fault) ->
                    uploads.note(
                            unit,
                            files.stream()
                                    .filter(f -> f.key().equals(key))
                                    .map(f -> state(f, State.REFUSED, List.of(fault)))
                                    .toList());
            case PredictionsTable.InOrder(Table table, Ids ids) -> {
                PredictionsVersion predictions =
                        new PredictionsVersion(
                                version.reference(),
                                dataset,
                                Digests.ofFiles(unit, sources),
                                files.stream()
                                        .map(Version::modified)
                                        .max(Comparator.naturalOrder())
                                        .orElseThrow(),
                                sources,
                                table.rows(),
                                false);
                switch (models.register(predictions)) {
                    case Recorded.New recorded -> inOrder(unit, predictions);
                    case Recorded.Same same -> inOrder(unit, predictions);
                    case Recorded.Conflict conflict ->
                            Conflicts.note(
                                    uploads,
                                    tables,
                                    unit,
                                    models.predictions(version.reference(), dataset)
                                            .orElseThrow()
                                            .sources(),
                                    new History(bucket.history(unit), ""),
                                    clock.instant());
                }
                datasets.watch(dataset.name(), version.reference().name());
                work.lookAt(version.reference().name(), predictions.digest());
            }
        }
    }

    /// What could not be made need not be, once it is uploaded.
    private void inOrder(String unit, PredictionsVersion predictions) {
        uploads.note(unit, List.of());
        uploads.note(ScoringRequest.unit(predictions.model(), predictions.dataset()), List.of());
    }

    /// Every gate that was ever uploaded is kept, since verdicts name the gate that they were given
    /// by.
    private void gate(OfGate upload) {
        String key = upload.unit() + "gate.json";
        List<Version> versions =
                bucket.history(key).stream()
                        .filter(v -> v.key().equals(key) && !v.deleted())
                        .sorted(Comparator.comparing(Version::modified))
                        .toList();
        List<UploadState> wrong = List.of();
        String before = "";
        for (Version version : versions) {
            String digest = tables.digest(version).sha256();
            if (digest.equals(before)) {
                continue;
            }
            before = digest;
            wrong = List.of();
            switch (Manifests.gate(tables.bytes(version), upload.model())) {
                case Reading.Faulty(List<Fault> faults) ->
                        wrong = List.of(state(version, State.REFUSED, faults));
                case Reading.Read read -> {
                    GateManifest manifest = (GateManifest) read.manifest();
                    GateRevision revision =
                            new GateRevision(
                                    upload.model(), digest, version.modified(), read.json());
                    models.register(revision, upload.unit());
                    manifest.gate().datasets().stream()
                            .map(TestSet::name)
                            .forEach(name -> datasets.watch(name, upload.model()));
                }
            }
        }
        uploads.note(upload.unit(), wrong);
        if (!versions.isEmpty()) {
            work.lookAt(upload.model(), versions.getLast().id());
        }
    }

    private void system(OfSystem upload) {
        String key = upload.unit() + "system.json";
        History history = new History(bucket.history(upload.unit()), key);
        List<UploadState> wrong = new ArrayList<>();
        for (History.State state : history.states()) {
            Optional<Version> manifest = state.find(key);
            if (manifest.isEmpty()) {
                continue;
            }
            wrong.clear();
            switch (Manifests.system(
                    tables.bytes(manifest.get()), upload.name(), upload.version())) {
                case Reading.Faulty(List<Fault> faults) ->
                        wrong.add(state(manifest.get(), State.REFUSED, faults));
                case Reading.Read read -> {
                    SystemManifest system = (SystemManifest) read.manifest();
                    List<Fault> circle =
                            models.isRegistered(system.reference())
                                    ? List.of()
                                    : circles.faults(system, state.at());
                    if (!circle.isEmpty()) {
                        wrong.add(state(manifest.get(), State.REFUSED, circle));
                        continue;
                    }
                    if (models.register(system, read.json(), upload.unit())
                            instanceof Recorded.Conflict(String digest)) {
                        wrong.add(
                                state(
                                        manifest.get(),
                                        State.CONFLICT,
                                        List.of(Conflicts.fault("system.json", digest))));
                    }
                }
            }
        }
        uploads.note(upload.unit(), wrong);
    }

    private void lookAt(ModelVersion version, String manifestKey) {
        models.gates(version.reference().name())
                .forEach(g ->
                        g.gate().datasets().stream()
                                .map(TestSet::name)
                                .forEach(n -> datasets.watch(n, version.reference().name())));
        String signatures =
                models.signatures(version.reference()).stream()
                        .map(s -> " " + s.signature().sha256())
                        .collect(Collectors.joining());
        work.lookAt(version.reference().name(), manifestKey + " " + version.digest() + signatures);
    }

    private UploadState refused(String key, String versionId, Fault fault) {
        return new UploadState(key, versionId, State.REFUSED, List.of(fault), clock.instant());
    }

    private UploadState state(Version version, State state, List<Fault> faults) {
        return new UploadState(version.key(), version.id(), state, faults, clock.instant());
    }
}
