package assay.aws;

import assay.ledger.Objects;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// The objects of one bucket of S3 on which versioning is on.
///
/// Times are whole seconds, as S3 states them. Where a deletion and other versions of one key fall
/// into the same second, the newest is told from the others, and the deletion is taken to have come
/// last among those.
public final class S3Objects implements Objects {

    /// One line of a listing.
    private record Entry(Version version, boolean latest) {
        static Entry of(ObjectVersion version) {
            return new Entry(
                    new Version(
                            version.key(),
                            version.versionId(),
                            wholeSeconds(version.lastModified()),
                            version.size(),
                            false),
                    version.isLatest());
        }

        static Entry of(DeleteMarkerEntry marker) {
            return new Entry(
                    new Version(
                            marker.key(),
                            marker.versionId(),
                            wholeSeconds(marker.lastModified()),
                            0,
                            true),
                    marker.isLatest());
        }
    }

    private static final Comparator<Entry> OLDEST_FIRST_WITHIN_A_KEY =
            Comparator.comparing((Entry entry) -> entry.version().key())
                    .thenComparing(Entry::latest)
                    .thenComparing(entry -> entry.version().modified());

    private final S3Client s3;
    private final String bucket;
    private final int pageSize;

    /// @param bucket its name
    public S3Objects(S3Client s3, String bucket) {
        this(s3, bucket, 1_000);
    }

    /// @param pageSize the most versions that S3 lists at once
    S3Objects(S3Client s3, String bucket, int pageSize) {
        this.s3 = s3;
        this.bucket = bucket;
        this.pageSize = pageSize;
    }

    private static Instant wholeSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public List<Version> history(String prefix) {
        var versions = new ArrayList<Entry>();
        var deletions = new ArrayList<Entry>();
        at(
                prefix + "*",
                () -> {
                    for (ListObjectVersionsResponse page :
                            s3.listObjectVersionsPaginator(request ->
                                    request.bucket(bucket).prefix(prefix).maxKeys(pageSize))) {
                        page.versions().forEach(version -> versions.add(Entry.of(version)));
                        page.deleteMarkers().forEach(marker -> deletions.add(Entry.of(marker)));
                    }
                    return versions;
                });
        // S3 lists the newest first; the sort keeps the order of what falls into one second.
        return Stream.concat(versions.reversed().stream(), deletions.reversed().stream())
                .sorted(OLDEST_FIRST_WITHIN_A_KEY)
                .map(Entry::version)
                .toList();
    }

    @Override
    public InputStream open(Version version) {
        return at(
                place(version),
                () ->
                        s3.getObject(request ->
                                request.bucket(bucket).key(version.key()).versionId(version.id())));
    }

    @Override
    public ByteBuffer read(Version version, long offset, int length) {
        long end = Math.min(version.size(), offset + length);
        if (end <= offset) {
            return ByteBuffer.allocate(0);
        }
        return at(
                place(version),
                () ->
                        s3.getObjectAsBytes(request ->
                                        request.bucket(bucket)
                                                .key(version.key())
                                                .versionId(version.id())
                                                .range("bytes=" + offset + "-" + (end - 1)))
                                .asByteBuffer());
    }

    @Override
    public Version put(String key, String contentType, byte[] content) {
        return at(
                key,
                () -> {
                    String id =
                            s3.putObject(
                                            request ->
                                                    request.bucket(bucket)
                                                            .key(key)
                                                            .contentType(contentType),
                                            RequestBody.fromBytes(content))
                                    .versionId();
                    // Only a second request says when S3 takes it to have been written.
                    Instant modified =
                            s3.headObject(request -> request.bucket(bucket).key(key).versionId(id))
                                    .lastModified();
                    return new Version(key, id, wholeSeconds(modified), content.length, false);
                });
    }

    private static String place(Version version) {
        return version.key() + "?versionId=" + version.id();
    }

    /// Says once where a service failed.
    private <T> T at(String place, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new IllegalStateException(
                    "s3://" + bucket + "/" + place + ": " + e.getMessage(), e);
        }
    }
}
