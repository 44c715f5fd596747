package assay.aws;

import assay.ledger.AtOnce;
import assay.ledger.Ledger;
import assay.ledger.Objects;
import assay.ledger.ScoredObjects;
import assay.ledger.Scorings;
import assay.ledger.Seal;
import assay.ledger.Work;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What a function is connected to, read from its environment: the only place that reads it. Each
/// function asks, when it starts, for what it uses, so that what is missing fails there, by its
/// name.
///
/// | variable | what it says |
/// |---|---|
/// | `ASSAY_UPLOADS_BUCKET` | where uploads come in |
/// | `ASSAY_RESULTS_BUCKET` | where results go, and documents too large for the ledger |
/// | `ASSAY_LEDGER_TABLE` | the table of the ledger |
/// | `ASSAY_EVALUATION_QUEUE` | the URL of the queue of requests to look at a model |
/// | `ASSAY_SCORING_QUEUE` | the URL of the queue of requests to run a model on a dataset |
/// | `ASSAY_CURSOR_SECRET` | optional: signs where a list goes on; else derived from the table's name, which keeps out accidents but nobody who knows the name |
/// | `ASSAY_EVENT_BUS` | the name of the bus that events are put on |
/// | `ASSAY_API_URL` | where the API answers, for links in events |
/// | `ASSAY_SETTLING` | how long an upload may take to become complete, such as `PT15M` |
/// | `ASSAY_SHARD_BYTES` | from how many bytes of files on a dataset is read file by file |
/// | `ASSAY_MAX_<WHAT>` | a limit on what is read of an upload: `BYTES`, `ROWS`, `COLUMNS`, `FIELD_BYTES`, `RECORD_BYTES`, `NESTING`, `EXPANSION` |
///
/// `AWS_REGION`, `AWS_ENDPOINT_URL`, and `AWS_ENDPOINT_URL_S3`, `_DYNAMODB`, `_SQS` mean what they
/// mean to every AWS program; where S3 is elsewhere, buckets are addressed by path. Credentials are
/// found as the SDK finds them.
public final class Wiring {
    private final Map<String, String> environment;
    private final SdkHttpClient http;

    private Wiring(Map<String, String> environment) {
        this.environment = environment;
        // As many connections are kept as questions are asked at once; else each is opened anew.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", Integer.toString(AtOnce.WIDTH));
        }
        this.http = UrlConnectionHttpClient.create();
    }

    /// @param environment such as `System.getenv()`
    public static Wiring from(Map<String, String> environment) {
        return new Wiring(Map.copyOf(environment));
    }

    /// The ledger.
    public Ledger ledger() {
        String table = required("ASSAY_LEDGER_TABLE");
        DynamoDbClient dynamo = client(DynamoDbClient.builder(), "DYNAMODB").build();
        return new DynamoLedger(dynamo, table, results(), seal());
    }

    /// What closes the texts that say where a list goes on.
    public Seal seal() {
        return new Seal(
                optional("ASSAY_CURSOR_SECRET")
                        .orElseGet(() -> "cursors of " + required("ASSAY_LEDGER_TABLE")));
    }

    /// What was uploaded.
    public Objects uploads() {
        return objects("ASSAY_UPLOADS_BUCKET");
    }

    /// What came of it.
    public Objects results() {
        return objects("ASSAY_RESULTS_BUCKET");
    }

    /// What was uploaded, and the predictions that scoring wrote.
    public Objects uploadsAndScored() {
        return new ScoredObjects(uploads(), results());
    }

    /// The name of the bucket that results go to.
    public String resultsBucket() {
        return required("ASSAY_RESULTS_BUCKET");
    }

    private Objects objects(String variable) {
        String bucket = required(variable);
        boolean elsewhere = endpoint("S3").isPresent();
        return new S3Objects(
                client(S3Client.builder(), "S3").forcePathStyle(elsewhere).build(), bucket);
    }

    /// The queue of requests to look at a model.
    public Work work() {
        String queue = required("ASSAY_EVALUATION_QUEUE");
        return new SqsWork(client(SqsClient.builder(), "SQS").build(), queue);
    }

    /// The name of the bus that events are put on.
    public String eventBus() {
        return required("ASSAY_EVENT_BUS");
    }

    /// Where the API answers, without a slash at its end.
    public String apiUrl() {
        return required("ASSAY_API_URL").replaceFirst("/+$", "");
    }

    /// The queue of requests to run a model on a dataset.
    public Scorings scorings() {
        String queue = required("ASSAY_SCORING_QUEUE");
        return new SqsScorings(client(SqsClient.builder(), "SQS").build(), queue, results());
    }

    /// How long an upload may take to become complete.
    public Duration settling() {
        String text = required("ASSAY_SETTLING");
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(
                    "ASSAY_SETTLING is to be a duration such as PT15M, not '" + text + "'", e);
        }
    }

    /// From how many bytes of files on a dataset is read file by file.
    public long shardBytes() {
        return whole("ASSAY_SHARD_BYTES");
    }

    /// A limit on what is read of an upload.
    ///
    /// @param what such as `ROWS`, for `ASSAY_MAX_ROWS`
    public long most(String what) {
        return whole("ASSAY_MAX_" + what);
    }

    private long whole(String name) {
        String text = required(name);
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new IllegalStateException(
                    name + " is to be a whole number above 0, not '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private String required(String name) {
        return optional(name)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the environment variable " + name + " is missing"));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private Optional<URI> endpoint(String service) {
        return optional("AWS_ENDPOINT_URL_" + service)
                .or(() -> optional("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }

    /// A client's builder, connected as those of the ports are.
    ///
    /// @param service as `AWS_ENDPOINT_URL_…` names it
    public <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B client(
            B builder, String service) {
        builder.httpClient(http);
        endpoint(service).ifPresent(builder::endpointOverride);
        optional("AWS_REGION").map(Region::of).ifPresent(builder::region);
        return builder;
    }
}
