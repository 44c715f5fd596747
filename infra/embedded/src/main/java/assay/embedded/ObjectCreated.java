package assay.embedded;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An object came into a bucket.
///
/// @param key as it is, not URL-encoded
/// @param size in bytes
/// @param etag without quotes; no content hash
/// @param versionId null in a bucket without versions
/// @param sequencer hexadecimal; among events of one key, the later is the greater
/// @param reason the operation, as S3 names it: `PutObject`, `CopyObject`,
///   `CompleteMultipartUpload`
public record ObjectCreated(
        String bucket,
        String key,
        long size,
        String etag,
        @Nullable String versionId,
        String sequencer,
        String reason,
        Instant time) {}
