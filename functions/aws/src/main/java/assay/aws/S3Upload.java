package assay.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// An object that came into a bucket, as EventBridge says it in the body of a message.
///
/// @param bucket its name
/// @param key as it is: EventBridge, unlike S3's own notifications, does not URL-encode it
/// @param versionId which version came
/// @param size bytes
/// @param sequencer hexadecimal; among events of one key, the later is the greater
/// @param time when it was written
public record S3Upload(
        String bucket, String key, String versionId, long size, String sequencer, Instant time) {

    private static final String WHAT = "S3's event Object Created, from a bucket with versions";

    /// @throws IllegalArgumentException if the body is no such event; it says how
    public static S3Upload in(SQSMessage message) {
        return read(message.getBody());
    }

    static S3Upload read(String body) {
        Body event = Body.of(WHAT, body);
        require("/source", event.text("/source"), "aws.s3");
        require("/detail-type", event.text("/detail-type"), "Object Created");
        return new S3Upload(
                event.text("/detail/bucket/name"),
                event.text("/detail/object/key"),
                event.text("/detail/object/version-id"),
                event.whole("/detail/object/size"),
                event.text("/detail/object/sequencer"),
                time(event.text("/time")));
    }

    private static void require(String pointer, String found, String wanted) {
        if (!found.equals(wanted)) {
            throw new IllegalArgumentException(
                    "the body is to be " + WHAT + ", but " + pointer + " is '" + found + "'");
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "the body is to be " + WHAT + ", but /time is no time: '" + text + "'", e);
        }
    }
}
