package assay.local;

import static org.assertj.core.api.Assertions.assertThat;

import assay.local.template.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.sync.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The product itself on the local stack: its template, its functions from their own jars, uploads
/// by S3 and answers by HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstLightIT {

    private static final Path TEMPLATE = Path.of("../template.yaml");
    private static final Path SAMPLES = Path.of("../../events/uploads");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private LocalStack stack;

    @BeforeAll
    void start() {
        stack = LocalStack.start(Options.forTest(TEMPLATE), problems::add);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    @Order(1)
    void theSamplesUploadedInAnyOrderGetTheirVerdicts() throws Exception {
        List<String> keys = samples();
        Collections.shuffle(keys, new Random(20261124));
        uploadSamples(keys);

        assertThat(outcomes())
                .containsExactlyInAnyOrder(
                        "model:credit@v1 PROMOTE",
                        "model:credit@v2 PROMOTE",
                        "model:credit@v3 REJECT",
                        "model:credit@v4 NEED_DATA",
                        "model:strike-speed@v1 PROMOTE",
                        "model:strike-speed@v2 PROMOTE",
                        "model:strike-speed@v3 REJECT");
        assertThat(get("/v1/models/credit/champion").toString()).contains("model:credit@v2");
        assertThat(get("/v1/uploads?state=refused").path("uploads")).isEmpty();
        assertThat(stack.deadLetters().values()).allMatch(count -> count == 0);
    }

    @Test
    @Order(2)
    void everyVerdictIsToldOnceOnTheBusInTheOrderOfItsModel() throws Exception {
        List<JsonNode> events = told();

        List<JsonNode> credit =
                events.stream()
                        .filter(e -> e.path("type").asString().equals("dev.assay.verdict.v1"))
                        .filter(e -> e.path("partitionkey").asString().equals("model:credit"))
                        .sorted(Comparator.comparing(e -> e.path("sequence").asString()))
                        .toList();
        assertThat(credit)
                .extracting(e -> e.path("subject").asString())
                .contains(
                        "model:credit@v1", "model:credit@v2", "model:credit@v3", "model:credit@v4");
        assertThat(credit).extracting(e -> Instant.parse(e.path("time").asString())).isSorted();
        assertThat(events).extracting(e -> e.path("id").asString()).doesNotHaveDuplicates();
        assertThat(events)
                .extracting(e -> e.path("type").asString())
                .contains("dev.assay.verdict.v1", "dev.assay.champion.v1");
        JsonNode verdict =
                events.stream().filter(e -> e.has("dataschema")).findFirst().orElseThrow();
        assertThat(verdict.path("dataref").asString())
                .startsWith(stack.api().toString().replaceAll("/$", "") + "/v1/verdicts/");
        assertThat(get("/v1/verdicts/" + verdict.path("id").asString()).path("summary"))
                .isEqualTo(verdict.at("/data/summary"));
    }

    /// The details of the events in the queue that the template subscribes.
    private List<JsonNode> told() {
        var sqs = stack.clients().sqs();
        String url = sqs.getQueueUrl(q -> q.queueName("Subscription")).queueUrl();
        List<JsonNode> events = new ArrayList<>();
        while (true) {
            var messages =
                    sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages();
            if (messages.isEmpty()) {
                return events;
            }
            messages.forEach(
                    m -> events.add(JsonMapper.shared().readTree(m.body()).path("detail")));
        }
    }

    @Test
    @Order(3)
    void theSameFolderAgainChangesNothing() throws Exception {
        JsonNode before = get("/v1/verdicts?standing=true");

        uploadSamples(samples());

        assertThat(get("/v1/verdicts?standing=true")).isEqualTo(before);
        assertThat(get("/v1/uploads?state=conflict").path("uploads")).isEmpty();
    }

    @Test
    @Order(4)
    void lineageIsAnsweredBothWays() throws Exception {
        assertThat(get("/v1/lineage?of=model:credit@v2&direction=upstream").toString())
                .contains("dataset:credit-train@1");
        assertThat(get("/v1/lineage?of=dataset:credit-train@1&direction=downstream").toString())
                .contains("model:credit@v2")
                .contains("system:lending@1");
    }

    @Test
    @Order(5)
    void whatIsWrongIsRefusedInWordsAndNothingElseIsHarmed() throws Exception {
        put(
                "datasets/bad/1/dataset.json",
                "{\"dataset\": \"bad\", \"version\": \"1\", \"colour\": 1}");
        put("elsewhere/x.txt", "x");
        assertThat(stack.awaitIdle(PATIENCE)).isTrue();

        String refused = get("/v1/uploads?state=refused").toString();
        assertThat(refused)
                .contains("datasets/bad/1/dataset.json")
                .contains("\"pointer\":\"/colour\"")
                .contains("elsewhere/x.txt");
        assertThat(get("/v1/models/credit/champion").toString()).contains("model:credit@v2");
    }

    @Test
    @Order(6)
    void whatIsNotThereIsAProblemInWords() throws Exception {
        HttpResponse<String> answer = ask("/v1/models/nobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.body()).contains("nobody");
    }

    private List<String> outcomes() throws Exception {
        List<String> outcomes = new ArrayList<>();
        for (JsonNode verdict : get("/v1/verdicts?standing=true").path("verdicts")) {
            outcomes.add(
                    verdict.path("subject").asString() + " " + verdict.path("outcome").asString());
        }
        return outcomes;
    }

    private void uploadSamples(List<String> keys) throws Exception {
        for (String key : keys) {
            stack.clients()
                    .s3()
                    .putObject(
                            p -> p.bucket(bucket()).key(key),
                            RequestBody.fromFile(SAMPLES.resolve(key)));
        }
        assertThat(stack.awaitIdle(PATIENCE)).as("problems: %s", problems).isTrue();
    }

    private void put(String key, String content) {
        stack.clients()
                .s3()
                .putObject(p -> p.bucket(bucket()).key(key), RequestBody.fromString(content));
    }

    private String bucket() {
        return stack.template().all(Resource.Bucket.class).stream()
                .filter(bucket -> bucket.id().equals("Uploads"))
                .map(Resource.Bucket::name)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> samples() {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return new ArrayList<>(
                    files.filter(Files::isRegularFile)
                            .map(f -> SAMPLES.relativize(f).toString().replace('\\', '/'))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = ask(path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> ask(String path) throws Exception {
        URI uri = URI.create(stack.api().toString().replaceAll("/$", "") + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
