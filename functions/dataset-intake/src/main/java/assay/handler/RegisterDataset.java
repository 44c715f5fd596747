package assay.handler;

import assay.aws.Wiring;
import assay.intake.FileFaults;
import assay.intake.History;
import assay.intake.UploadKey;
import assay.intake.UploadKey.Foreign;
import assay.intake.UploadKey.OfDataset;
import assay.ledger.DatasetVersion;
import assay.ledger.Datasets;
import assay.ledger.Digests;
import assay.ledger.Ledger;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.Source;
import assay.ledger.UploadState;
import assay.ledger.UploadState.State;
import assay.ledger.Uploads;
import assay.ledger.Work;
import assay.manifest.DatasetManifest;
import assay.manifest.DatasetManifest.FileEntry;
import assay.manifest.Fault;
import assay.manifest.Manifests;
import assay.manifest.Manifests.Reading;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.Circles;
import assay.tables.uploads.Conflicts;
import assay.tables.uploads.UploadedTables;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Registers dataset versions, as far as they are whole and in order, and asks that the models
/// which wait for them be looked at.
public final class RegisterDataset {

    private final Objects bucket;
    private final UploadedTables tables;
    private final Datasets datasets;
    private final Uploads uploads;
    private final Circles circles;
    private final Work work;
    private final InstantSource clock;

    /// @param bucket the uploads
    public RegisterDataset(
            Objects bucket, UploadedTables tables, Ledger ledger, Work work, InstantSource clock) {
        this.bucket = bucket;
        this.tables = tables;
        this.datasets = new Datasets(ledger);
        this.uploads = new Uploads(ledger);
        this.circles = new Circles(bucket, tables, ledger);
        this.work = work;
        this.clock = clock;
    }

    static RegisterDataset from(Wiring wiring) {
        Objects bucket = wiring.uploads();
        TableReader reader =
                new TableReader(
                        Limits.of(wiring::most), Runtime.getRuntime().availableProcessors());
        return new RegisterDataset(
                bucket,
                new UploadedTables(bucket, reader),
                wiring.ledger(),
                wiring.work(),
                InstantSource.system());
    }

    /// Looks at the dataset version that the object is a part of.
    public void uploaded(String key) {
        switch (UploadKey.parse(key)) {
            case OfDataset dataset -> dataset(dataset);
            case Foreign foreign ->
                    uploads.note(
                            foreign.unit(),
                            List.of(
                                    new UploadState(
                                            key,
                                            "",
                                            State.REFUSED,
                                            List.of(new Fault.OfFile(key, foreign.because())),
                                            clock.instant())));
            case UploadKey other ->
                    throw new IllegalArgumentException(key + " is no part of a dataset");
        }
    }

    private void dataset(OfDataset upload) {
        String manifestKey = upload.unit() + "dataset.json";
        History history = new History(bucket.history(upload.unit()), manifestKey);
        Optional<DatasetVersion> registered = datasets.find(upload.reference());
        if (registered.isEmpty()) {
            registered = register(upload, manifestKey, history);
        }
        registered.ifPresent(version -> {
            Conflicts.note(
                    uploads, tables, upload.unit(), version.sources(), history, clock.instant());
            datasets.concerned(version.reference())
                    .forEach(model -> work.lookAt(model, version.digest()));
        });
    }

    /// The first whole and right state of the upload is the version; there may have been wrong ones
    /// before it, and other ones after it.
    private Optional<DatasetVersion> register(
            OfDataset upload, String manifestKey, History history) {
        List<UploadState> wrong = List.of();
        for (History.State state : history.states()) {
            Optional<Version> manifest = state.find(manifestKey);
            if (manifest.isEmpty()) {
                continue;
            }
            switch (Manifests.dataset(
                    tables.bytes(manifest.get()), upload.name(), upload.version())) {
                case Reading.Faulty(List<Fault> faults) ->
                        wrong = List.of(refused(manifest.get(), faults));
                case Reading.Read read -> {
                    DatasetManifest contract = (DatasetManifest) read.manifest();
                    List<Source> sources = new ArrayList<>(List.of(tables.digest(manifest.get())));
                    List<Fault> faults = files(contract, upload, state, sources);
                    faults.addAll(circles.faults(contract, state.at()));
                    if (!faults.isEmpty()) {
                        wrong = List.of(refused(manifest.get(), faults));
                        continue;
                    }
                    switch (Assessment.of(
                            contract, upload.unit(), sources.subList(1, sources.size()), tables)) {
                        case Assessment.Refused(String key, List<Fault> found) ->
                                wrong =
                                        List.of(
                                                refused(
                                                        state.find(key).orElse(manifest.get()),
                                                        found));
                        case Assessment.Accepted accepted -> {
                            datasets.register(
                                    accepted.version(
                                            Digests.ofFiles(upload.unit(), sources),
                                            state.at(),
                                            sources),
                                    upload.unit());
                            return datasets.find(upload.reference());
                        }
                    }
                }
            }
        }
        if (!wrong.isEmpty()) {
            uploads.note(upload.unit(), wrong, Datasets.key(upload.reference()));
        }
        return Optional.empty();
    }

    private List<Fault> files(
            DatasetManifest contract, OfDataset upload, History.State state, List<Source> sources) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < contract.files().size(); i++) {
            FileEntry entry = contract.files().get(i);
            Optional<Version> file = state.find(upload.unit() + entry.path());
            if (file.isEmpty()) {
                faults.add(FileFaults.missing("/files/" + i + "/path", entry.path()));
            } else {
                Source source = tables.digest(file.get());
                sources.add(source);
                faults.addAll(FileFaults.digest("/files/" + i + "/sha256", entry, source));
            }
        }
        return faults;
    }

    private UploadState refused(Version version, List<Fault> faults) {
        return new UploadState(version.key(), version.id(), State.REFUSED, faults, clock.instant());
    }
}
