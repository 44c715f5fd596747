package assay.aws;

import assay.json.Json;
import assay.ledger.Objects.Version;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;

/// Where a request to run a model on a dataset lies, as the body of a message.
///
/// @param key of the object in the results bucket
/// @param versionId of the object
/// @param size bytes
/// @param attempt how often the message has been received, this time included; 1 or more
public record ScoringMessage(String key, String versionId, long size, int attempt) {

    static ScoringMessage of(Version stored) {
        return new ScoringMessage(stored.key(), stored.id(), stored.size(), 1);
    }

    /// @throws IllegalArgumentException if the body tells of no request; it says how
    public static ScoringMessage in(SQSMessage message) {
        Body request = Body.of("where a request to run a model lies", message.getBody());
        String received =
                message.getAttributes() == null
                        ? "1"
                        : message.getAttributes().getOrDefault("ApproximateReceiveCount", "1");
        return new ScoringMessage(
                request.text("/key"),
                request.text("/versionId"),
                request.whole("/size"),
                Integer.parseInt(received));
    }

    /// The object.
    public Version object() {
        return new Version(key, versionId, Instant.EPOCH, size, false);
    }

    String json() {
        return Json.write(
                Json.object().put("key", key).put("versionId", versionId).put("size", size));
    }
}
