package assay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

class EmbeddedS3Test {
    private final List<ObjectCreated> created = new CopyOnWriteArrayList<>();

    @Test
    void everyWayToWriteAnObjectIsToldWithItsVersion() {
        try (var server = EmbeddedS3.start(0, new Storage.Ephemeral(), created::add);
                var s3 = Clients.s3(server.endpoint())) {
            versioned(s3);
            var key = "models/a b+c%20é/x.json";
            var put =
                    s3.putObject(p -> p.bucket("uploads").key(key), RequestBody.fromString("one"));
            s3.copyObject(c ->
                    c.sourceBucket("uploads")
                            .sourceKey(key)
                            .destinationBucket("uploads")
                            .destinationKey("copy"));
            multipart(s3, "big");
            var tag = Tag.builder().key("k").value("v").build();
            s3.putObjectTagging(t -> t.bucket("uploads").key(key).tagging(g -> g.tagSet(tag)));

            assertThat(created)
                    .extracting(ObjectCreated::reason)
                    .containsExactly("PutObject", "CopyObject", "CompleteMultipartUpload");
            assertThat(created).extracting(ObjectCreated::key).containsExactly(key, "copy", "big");
            assertThat(created.getFirst().versionId()).isEqualTo(put.versionId()).isNotNull();
            assertThat(created.getFirst().etag()).isEqualTo(put.eTag().replace("\"", ""));
            assertThat(created.getFirst().size()).isEqualTo(3);
            assertThat(created.get(2).versionId()).isNotNull();
            assertThat(created.get(2).size()).isEqualTo(4);
            assertThat(created).extracting(ObjectCreated::sequencer).isSorted();
            assertThat(server.busy()).isFalse();
        }
    }

    @Test
    void aRefusedWriteIsToldToNobody() {
        try (var server = EmbeddedS3.start(0, new Storage.Ephemeral(), created::add);
                var s3 = Clients.s3(server.endpoint())) {
            versioned(s3);
            s3.putObject(p -> p.bucket("uploads").key("k"), RequestBody.fromString("one"));

            assertThatThrownBy(() ->
                            s3.putObject(
                                    p -> p.bucket("uploads").key("k").ifNoneMatch("*"),
                                    RequestBody.fromString("two")))
                    .isInstanceOf(S3Exception.class);
            assertThat(created).hasSize(1);
        }
    }

    @Test
    void keptBucketsAreFoundAgain(@TempDir Path folder) {
        var storage = new Storage.Kept(folder);
        String version;
        try (var server = EmbeddedS3.start(0, storage, created::add);
                var s3 = Clients.s3(server.endpoint())) {
            versioned(s3);
            version =
                    s3.putObject(p -> p.bucket("uploads").key("k"), RequestBody.fromString("one"))
                            .versionId();
            s3.putObject(p -> p.bucket("uploads").key("k"), RequestBody.fromString("two"));
        }
        try (var server = EmbeddedS3.start(0, storage, created::add);
                var s3 = Clients.s3(server.endpoint())) {
            assertThat(
                            s3.getObjectAsBytes(
                                            g -> g.bucket("uploads").key("k").versionId(version))
                                    .asUtf8String())
                    .isEqualTo("one");
            assertThat(s3.getObjectAsBytes(g -> g.bucket("uploads").key("k")).asUtf8String())
                    .isEqualTo("two");
        }
    }

    private static void versioned(S3Client s3) {
        s3.createBucket(b -> b.bucket("uploads"));
        s3.putBucketVersioning(v ->
                v.bucket("uploads")
                        .versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED)));
    }

    private static void multipart(S3Client s3, String key) {
        var upload = s3.createMultipartUpload(m -> m.bucket("uploads").key(key)).uploadId();
        var part =
                s3.uploadPart(
                        p -> p.bucket("uploads").key(key).uploadId(upload).partNumber(1),
                        RequestBody.fromString("part"));
        s3.completeMultipartUpload(c ->
                c.bucket("uploads")
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(m ->
                                m.parts(
                                        CompletedPart.builder()
                                                .partNumber(1)
                                                .eTag(part.eTag())
                                                .build())));
    }
}
