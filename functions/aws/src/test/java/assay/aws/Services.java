package assay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import assay.json.Json;
import assay.ledger.ScoringRequest;
import assay.testing.InMemoryWork.Request;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
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
    private final String scoringQueue;

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
        this.queue = createQueue("evaluation.fifo");
        this.scoringQueue = createQueue("scoring.fifo");
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

    private String createQueue(String name) {
        return sqs.createQueue(request ->
                        request.queueName(name)
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
                queue,
                "ASSAY_SCORING_QUEUE",
                scoringQueue);
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

    /// Every request to look at a model that waits, taken from its queue.
    List<Request> receiveRequests() {
        return receive(queue).stream()
                .map(message -> WorkRequest.read(message.body()))
                .map(request -> new Request(request.model(), request.cause()))
                .toList();
    }

    /// Every request to run a model that waits, taken from its queue, read where it lies.
    List<ScoringRequest> receiveScorings() {
        return receive(scoringQueue).stream()
                .map(message -> {
                    SQSMessage received = new SQSMessage();
                    received.setBody(message.body());
                    return ScoringMessage.in(received).object();
                })
                .map(object -> {
                    byte[] json =
                            s3.getObjectAsBytes(request ->
                                            request.bucket(BUCKET)
                                                    .key(object.key())
                                                    .versionId(object.id()))
                                    .asByteArray();
                    return Json.read(new String(json, UTF_8), ScoringRequest.class);
                })
                .toList();
    }

    private List<Message> receive(String from) {
        var received = new ArrayList<Message>();
        List<Message> messages;
        do {
            messages =
                    sqs.receiveMessage(request -> request.queueUrl(from).maxNumberOfMessages(10))
                            .messages();
            for (Message message : messages) {
                received.add(message);
                sqs.deleteMessage(
                        delete -> delete.queueUrl(from).receiptHandle(message.receiptHandle()));
            }
        } while (!messages.isEmpty());
        return received;
    }
}
