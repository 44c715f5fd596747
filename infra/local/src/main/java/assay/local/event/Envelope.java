package assay.local.event;

import assay.embedded.ObjectCreated;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Events in EventBridge's envelope.
///
/// @param account that they come from
/// @param region that they come from
public record Envelope(String account, String region) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public ObjectNode of(
            String source, String type, List<String> resources, JsonNode detail, Instant time) {
        var event = JSON.objectNode();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", type);
        event.put("source", source);
        event.put("account", account);
        event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", region);
        var about = event.putArray("resources");
        resources.forEach(about::add);
        event.set("detail", detail);
        return event;
    }

    /// S3's own event; its key is not URL-encoded.
    public ObjectNode of(ObjectCreated created) {
        var detail = JSON.objectNode();
        detail.put("version", "0");
        detail.putObject("bucket").put("name", created.bucket());
        var object = detail.putObject("object");
        object.put("key", created.key());
        object.put("size", created.size());
        object.put("etag", created.etag());
        if (created.versionId() != null) {
            object.put("version-id", created.versionId());
        }
        object.put("sequencer", created.sequencer());
        detail.put("request-id", UUID.randomUUID().toString());
        detail.put("requester", account);
        detail.put("source-ip-address", "127.0.0.1");
        detail.put("reason", created.reason());
        return of(
                "aws.s3",
                "Object Created",
                List.of("arn:aws:s3:::" + created.bucket()),
                detail,
                created.time());
    }
}
