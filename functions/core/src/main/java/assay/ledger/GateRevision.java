package assay.ledger;

import assay.gate.Gate;
import assay.manifest.Manifests;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// A gate as it was at some time; or a default one.
///
/// @param model whose gate it is
/// @param digest of the JSON
/// @param committedAt when it was uploaded; {@link Instant#EPOCH} for a default gate
/// @param json as written
public record GateRevision(String model, String digest, Instant committedAt, JsonNode json) {

    /// What it says.
    public Gate gate() {
        return Manifests.gate(json);
    }
}
