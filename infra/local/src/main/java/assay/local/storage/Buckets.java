package assay.local.storage;

import assay.local.template.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// The template's buckets, made.
public final class Buckets {
    private final Set<String> telling;

    /// Makes the buckets that are not there yet.
    public Buckets(S3Client s3, List<Resource.Bucket> buckets) {
        var there =
                s3.listBuckets().buckets().stream().map(Bucket::name).collect(Collectors.toSet());
        for (var bucket : buckets) {
            if (!there.contains(bucket.name())) {
                make(s3, bucket);
            }
        }
        telling =
                buckets.stream()
                        .filter(Resource.Bucket::tellsEvents)
                        .map(Resource.Bucket::name)
                        .collect(Collectors.toSet());
    }

    private static void make(S3Client s3, Resource.Bucket bucket) {
        s3.createBucket(request -> request.bucket(bucket.name()));
        if (bucket.versioned()) {
            s3.putBucketVersioning(request ->
                    request.bucket(bucket.name())
                            .versioningConfiguration(
                                    v -> v.status(BucketVersioningStatus.ENABLED)));
        }
    }

    /// Whether the template has a bucket tell EventBridge of its objects.
    public boolean tells(String bucket) {
        return telling.contains(bucket);
    }
}
