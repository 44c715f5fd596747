package assay.ledger;

import assay.lineage.Reference;
import assay.manifest.DatasetManifest.ColumnEntry;
import assay.manifest.ModelManifest;
import java.time.Instant;
import java.util.List;

/// That a model be run on a dataset, with all that it takes: nothing else is looked up.
///
/// @param id a digest of model, dataset and program: what is asked again has the same
/// @param at when both were uploaded; the predictions count as of then
/// @param manifest the model's
/// @param artefact the model itself, below the uploads
/// @param dataset to run it on
/// @param columns the dataset's contract
/// @param files the dataset's, in order
public record ScoringRequest(
        String id,
        Instant at,
        ModelManifest manifest,
        Source artefact,
        Reference dataset,
        List<ColumnEntry> columns,
        List<Source> files) {

    /// Where scoring writes.
    public static final String FOLDER = "predictions/";

    /// The file that says what came of it.
    public static final String OUTCOME = "outcome.json";

    /// The file that says how far it is.
    public static final String PROGRESS = "progress.json";

    /// The file that holds the request.
    public static final String REQUEST = "request.json";

    public ScoringRequest {
        columns = List.copyOf(columns);
        files = List.copyOf(files);
    }

    /// Of a version that has an artefact.
    ///
    /// @param program that will run it
    public static ScoringRequest of(ModelVersion model, DatasetVersion dataset, String program) {
        Instant at =
                model.committedAt().isAfter(dataset.committedAt())
                        ? model.committedAt()
                        : dataset.committedAt();
        return new ScoringRequest(
                Digests.ofLines(
                                List.of(
                                        "model " + model.reference() + " " + model.digest(),
                                        "dataset " + dataset.reference() + " " + dataset.digest(),
                                        "program " + program))
                        .substring(0, 32),
                at,
                model.manifest(),
                model.artefact().orElseThrow(),
                dataset.reference(),
                dataset.manifest().columns(),
                dataset.files());
    }

    /// The model to run.
    public Reference model() {
        return manifest.reference();
    }

    /// The prefix of everything that is written for this model and dataset.
    public String unit() {
        return unit(model(), dataset);
    }

    /// The prefix of everything that is written for this request.
    public String folder() {
        return unit() + id + "/";
    }

    /// The prefix of everything that is written for a model and a dataset, in the results bucket.
    public static String unit(Reference model, Reference dataset) {
        return "%s%s/%s/%s/%s/"
                .formatted(
                        FOLDER, model.name(), model.version(), dataset.name(), dataset.version());
    }
}
