package assay.local;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Objects;
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
                        "model:spam@v1 PROMOTE",
                        "model:spam@v2 PROMOTE",
                        "model:loan@v1 PROMOTE",
                        "model:loan@v2 PROMOTE",
                        "model:strike-speed@v1 PROMOTE",
                        "model:strike-speed@v2 PROMOTE",
                        "model:strike-speed@v3 REJECT");
        assertThat(get("/v1/models/credit/champion").toString()).contains("model:credit@v2");
        assertThat(get("/v1/models/spam/champion").path("version").asString()).isEqualTo("v1");
        assertThat(get("/v1/uploads?state=refused").path("uploads")).isEmpty();
        assertThat(stack.deadLetters().values()).allMatch(count -> count == 0);
    }

    @Test
    @Order(2)
    void everyVerdictIsToldOnceOnTheBusInTheOrderOfItsModel() throws Exception {
        List<JsonNode> events = told();

        List<JsonNode> verdicts =
                events.stream()
                        .filter(e -> e.path("type").asString().equals("dev.assay.verdict.v1"))
                        .toList();
        List<JsonNode> credit =
                verdicts.stream()
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
        assertThat(events).allMatch(e -> e.has("dataschema"));
        JsonNode verdict = verdicts.getFirst();
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

    @Test
    @Order(7)
    void theScheduleAnalysesTheExperimentsAndTheOneThatPromotesMovesTheChampion() throws Exception {
        fireTheHour();

        assertThat(outcomes())
                .contains("experiment:spam-v2 PROMOTE", "experiment:resume-names REJECT");
        assertThat(get("/v1/experiments/spam-v2/verdict").path("promotion").asString())
                .startsWith("model:spam@v2 serves by this experiment since ");
        assertThat(get("/v1/models/spam/champion").path("version").asString()).isEqualTo("v2");
        assertThat(get("/v1/lineage?of=model:spam@v2&direction=downstream").toString())
                .contains("experiment:spam-v2");
        JsonNode agreement = get("/v1/models/spam/agreement");
        assertThat(agreement.path("experiments").asInt()).isEqualTo(1);
        assertThat(agreement.toString()).contains("log_loss on dataset:mail-holdout");

        JsonNode before = get("/v1/verdicts?standing=true");
        fireTheHour();
        assertThat(get("/v1/verdicts?standing=true")).isEqualTo(before);
        assertThat(get("/v1/experiments/spam-v2/results").path("results").size()).isEqualTo(1);
    }

    @Test
    @Order(8)
    void brokenLogsAreRefusedInWordsByKeyAndRow() throws Exception {
        String folder = "experiments/broken/";
        put(
                folder + "experiment.json",
                """
                {"experiment": "broken", "unit": "user",
                 "variants": [{"name": "a", "share": 0.5}, {"name": "b", "share": 0.5}], "start": "2026-01-01T00:00:00Z",
                 "metrics": [{"id": "buys", "kind": "proportion", "event": "buy", "role": "success"}]}
                """);
        put(
                folder + "exposures/dt=2026-01-01/good.csv",
                "user,variant,timestamp\nu1,a,2026-01-01T01:00:00Z\nu2,b,2026-01-01T01:00:00Z\n");
        put(
                folder + "exposures/dt=2026-01-01/unknown.csv",
                "user,variant,timestamp\nu3,a,2026-01-01T01:00:00Z\nu4,c,2026-01-01T01:00:00Z\n");
        put(
                folder + "outcomes/dt=2026-01-01/future.csv",
                "user,event,timestamp\nu1,buy,2126-01-01T02:00:00Z\n");
        put(
                folder + "outcomes/dt=2026-01-01/unexposed.csv",
                "user,event,timestamp\nnobody,buy,2026-01-01T02:00:00Z\n");
        put(
                "experiments/shares/experiment.json",
                """
                {"experiment": "shares", "unit": "user", "variants": [{"name": "a", "share": 0.5}, {"name": "b", "share": 0.6}],
                 "start": "2026-01-01T00:00:00Z",
                 "metrics": [{"id": "buys", "kind": "proportion", "event": "buy", "role": "success"}]}
                """);
        put(
                "experiments/skewed/experiment.json",
                """
                {"experiment": "skewed", "unit": "user", "variants": [{"name": "a", "share": 0.5}, {"name": "b", "share": 0.5}],
                 "start": "2026-01-01T00:00:00Z",
                 "metrics": [{"id": "buys", "kind": "proportion", "event": "buy", "role": "success"}]}
                """);
        StringBuilder skewed = new StringBuilder("unit,variant,timestamp\n");
        for (int i = 0; i < 200; i++) {
            skewed.append("u%d,%s,2026-01-01T01:00:00Z\n".formatted(i, i % 4 == 0 ? "b" : "a"));
        }
        put("experiments/skewed/exposures/dt=2026-01-01/part.csv", skewed.toString());
        fireTheHour();

        String refused = get("/v1/uploads?state=refused&limit=100").toString();
        assertThat(refused)
                .contains("\"key\":\"experiments/broken/exposures/dt=2026-01-01/unknown.csv\"")
                .contains("'c' is no variant of this experiment: a, b")
                .contains("\"row\":2,\"column\":\"variant\"")
                .contains("\"key\":\"experiments/broken/outcomes/dt=2026-01-01/future.csv\"")
                .contains("2126-01-01T02:00:00Z is in the future")
                .contains("\"key\":\"experiments/shares/experiment.json\"")
                .contains("\"pointer\":\"/variants\"");
        JsonNode broken = get("/v1/experiments/broken");
        assertThat(broken.at("/result/outcome").asString()).isEqualTo("INVALID");
        assertThat(broken.at("/result/leftOut/unexposed").asInt()).isEqualTo(1);
        assertThat(broken.at("/logs/refused").asInt()).isEqualTo(2);
        assertThat(get("/v1/experiments/skewed/verdict").path("summary").asString())
                .contains("The split is not the one that was asked for")
                .contains("150 units in a and 50 units in b");
    }

    @Test
    @Order(9)
    void verdictsOnModelsAndOnExperimentsAreGivenOnceMoreByTheirFunctionsOwnJars()
            throws Exception {
        var ports =
                new Options.Ports(stack.api().getPort(), port("S3"), port("DYNAMODB"), port("SQS"));
        var recomputation =
                new Recomputation(new Options(TEMPLATE, Path.of(".assay"), true, ports));
        for (String path :
                List.of(
                        "/v1/models/credit/versions/v3/verdict",
                        "/v1/experiments/spam-v2/verdict",
                        "/v1/experiments/broken/verdict")) {
            JsonNode verdict = get(path);
            assertThat(recomputation.of(verdict.path("id").asString())).as(path).isZero();
            assertThat(verdict.at("/evidence/program").asString()).matches("assay \\d+\\..*");
        }
        assertThat(recomputation.of("none")).isEqualTo(1);
    }

    private int port(String service) {
        return Objects.requireNonNull(stack.endpoints().get(service)).getPort();
    }

    private void fireTheHour() throws Exception {
        URI uri =
                URI.create(
                        stack.api().toString().replaceAll("/$", "")
                                + "/_local/schedules/ExperimentAnalysisHourly");
        HttpResponse<String> fired =
                http.send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(fired.statusCode()).as(fired.body()).isEqualTo(200);
        assertThat(stack.awaitIdle(PATIENCE)).isTrue();
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
                            p -> p.bucket(stack.uploads()).key(key),
                            RequestBody.fromFile(SAMPLES.resolve(key)));
        }
        assertThat(stack.awaitIdle(PATIENCE)).as("problems: %s", problems).isTrue();
    }

    private void put(String key, String content) {
        stack.clients()
                .s3()
                .putObject(
                        p -> p.bucket(stack.uploads()).key(key), RequestBody.fromString(content));
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
