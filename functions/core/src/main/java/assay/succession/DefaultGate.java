package assay.succession;

import assay.json.Json;
import assay.ledger.Digests;
import assay.ledger.GateRevision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// The gate that applies to a model for which none was uploaded.
public final class DefaultGate {

    private DefaultGate() {}

    /// The default gate for a task, in the name of a model.
    ///
    /// @param task as a manifest names it
    public static GateRevision of(String model, String task) {
        String path = "/assay/gates/" + task + ".json";
        try (InputStream in = DefaultGate.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no default gate for the task " + task);
            }
            ObjectNode json = (ObjectNode) Json.tree(in.readAllBytes());
            json.put("gate", model);
            return new GateRevision(model, Digests.sha256(Json.bytes(json)), Instant.EPOCH, json);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
