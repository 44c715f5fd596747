package assay.ledger;

import assay.lineage.Reference;
import assay.manifest.ModelManifest;
import assay.signature.ModelSignature;
import assay.signature.SignedFiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A model version on record.
///
/// @param digest over the manifest and the artefact
/// @param committedAt when the upload was complete
/// @param sources the manifest, then the artefact if there is one
/// @param signatures that came beside it, where it was read together with them: they are records of
///   their own
public record ModelVersion(
        ModelManifest manifest,
        String digest,
        Instant committedAt,
        List<Source> sources,
        List<ModelSignature> signatures) {

    public ModelVersion {
        sources = List.copyOf(sources);
        signatures = signatures == null ? List.of() : List.copyOf(signatures);
    }

    /// A version by itself.
    public ModelVersion(
            ModelManifest manifest, String digest, Instant committedAt, List<Source> sources) {
        this(manifest, digest, committedAt, sources, List.of());
    }

    /// The same, with the signatures that came beside it.
    public ModelVersion signed(List<ModelSignature> by) {
        return new ModelVersion(manifest, digest, committedAt, sources, by);
    }

    /// Its files as a signature names them: below the version's folder.
    public SignedFiles signedFiles() {
        String folder = "models/%s/%s/".formatted(manifest.model(), manifest.version());
        Map<String, String> files = new TreeMap<>();
        sources.forEach(
                s -> files.put(s.key().replaceFirst("^" + Pattern.quote(folder), ""), s.sha256()));
        return new SignedFiles(files, signatures);
    }

    /// Its reference.
    public Reference reference() {
        return manifest.reference();
    }

    /// Whether it can be run: it was uploaded as ONNX.
    public boolean isOnnx() {
        return artefact().map(a -> a.key().endsWith(".onnx")).orElse(false);
    }

    /// The model itself, where it was uploaded.
    public Optional<Source> artefact() {
        return manifest.artefact() == null || sources.size() < 2
                ? Optional.empty()
                : Optional.of(sources.get(1));
    }
}
