package assay.announcement;

import assay.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An event as CloudEvents 1.0 writes it in JSON.
///
/// @param id the same for each time that the same thing is told: together with the source it names
///   the event
/// @param source the ledger that it is recorded in, as a URI
/// @param type such as `dev.assay.verdict.v1`
/// @param subject what it is about
/// @param time when it happened
/// @param schema of the data, as a URI
/// @param extensions further attributes; names are lower case letters and digits, at most 20
/// @param data what happened
public record CloudEvent(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String schema,
        Map<String, String> extensions,
        JsonNode data) {

    /// An event bus takes 256 KiB with all that it adds; a document beyond this is left to the
    /// `dataref`.
    private static final int MOST_BYTES = 240_000;

    public CloudEvent {
        extensions = Map.copyOf(extensions);
        for (String name : extensions.keySet()) {
            if (!name.matches("[a-z0-9]{1,20}")) {
                throw new IllegalArgumentException("no attribute can be called " + name);
            }
        }
    }

    /// In the structured form. Data that are too large for a bus are left out; the event then has a
    /// `dataref` alone, by the extension of that name.
    public String json() {
        String whole = Json.write(with(attributes()));
        return whole.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                ? whole
                : Json.write(attributes());
    }

    private ObjectNode attributes() {
        ObjectNode json = Json.object();
        json.put("specversion", "1.0");
        json.put("id", id);
        json.put("source", source);
        json.put("type", type);
        json.put("subject", subject);
        json.put("time", time.toString());
        extensions.forEach(json::put);
        return json;
    }

    private ObjectNode with(ObjectNode json) {
        json.put("datacontenttype", "application/json");
        json.put("dataschema", schema);
        json.set("data", data);
        return json;
    }
}
