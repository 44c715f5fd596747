package assay.local;

import assay.embedded.EmbeddedSqs;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients of the stack's services: any credentials will do.
public record Clients(
        S3Client s3, DynamoDbClient dynamo, DynamoDbStreamsClient streams, SqsClient sqs)
        implements AutoCloseable {
    static Clients of(URI s3, URI dynamo, URI sqs) {
        var region = Region.of(EmbeddedSqs.REGION);
        var any = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        return new Clients(
                S3Client.builder()
                        .endpointOverride(s3)
                        .region(region)
                        .credentialsProvider(any)
                        .build(),
                DynamoDbClient.builder()
                        .endpointOverride(dynamo)
                        .region(region)
                        .credentialsProvider(any)
                        .build(),
                DynamoDbStreamsClient.builder()
                        .endpointOverride(dynamo)
                        .region(region)
                        .credentialsProvider(any)
                        .build(),
                SqsClient.builder()
                        .endpointOverride(sqs)
                        .region(region)
                        .credentialsProvider(any)
                        .build());
    }

    @Override
    public void close() {
        s3.close();
        dynamo.close();
        streams.close();
        sqs.close();
    }
}
