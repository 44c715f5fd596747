package assay.tables.uploads;

import assay.intake.History;
import assay.ledger.Datasets;
import assay.ledger.Ledger;
import assay.ledger.Models;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.lineage.Circle;
import assay.lineage.Circle.Upload;
import assay.lineage.Edge;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest;
import assay.manifest.Fault;
import assay.manifest.Manifests;
import assay.manifest.Manifests.Reading;
import assay.manifest.ModelManifest;
import assay.manifest.SystemManifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds uploads whose links close a circle with what was uploaded before them.
///
/// What is on record is asked of the ledger; what is not, of the bucket: an upload that came
/// earlier is there, whether or not its event has come. There, the first manifest counts that can
/// be read and whose files are all uploaded.
public final class Circles {

    private final Objects bucket;
    private final UploadedTables tables;
    private final Datasets datasets;
    private final Models models;

    public Circles(Objects bucket, UploadedTables tables, Ledger ledger) {
        this.bucket = bucket;
        this.tables = tables;
        this.datasets = new Datasets(ledger);
        this.models = new Models(ledger);
    }

    /// What is wrong with the links of a dataset uploaded at that time.
    public List<Fault> faults(DatasetManifest manifest, Instant at) {
        return faults(new Upload(manifest.reference(), at, manifest.edges()));
    }

    /// What is wrong with the links of a model uploaded at that time.
    public List<Fault> faults(ModelManifest manifest, Instant at) {
        return faults(new Upload(manifest.reference(), at, manifest.edges()));
    }

    /// What is wrong with the links of a system, product or component uploaded at that time.
    public List<Fault> faults(SystemManifest manifest, Instant at) {
        return faults(new Upload(manifest.reference(), at, manifest.edges()));
    }

    private List<Fault> faults(Upload upload) {
        return Circle.closedBy(upload, this::find).map(c -> fault(upload, c)).stream().toList();
    }

    private static Fault fault(Upload upload, Circle circle) {
        Reference first = circle.chain().get(1);
        Edge link =
                upload.links().stream().filter(e -> e.to().equals(first)).findFirst().orElseThrow();
        return new Fault.AtPointer(
                pointer(link, upload.links()),
                "closes a circle: %s; what rests on itself has no origin, so leave this link out, or name another version"
                        .formatted(circle.path()));
    }

    private static String pointer(Edge link, List<Edge> links) {
        int place =
                links.stream()
                        .filter(e -> e.relation() == link.relation())
                        .map(Edge::to)
                        .toList()
                        .indexOf(link.to());
        return switch (link.relation()) {
            case DERIVED_FROM -> "/derivedFrom/" + place;
            case TRAINED_ON -> "/trainedOn/" + place;
            case BUILT_BY -> "/code";
            case USES -> "/uses/" + place;
            case PREDICTED_BY, ON, OF, ABOUT, AGAINST, SERVES -> "";
        };
    }

    private Optional<Upload> find(Reference reference) {
        return switch (reference.kind()) {
            case DATASET ->
                    datasets.find(reference)
                            .map(v -> new Upload(reference, v.committedAt(), v.manifest().edges()))
                            .or(() -> uploaded(reference, "datasets", "dataset.json"));
            case MODEL ->
                    models.find(reference)
                            .map(v -> new Upload(reference, v.committedAt(), v.manifest().edges()))
                            .or(() -> uploaded(reference, "models", "model.json"));
            // A record of these does not say when it was uploaded.
            case SYSTEM, PRODUCT, COMPONENT -> uploaded(reference, "systems", "system.json");
            // No manifest names these as what it rests on; code is never uploaded.
            case CODE, PREDICTIONS, EVALUATION, VERDICT, EXPERIMENT -> Optional.empty();
        };
    }

    private Optional<Upload> uploaded(Reference reference, String folder, String manifest) {
        String unit = "%s/%s/%s/".formatted(folder, reference.name(), reference.version());
        History history = new History(bucket.history(unit), unit + manifest);
        return history.states().stream()
                .map(state ->
                        state.find(unit + manifest)
                                .flatMap(v -> links(reference, v, unit, state))
                                .map(links -> new Upload(reference, state.at(), links)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// The links of an upload that is whole.
    private Optional<List<Edge>> links(
            Reference reference, Version version, String unit, History.State state) {
        byte[] content = tables.bytes(version);
        String name = reference.name();
        String number = reference.version();
        Reading reading =
                switch (reference.kind()) {
                    case DATASET -> Manifests.dataset(content, name, number);
                    case MODEL -> Manifests.model(content, name, number);
                    default -> Manifests.system(content, name, number);
                };
        if (!(reading instanceof Reading.Read read)) {
            return Optional.empty();
        }
        return switch (read.manifest()) {
            case DatasetManifest dataset
                    when dataset.files().stream()
                            .allMatch(f -> state.find(unit + f.path()).isPresent()) ->
                    Optional.of(dataset.edges());
            case ModelManifest model
                    when model.artefact() == null
                            || state.find(unit + model.artefact().path()).isPresent() ->
                    Optional.of(model.edges());
            case SystemManifest system when system.reference().equals(reference) ->
                    Optional.of(system.edges());
            default -> Optional.empty();
        };
    }
}
