package assay.aws;

import assay.testing.InMemoryWork.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A table, a bucket and a queue, as the template has them, in services that run here.
final class Services {
    static final String TABLE = "ledger";
    private static final String BUCKET = "objects";

    static {
        System.setProperty("aws.accessKeyId", "any");
        System.setProperty("aws.secretAccessKey", "any");
    }

    private final URI dynamoEndpoint;
    private final URI s3Endpoint;
    private final URI sqsEndpoint;
    private final S3Client s3;
    private final SqsClient sqs;
    private final String queue;

    Services(URI dynamoEndpoint, URI s3Endpoint, URI sqsEndpoint) {
        this.dynamoEndpoint = dynamoEndpoint;
        this.s3Endpoint = s3Endpoint;
        this.sqsEndpoint = sqsEndpoint;
        var http = UrlConnectionHttpClient.create();
        this.s3 =
                S3Client.builder()
                        .httpClient(http)
                        .endpointOverride(s3Endpoint)
                        .region(Region.EU_WEST_1)
                        .forcePathStyle(true)
                        .build();
        this.sqs =
                SqsClient.builder()
                        .httpClient(http)
                        .endpointOverride(sqsEndpoint)
                        .region(Region.EU_WEST_1)
                        .build();
        try (DynamoDbClient dynamo = dynamo(dynamoEndpoint, UrlConnectionHttpClient.create())) {
            createTable(dynamo);
        }
        createBucket();
        this.queue = createQueue();
    }

    static DynamoDbClient dynamo(URI endpoint, SdkHttpClient http) {
        return DynamoDbClient.builder()
                .httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .build();
    }

    static void createTable(DynamoDbClient dynamo) {
        dynamo.createTable(request ->
                request.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(text("pk"), text("sk"), text("gpk"), text("gsk"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .globalSecondaryIndexes(byKind()));
        dynamo.waiter().waitUntilTableExists(request -> request.tableName(TABLE));
    }

    private static GlobalSecondaryIndex byKind() {
        return GlobalSecondaryIndex.builder()
                .indexName("byKind")
                .keySchema(key("gpk", KeyType.HASH), key("gsk", KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private void createBucket() {
        s3.createBucket(request -> request.bucket(BUCKET));
        s3.putBucketVersioning(request ->
                request.bucket(BUCKET)
                        .versioningConfiguration(
                                versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    private String createQueue() {
        return sqs.createQueue(request ->
                        request.queueName("evaluation.fifo")
                                .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
    }

    Map<String, String> environment() {
        return Map.of(
                "AWS_REGION",
                "eu-west-1",
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoEndpoint.toString(),
                "AWS_ENDPOINT_URL_S3",
                s3Endpoint.toString(),
                "AWS_ENDPOINT_URL_SQS",
                sqsEndpoint.toString(),
                "ASSAY_LEDGER_TABLE",
                TABLE,
                "ASSAY_UPLOADS_BUCKET",
                BUCKET,
                "ASSAY_RESULTS_BUCKET",
                BUCKET,
                "ASSAY_EVALUATION_QUEUE",
                queue);
    }

    Wiring wiring() {
        return Wiring.from(environment());
    }

    /// The bucket, listed in pages of so many versions.
    S3Objects listedBy(int pageSize) {
        return new S3Objects(s3, BUCKET, pageSize);
    }

    void deleteObject(String key) {
        s3.deleteObject(request -> request.bucket(BUCKET).key(key));
    }

    /// Everything that waits in the queue, taken from it.
    List<Request> receiveRequests() {
        var received = new ArrayList<Request>();
        List<Message> messages;
        do {
            messages =
                    sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
                            .messages();
            for (Message message : messages) {
                WorkRequest request = WorkRequest.read(message.body());
                received.add(new Request(request.model(), request.cause()));
                sqs.deleteMessage(
                        delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        } while (!messages.isEmpty());
        return received;
    }
}
