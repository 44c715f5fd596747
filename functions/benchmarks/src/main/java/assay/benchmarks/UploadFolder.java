package assay.benchmarks;

import assay.intake.UploadKey;
import assay.intake.UploadKey.OfDataset;
import assay.intake.UploadKey.OfGate;
import assay.intake.UploadKey.OfModel;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.lineage.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/// What a folder holds for a model to be judged: a dataset version, two versions of one model, the
/// model's gate.
record UploadFolder(Reference dataset, List<Reference> versions, List<String> keys) {

    /// The folder's content, read off its names.
    ///
    /// @throws WrongFolder that says what is missing, or too much
    static UploadFolder of(Path folder, Objects objects) {
        if (!Files.isDirectory(folder)) {
            throw new WrongFolder(folder + " is no folder");
        }
        TreeSet<Reference> datasets = new TreeSet<>();
        TreeSet<Reference> versions = new TreeSet<>();
        TreeSet<String> gates = new TreeSet<>();
        List<String> keys = objects.history("").stream().map(Version::key).toList();
        for (String key : keys) {
            switch (UploadKey.parse(key)) {
                case OfDataset d when key.equals(d.unit() + "dataset.json") ->
                        datasets.add(d.reference());
                case OfModel m when key.equals(m.unit() + "model.json") ->
                        versions.add(m.reference());
                case OfGate g -> gates.add(g.model());
                case UploadKey other -> {}
            }
        }
        if (datasets.size() != 1) {
            throw new WrongFolder(
                    "one dataset is evaluated, datasets/<name>/<version>/dataset.json; there "
                            + told(datasets.size(), datasets));
        }
        List<String> models = versions.stream().map(Reference::name).distinct().toList();
        if (versions.size() != 2 || models.size() != 1) {
            throw new WrongFolder(
                    "two versions of one model are compared, models/<name>/<version>/model.json; there "
                            + told(versions.size(), versions));
        }
        if (!gates.contains(models.getFirst())) {
            throw new WrongFolder(
                    "the gate gates/%s/gate.json is missing; there %s"
                            .formatted(models.getFirst(), told(gates.size(), gates)));
        }
        return new UploadFolder(datasets.first(), List.copyOf(versions), keys);
    }

    String model() {
        return versions.getFirst().name();
    }

    private static String told(int count, Object what) {
        return count == 0 ? "is none" : (count == 1 ? "is " : "are ") + what;
    }

    /// Says what is wrong with a folder.
    static final class WrongFolder extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongFolder(String because) {
            super(because);
        }
    }
}
