package assay.ledger;

import assay.lineage.Reference;
import assay.manifest.ModelManifest;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/// A model version on record.
///
/// @param digest over the manifest and the artefact
/// @param committedAt when the upload was complete
/// @param sources the manifest, then the artefact if there is one
public record ModelVersion(
        ModelManifest manifest, String digest, Instant committedAt, List<Source> sources) {

    public ModelVersion {
        sources = List.copyOf(sources);
    }

    /// Its reference.
    @JsonIgnore
    public Reference reference() {
        return manifest.reference();
    }
}
