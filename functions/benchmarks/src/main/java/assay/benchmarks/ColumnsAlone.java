package assay.benchmarks;

import assay.benchmarks.UploadFolder.WrongFolder;
import assay.intake.UploadKey.OfPredictions;
import assay.ledger.Objects;
import assay.ledger.Source;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest;
import assay.manifest.DatasetManifest.Role;
import assay.manifest.Manifests;
import assay.manifest.Manifests.Reading;
import assay.manifest.ModelManifest;
import assay.profile.ColumnType;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult.Malformed;
import assay.tables.ReadResult.Read;
import assay.tables.uploads.PredictionsTable;
import assay.tables.uploads.UploadedTables;
import java.util.ArrayList;
import java.util.List;

/// Reading the columns that a verdict needs, and nothing else: what an evaluation cannot be faster
/// than.
record ColumnsAlone(Objects objects, UploadedTables tables) {

    /// How many values were read.
    long read(UploadFolder folder) {
        Reference dataset = folder.dataset();
        String unit = "datasets/" + dataset.name() + "/" + dataset.version() + "/";
        DatasetManifest contract =
                switch (Manifests.dataset(
                        bytes(unit + "dataset.json"), dataset.name(), dataset.version())) {
                    case Reading.Read read -> (DatasetManifest) read.manifest();
                    case Reading.Faulty faulty -> throw new WrongFolder(faulty.toString());
                };
        List<Wanted> wanted =
                contract.columns().stream()
                        .filter(c -> c.role().stream().anyMatch(r -> r != Role.FEATURE))
                        .map(c -> Wanted.of(c.name(), ColumnType.named(c.type()).orElseThrow()))
                        .toList();
        long values =
                read(
                        unit,
                        contract.files().stream().map(f -> source(unit + f.path())).toList(),
                        wanted);
        ColumnType ids =
                wanted.stream()
                        .filter(w -> contract.columnWith(Role.ID).orElse("").equals(w.name()))
                        .findFirst()
                        .map(Wanted::type)
                        .orElse(ColumnType.STRING);
        for (Reference version : folder.versions()) {
            values += read(version, dataset, ids);
        }
        return values;
    }

    private long read(Reference version, Reference dataset, ColumnType ids) {
        String key = "models/" + version.name() + "/" + version.version() + "/model.json";
        ModelManifest manifest =
                switch (Manifests.model(bytes(key), version.name(), version.version())) {
                    case Reading.Read read -> (ModelManifest) read.manifest();
                    case Reading.Faulty faulty -> throw new WrongFolder(faulty.toString());
                };
        List<Wanted> wanted = new ArrayList<>(List.of(Wanted.of(PredictionsTable.ID, ids)));
        PredictionsTable.scores(manifest)
                .forEach(name -> wanted.add(Wanted.of(name, ColumnType.NUMBER)));
        String unit = OfPredictions.unit(version, dataset);
        List<Source> files = objects.history(unit).stream().map(v -> source(v.key())).toList();
        return read(unit, files, wanted);
    }

    private long read(String unit, List<Source> files, List<Wanted> wanted) {
        return switch (tables.read(unit, files, new Expected.Columns(wanted))) {
            case Read read -> (long) read.table().rows() * wanted.size();
            case Malformed malformed -> throw new WrongFolder(malformed.sentence());
        };
    }

    private Source source(String key) {
        Objects.Version version = version(key);
        return new Source(key, version.id(), "", version.size());
    }

    private byte[] bytes(String key) {
        return tables.bytes(version(key));
    }

    private Objects.Version version(String key) {
        return objects.history(key).stream()
                .filter(v -> v.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new WrongFolder(key + " is missing"));
    }
}
