package assay.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private LocalStack stack;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        stack = LocalStack.start(Options.forTest(FunctionsJar.layInto(folder)), problems::add);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void anUploadReachesItsFunctionAsEventBridgeTellsIt() throws InterruptedException {
        var key = "in/a b+c%20é.json";
        var version = put("inbox", key);

        var events = seen("Worker").stream().map(LocalStackTest::json).toList();
        var event =
                events.stream()
                        .filter(e -> e.at("/detail/object/key").asString("").equals(key))
                        .findFirst()
                        .orElseThrow();
        assertThat(event.path("source").asString()).isEqualTo("aws.s3");
        assertThat(event.path("detail-type").asString()).isEqualTo("Object Created");
        assertThat(event.at("/detail/object/version-id").asString()).isEqualTo(version);
        assertThat(event.at("/detail/object/size").asLong()).isEqualTo(7);
        assertThat(event.at("/detail/reason").asString()).isEqualTo("PutObject");
    }

    @Test
    void whatNoRuleMatchesAndWhatASilentBucketHoldsReachesNobody() throws InterruptedException {
        put("inbox", "ignored/x");
        put("silent", "in/silent");

        assertThat(seen("Worker")).noneMatch(body -> body.contains("ignored/x"));
        assertThat(seen("Worker")).noneMatch(body -> body.contains("in/silent"));
    }

    @Test
    void aFifoGroupIsHandledInOrder() throws InterruptedException {
        for (var i = 0; i < 5; i++) {
            put("inbox", "ordered/" + i);
        }

        assertThat(seen("InOrder"))
                .extracting(body -> json(body).at("/detail/object/key").asString())
                .containsExactly("ordered/0", "ordered/1", "ordered/2", "ordered/3", "ordered/4");
    }

    @Test
    void aPoisonedMessageEndsInTheDeadLettersAndHarmsNoOther() throws InterruptedException {
        put("inbox", "in/poison");
        put("inbox", "in/sound");

        assertThat(seen("Worker")).anyMatch(body -> body.contains("in/sound"));
        assertThat(stack.deadLetters()).containsKey("WorkDead");
    }

    @Test
    void aFunctionThatTakesTooLongIsStoppedAndReported() throws InterruptedException {
        put("inbox", "in/slow");

        seen("Worker");
        assertThat(problems)
                .anyMatch(p -> p.contains("Worker was stopped after its timeout of 3 s"));
    }

    @Test
    void aChangeOfATableThatPassesAFilterReachesItsFunction() throws InterruptedException {
        for (var pk : List.of("quiet", "champion", "loud")) {
            var item = Map.of("pk", AttributeValue.fromS(pk));
            stack.clients().dynamo().putItem(p -> p.tableName("Ledger").item(item));
            stack.clients().dynamo().deleteItem(d -> d.tableName("Ledger").key(item));
        }

        assertThat(seen("Changes"))
                .containsExactly("INSERT champion", "REMOVE champion", "REMOVE loud");
    }

    @Test
    void aScheduleFiresByHand() throws Exception {
        assertThat(send("POST", "/_local/schedules/TickerHourly", "").statusCode()).isEqualTo(200);
        assertThat(seen("Ticker")).contains("Scheduled Event");

        var unknown = send("POST", "/_local/schedules/Nobody", "");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("TickerHourly");
    }

    @Test
    void anEventPutOnABusOfTheTemplatesFollowsItsRules() throws Exception {
        var entries =
                """
                {"Entries": [{"Source": "assay", "DetailType": "verdict", "Detail": "{\\"id\\": \\"told\\"}", "EventBusName": "own"},
                             {"Source": "stranger", "DetailType": "verdict", "Detail": "{\\"id\\": \\"untold\\"}", "EventBusName": "own"}]}
                """;
        assertThat(send("POST", "/_local/events", entries).statusCode()).isEqualTo(200);

        assertThat(seen("Worker")).anyMatch(body -> body.contains("\"told\""));
        assertThat(seen("Worker")).noneMatch(body -> body.contains("untold"));
    }

    @Test
    void aRequestIsAProxyEventAndItsAnswerAResponse() throws Exception {
        var answer = send("POST", "/v1/models/a%20b?x=1&x=2&y=%2B", "hello");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("POST /v1/models/a%20b /{proxy+}")
                .contains("query={x=[1, 2], y=[+]}")
                .contains("proxy=v1/models/a b")
                .contains("body=hello base64=false")
                .contains("stage=test-eu-west-1");
        assertThat(answer.headers().allValues("X-Many")).containsExactly("a", "b");
        assertThat(send("GET", "/", "").body()).startsWith("GET / / ");
    }

    @Test
    void binaryAnswersAreBytes() throws Exception {
        var answer =
                http.send(
                        HttpRequest.newBuilder(stack.api().resolve("/image")).build(),
                        HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.body()).containsExactly(1, 2, 255);
    }

    @Test
    void aFunctionThatThrowsOrDiesIsABadGatewayAndTheNextRequestIsServed() throws Exception {
        assertThat(send("GET", "/throw", "").statusCode()).isEqualTo(502);
        assertThat(send("GET", "/exit", "").statusCode()).isEqualTo(502);
        assertThat(send("GET", "/again", "").statusCode()).isEqualTo(200);
        assertThat(problems).anyMatch(p -> p.contains("Web failed") && p.contains("on request"));
        assertThat(problems).anyMatch(p -> p.contains("Web ended with exit code 3"));
    }

    @Test
    void idleIsSaidByHttp() throws Exception {
        assertThat(stack.awaitIdle(PATIENCE)).isTrue();
        assertThat(send("GET", "/_local/idle", "").body()).contains("idle");
    }

    private String put(String bucket, String key) {
        var version =
                stack.clients()
                        .s3()
                        .putObject(
                                p -> p.bucket(bucket).key(key), RequestBody.fromString("content"))
                        .versionId();
        return version == null ? "" : version;
    }

    /// What a function has written down, in its order, once all is quiet.
    private List<String> seen(String function) throws InterruptedException {
        assertThat(stack.awaitIdle(PATIENCE)).isTrue();
        return stack
                .clients()
                .dynamo()
                .query(q ->
                        q.tableName("Seen")
                                .keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(
                                        Map.of(":pk", AttributeValue.fromS(function))))
                .items()
                .stream()
                .sorted(
                        Comparator.comparingLong(
                                item -> Long.parseLong(requireNonNull(item.get("at")).n())))
                .map(item -> requireNonNull(item.get("body")).s())
                .toList();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var uri = URI.create(stack.api() + path);
        var request =
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(String body) {
        return JSON.readTree(body);
    }
}
