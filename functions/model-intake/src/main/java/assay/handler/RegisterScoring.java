package assay.handler;

import assay.aws.Wiring;
import assay.intake.ScoringKey;
import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.ledger.Datasets;
import assay.ledger.Digests;
import assay.ledger.Ledger;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.PredictionsVersion;
import assay.ledger.ScoringReport;
import assay.ledger.ScoringReport.Refused;
import assay.ledger.ScoringReport.Scored;
import assay.ledger.ScoringReport.Underway;
import assay.ledger.ScoringRequest;
import assay.ledger.ScoringState;
import assay.ledger.Source;
import assay.ledger.UploadState;
import assay.ledger.UploadState.State;
import assay.ledger.Uploads;
import assay.ledger.Work;
import assay.manifest.DatasetManifest.FileEntry;
import assay.manifest.Fault;
import assay.metrics.Ids;
import assay.profile.ColumnType;
import assay.profile.Table;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.PredictionsTable;
import assay.tables.uploads.UploadedTables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// Takes up what scoring wrote into the results bucket: predictions, held to all that uploaded ones
/// are held to; that they cannot be made; or how far they are.
///
/// Scoring ran a stranger's model. It is believed that far: what it says lies below the request's
/// own folder, is as small as it must be, and is read within limits.
final class RegisterScoring {

    private static final int MOST_BYTES = 1 << 20;

    private final Objects results;
    private final UploadedTables tables;
    private final Models models;
    private final Datasets datasets;
    private final Uploads uploads;
    private final Work work;
    private final InstantSource clock;

    RegisterScoring(
            Objects results, UploadedTables tables, Ledger ledger, Work work, InstantSource clock) {
        this.results = results;
        this.tables = tables;
        this.models = new Models(ledger);
        this.datasets = new Datasets(ledger);
        this.uploads = new Uploads(ledger);
        this.work = work;
        this.clock = clock;
    }

    static RegisterScoring from(Wiring wiring) {
        Objects results = wiring.results();
        return new RegisterScoring(
                results,
                new UploadedTables(results, new TableReader(Limits.of(wiring::most), 2)),
                wiring.ledger(),
                wiring.work(),
                InstantSource.system());
    }

    /// Looks at what scoring says of the request that the object belongs to.
    void reported(String key) {
        Optional<ScoringKey> place = ScoringKey.parse(key);
        if (place.isEmpty()) {
            return;
        }
        Optional<ModelVersion> model = models.find(place.get().model());
        Optional<DatasetVersion> dataset = datasets.find(place.get().dataset());
        if (model.isEmpty() || dataset.isEmpty()) {
            throw new IllegalStateException(key + " answers a request about what is not on record");
        }
        String folder = place.get().folder();
        // What was said first stands: a request that is carried out twice has one outcome.
        Optional<Version> outcome = reports(folder + ScoringRequest.OUTCOME).stream().findFirst();
        List<Version> progress = reports(folder + ScoringRequest.PROGRESS);
        if (outcome.isPresent()) {
            report(place.get(), model.get(), dataset.get(), outcome.get());
        } else if (!progress.isEmpty()) {
            report(place.get(), model.get(), dataset.get(), progress.getLast());
        }
    }

    private List<Version> reports(String key) {
        return results.history(key).stream()
                .filter(v -> v.key().equals(key) && !v.deleted())
                .toList();
    }

    private void report(
            ScoringKey place, ModelVersion model, DatasetVersion dataset, Version document) {
        switch (read(document)) {
            case Scored scored when isBelow(place.folder(), scored) ->
                    predictions(place, model, dataset, scored);
            case Scored scored ->
                    refuse(place, model, unreadable("names files that are not the request's own"));
            case Refused refused -> refuse(place, model, refused.fault(artefact(model)));
            case Underway(Instant at, long done, long rows) -> {
                models.note(state(place, done, rows, ""));
                work.lookAt(place.model().name(), document.key() + " " + document.id());
            }
        }
    }

    private ScoringReport read(Version document) {
        if (document.size() > MOST_BYTES) {
            return refused("its report has more than a MiB");
        }
        try {
            return Json.read(Json.tree(tables.bytes(document)), ScoringReport.class);
        } catch (JacksonException e) {
            return refused("its report cannot be read: " + e.getOriginalMessage());
        }
    }

    private ScoringReport refused(String because) {
        return new Refused(clock.instant(), "", because);
    }

    private static Fault unreadable(String reason) {
        return new Fault.OfFile(ScoringRequest.OUTCOME, reason);
    }

    private static String artefact(ModelVersion model) {
        FileEntry artefact = model.manifest().artefact();
        return artefact == null ? "model.json" : artefact.path();
    }

    private static boolean isBelow(String folder, Scored scored) {
        return !scored.files().isEmpty()
                && Stream.concat(scored.files().stream(), Stream.ofNullable(scored.importance()))
                        .map(Source::key)
                        .allMatch(k -> k.startsWith(folder) && k.indexOf('/', folder.length()) < 0);
    }

    private void predictions(
            ScoringKey place, ModelVersion model, DatasetVersion dataset, Scored scored) {
        switch (PredictionsTable.read(
                tables, place.folder(), scored.files(), model.manifest(), ColumnType.STRING)) {
            case PredictionsTable.Wrong(String key, Fault fault) -> refuse(place, model, fault);
            case PredictionsTable.InOrder(Table table, Ids ids) -> {
                PredictionsVersion predictions =
                        new PredictionsVersion(
                                place.model(),
                                place.dataset(),
                                Digests.ofFiles(place.folder(), scored.files()),
                                complete(model, dataset),
                                scored.files(),
                                table.rows(),
                                false,
                                scored.importance());
                models.register(predictions);
                uploads.note(ScoringRequest.unit(place.model(), place.dataset()), List.of());
                datasets.watch(place.dataset().name(), place.model().name());
                work.lookAt(place.model().name(), predictions.digest());
            }
        }
    }

    /// The predictions count as of when all that they were made of had been uploaded: so it does
    /// not matter how long it took to make them.
    private static Instant complete(ModelVersion model, DatasetVersion dataset) {
        return model.committedAt().isAfter(dataset.committedAt())
                ? model.committedAt()
                : dataset.committedAt();
    }

    private void refuse(ScoringKey place, ModelVersion model, Fault fault) {
        Source artefact = model.artefact().orElseGet(() -> model.sources().getFirst());
        boolean uploaded =
                models.predictions(place.model(), place.dataset())
                        .filter(p -> !p.scored())
                        .isPresent();
        if (!uploaded) {
            uploads.note(
                    ScoringRequest.unit(place.model(), place.dataset()),
                    List.of(
                            new UploadState(
                                    artefact.key(),
                                    artefact.versionId(),
                                    State.REFUSED,
                                    List.of(fault),
                                    clock.instant())));
        }
        models.note(state(place, 0, 0, fault.reason()));
        work.lookAt(place.model().name(), place.folder() + ScoringRequest.OUTCOME);
    }

    private ScoringState state(ScoringKey place, long done, long rows, String refused) {
        return new ScoringState(
                place.model(),
                place.dataset(),
                place.request(),
                done,
                rows,
                refused,
                clock.instant());
    }
}
