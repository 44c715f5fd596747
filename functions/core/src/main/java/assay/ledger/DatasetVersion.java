package assay.ledger;

import assay.json.Json;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest;
import assay.profile.Profile;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A dataset version on record.
///
/// @param manifest with the columns inferred where it states none
/// @param inferred whether the columns are inferred
/// @param digest over the manifest and its files
/// @param committedAt when the upload was complete
/// @param sources the manifest, then the files in the manifest's order
/// @param rows in all files together
/// @param profile of each column
/// @param checks what the contract's checks found
public record DatasetVersion(
        DatasetManifest manifest,
        boolean inferred,
        String digest,
        Instant committedAt,
        List<Source> sources,
        long rows,
        Profile profile,
        JsonNode checks) {

    public DatasetVersion {
        sources = List.copyOf(sources);
        checks = checks == null ? Json.array() : checks;
    }

    /// Its reference.
    public Reference reference() {
        return manifest.reference();
    }

    /// The data files.
    public List<Source> files() {
        return sources.subList(1, sources.size());
    }
}
