package assay.benchmarks;

import assay.benchmarks.UploadFolder.WrongFolder;
import assay.handler.RegisterDataset;
import assay.handler.RegisterModel;
import assay.intake.FileFaults;
import assay.intake.UploadKey.OfPredictions;
import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.ledger.Datasets;
import assay.ledger.Digests;
import assay.ledger.GateRevision;
import assay.ledger.Ledger;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.PredictionsVersion;
import assay.ledger.Source;
import assay.ledger.UploadState;
import assay.ledger.Uploads;
import assay.ledger.Work;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest;
import assay.manifest.DatasetManifest.FileEntry;
import assay.manifest.Fault;
import assay.manifest.Manifest;
import assay.manifest.Manifests;
import assay.manifest.Manifests.Reading;
import assay.manifest.ModelManifest;
import assay.profile.Profile;
import assay.tables.uploads.UploadedTables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts a folder's content on record, so that it can be judged: manifests are checked and files
/// digested. Intake's own look at every value, which profiles a dataset, is taken where it is asked
/// for, or where a manifest states no columns.
final class Registration {
    private final Objects objects;
    private final UploadedTables tables;
    private final Ledger ledger;
    private final UploadFolder folder;
    private final Instant at;
    private final Map<String, Source> digests = new HashMap<>();

    Registration(
            Objects objects,
            UploadedTables tables,
            Ledger ledger,
            UploadFolder folder,
            Instant at) {
        this.objects = objects;
        this.tables = tables;
        this.ledger = ledger;
        this.folder = folder;
        this.at = at;
    }

    /// As the intake functions do it, every value looked at.
    ///
    /// @throws WrongFolder that says what was refused
    void byIntake() {
        Work nobody = (model, cause) -> {};
        RegisterDataset datasets =
                new RegisterDataset(objects, tables, ledger, nobody, InstantSource.fixed(at));
        RegisterModel models =
                new RegisterModel(objects, tables, ledger, nobody, InstantSource.fixed(at));
        datasets.uploaded(unit(folder.dataset()) + "dataset.json");
        models.uploaded("gates/" + folder.model() + "/gate.json");
        folder.versions().forEach(v -> models.uploaded(unit(v) + "model.json"));
        refuseWhatWasRefused(ledger);
    }

    /// Manifests and digests alone.
    ///
    /// @throws WrongFolder that says what is wrong with them
    void byManifests() {
        digest();
        if (!dataset()) {
            byIntake();
            return;
        }
        gate();
        folder.versions().forEach(this::model);
    }

    /// Says what the ledger has noted of the uploads, if it has noted anything.
    static void refuseWhatWasRefused(Ledger ledger) {
        List<String> said = new ArrayList<>();
        for (UploadState.State state : UploadState.State.values()) {
            new Uploads(ledger)
                    .list(state, 100, null)
                    .items()
                    .forEach(upload ->
                            said.add(
                                    upload.path("key").asString()
                                            + " is "
                                            + state.word()
                                            + ": "
                                            + upload.path("faults")));
        }
        if (!said.isEmpty()) {
            throw new WrongFolder(String.join("\n", said));
        }
    }

    private void digest() {
        List<Version> files = objects.history("");
        files.parallelStream()
                .map(tables::digest)
                .toList()
                .forEach(source -> digests.put(source.key(), source));
    }

    /// Answers whether the manifest says enough to register by.
    private boolean dataset() {
        String unit = unit(folder.dataset());
        String key = unit + "dataset.json";
        DatasetManifest manifest =
                (DatasetManifest)
                        read(
                                key,
                                Manifests.dataset(
                                        bytes(key),
                                        folder.dataset().name(),
                                        folder.dataset().version()));
        if (manifest.columns().isEmpty()) {
            return false;
        }
        List<Source> sources = new ArrayList<>(List.of(digest(key)));
        for (int i = 0; i < manifest.files().size(); i++) {
            FileEntry file = manifest.files().get(i);
            sources.add(file(key, unit, "/files/" + i, file));
        }
        new Datasets(ledger)
                .register(
                        new DatasetVersion(
                                manifest,
                                false,
                                Digests.ofFiles(unit, sources),
                                at,
                                sources,
                                0,
                                new Profile(0, List.of()),
                                Json.array()),
                        unit);
        return true;
    }

    private Source file(String manifest, String unit, String pointer, FileEntry file) {
        Optional<Source> source = Optional.ofNullable(digests.get(unit + file.path()));
        List<Fault> faults =
                source.map(s -> FileFaults.digest(pointer + "/sha256", file, s))
                        .orElseGet(
                                () -> List.of(FileFaults.missing(pointer + "/path", file.path())));
        if (!faults.isEmpty()) {
            throw wrong(manifest, faults);
        }
        return source.orElseThrow();
    }

    private void model(Reference version) {
        String unit = unit(version);
        String key = unit + "model.json";
        ModelManifest manifest =
                (ModelManifest)
                        read(key, Manifests.model(bytes(key), version.name(), version.version()));
        List<Source> sources = new ArrayList<>(List.of(digest(key)));
        FileEntry artefact = manifest.artefact();
        if (artefact != null) {
            sources.add(file(key, unit, "/artefact", artefact));
        }
        Models models = new Models(ledger);
        models.register(
                new ModelVersion(manifest, Digests.ofFiles(unit, sources), at, sources), unit);
        String predictions = OfPredictions.unit(version, folder.dataset());
        List<Source> files =
                objects.history(predictions).stream().map(v -> digest(v.key())).toList();
        if (files.isEmpty()) {
            throw new WrongFolder(
                    "there are no predictions of %s below %s".formatted(version, predictions));
        }
        models.register(
                new PredictionsVersion(
                        version,
                        folder.dataset(),
                        Digests.ofFiles(predictions, files),
                        at,
                        files,
                        0,
                        false));
    }

    private void gate() {
        String key = "gates/" + folder.model() + "/gate.json";
        switch (Manifests.gate(bytes(key), folder.model())) {
            case Reading.Faulty(List<Fault> faults) -> throw wrong(key, faults);
            case Reading.Read read ->
                    new Models(ledger)
                            .register(
                                    new GateRevision(
                                            folder.model(), digest(key).sha256(), at, read.json()),
                                    "gates/" + folder.model() + "/");
        }
    }

    private static Manifest read(String key, Reading reading) {
        return switch (reading) {
            case Reading.Faulty(List<Fault> faults) -> throw wrong(key, faults);
            case Reading.Read read -> read.manifest();
        };
    }

    private static WrongFolder wrong(String key, List<Fault> faults) {
        return new WrongFolder(
                key
                        + " is wrong: "
                        + faults.stream()
                                .map(fault ->
                                        fault
                                                        instanceof
                                                        Fault.AtPointer(
                                                                String pointer,
                                                                String reason)
                                                ? (pointer + " " + reason).strip()
                                                : fault.reason())
                                .collect(Collectors.joining("; ")));
    }

    private Source digest(String key) {
        return java.util.Objects.requireNonNull(digests.get(key), key);
    }

    private byte[] bytes(String key) {
        return objects.history(key).stream()
                .filter(v -> v.key().equals(key))
                .findFirst()
                .map(tables::bytes)
                .orElseThrow();
    }

    private static String unit(Reference version) {
        return switch (version.kind()) {
            case DATASET -> "datasets/" + version.name() + "/" + version.version() + "/";
            default -> "models/" + version.name() + "/" + version.version() + "/";
        };
    }
}
