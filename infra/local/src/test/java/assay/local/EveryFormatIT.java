package assay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
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

/// A model of each task in each format, five datasets in one gate, and every hostile file, through
/// the template on the local stack. The verdicts and figures are scipy's and scikit-learn's, as in
/// `TasksTest` and `GatesTest`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryFormatIT {

    private static final Path FUNCTIONS = Path.of("../../functions");
    private static final Path TASKS = FUNCTIONS.resolve("evaluation/src/test/resources/tasks");
    private static final Path GATES = FUNCTIONS.resolve("evaluation/src/test/resources/gates");
    private static final Path HOSTILE = FUNCTIONS.resolve("scoring/src/test/resources/hostile");
    private static final Path MODELS = FUNCTIONS.resolve("scoring/src/test/resources/models");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /// A reason of some length, in a fault as JSON.
    private static final Pattern IN_WORDS = Pattern.compile("\"reason\":\"([^\"\\\\]|\\\\.){8,}");

    private static final List<String> FORMATS =
            List.of(
                    "csv",
                    "csv.gz",
                    "csv.zst",
                    "jsonl",
                    "jsonl.gz",
                    "jsonl.zst",
                    "parquet",
                    "parquet.gz",
                    "parquet.zst");

    private static final Map<String, String> COLUMNS =
            Map.of(
                    "binary",
                    "{\"name\": \"size\", \"type\": \"string\", \"role\": \"slice\"}, {\"name\": \"benign\", \"type\": \"boolean\", \"role\": \"target\"}",
                    "multiclass",
                    "{\"name\": \"strength\", \"type\": \"string\", \"role\": \"slice\"}, {\"name\": \"cultivar\", \"type\": \"string\", \"role\": \"target\"}",
                    "regression",
                    "{\"name\": \"sex\", \"type\": \"string\", \"role\": \"slice\"}, {\"name\": \"progress\", \"type\": \"number\", \"role\": \"target\"}",
                    "ranking",
                    "{\"name\": \"query\", \"type\": \"string\", \"role\": \"query\"}, {\"name\": \"relevance\", \"type\": \"number\", \"role\": \"target\"}",
                    "scored",
                    "{\"name\": \"sex\", \"type\": \"string\", \"role\": \"slice\"}");

    private static final Map<String, String> CLASSES =
            Map.of(
                    "binary", ", \"classes\": [\"false\", \"true\"]",
                    "multiclass", ", \"classes\": [\"a\", \"b\", \"c\"]");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private LocalStack stack;

    @BeforeAll
    void start() {
        stack = LocalStack.start(Options.forTest(Path.of("../template.yaml")), problems::add);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    @Order(1)
    void aModelOfEachTaskInEachFormatGetsTheVerdictOfScipy() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        for (String task : COLUMNS.keySet().stream().sorted().toList()) {
            for (String format : formats(task)) {
                String name = task + "-" + format.replace('.', '-');
                upload(task, format, name);
                expected.put("model:" + name + "@v1", "PROMOTE");
                expected.put("model:" + name + "@v2", expected(task, "v2", "outcome"));
            }
        }
        settle();

        Map<String, String> outcomes = new LinkedHashMap<>();
        for (String reference : expected.keySet()) {
            outcomes.put(reference, verdict(reference).path("outcome").asString());
        }
        assertThat(outcomes).isEqualTo(expected);
        for (String format : formats("binary")) {
            JsonNode better =
                    verdict("model:binary-" + format.replace('.', '-') + "@v2").at("/criteria/0");
            double p = Double.parseDouble(expected("binary", "v2", "p_value"));
            assertThat(better.path("pValue").asDouble()).isCloseTo(p, within(1e-6 * p));
        }
        assertThat(get("/v1/uploads?state=refused").path("uploads")).isEmpty();
        assertThat(stack.deadLetters().values()).allMatch(count -> count == 0);
    }

    @Test
    @Order(2)
    void fiveDatasetsInAGateAndThreeModelsOnThem() throws Exception {
        put(
                "gates/five/gate.json",
                """
                {"gate": "five", "datasets": ["d1", "d2", "d3", "d4", "d5"],
                 "criteria": [{"id": "better", "metric": "mae", "rule": "superior", "test": "wilcoxon"}]}
                """);
        for (int d = 1; d <= 5; d++) {
            List<String[]> rows = rows(GATES.resolve("d" + d + ".csv"));
            put("datasets/d" + d + "/1/part-0.csv", columns(rows, "id,y", 0, 3));
            put(
                    "datasets/d" + d + "/1/dataset.json",
                    """
                    {"dataset": "d%d", "version": "1", "files": [{"path": "part-0.csv"}],
                     "columns": [{"name": "id", "type": "string", "role": "id"}, {"name": "y", "type": "number", "role": "target"}]}
                    """
                            .formatted(d));
            for (int v = 1; v <= 3; v++) {
                put(
                        "models/five/v%d/predictions/d%d/1/part-0.csv".formatted(v, d),
                        columns(rows, "id,prediction", 0, 3 + v));
            }
        }
        for (int v = 1; v <= 3; v++) {
            put(
                    "models/five/v%d/model.json".formatted(v),
                    "{\"model\": \"five\", \"version\": \"v%d\", \"task\": \"regression\"}"
                            .formatted(v));
        }
        settle();

        assertThat(get("/v1/models/five/gate").path("source").asString()).isEqualTo("uploaded");
        JsonNode second = verdict("model:five@v2");
        assertThat(second.path("outcome").asString()).isEqualTo("PROMOTE");
        assertThat(second.at("/acrossDatasets/0/pValue").asDouble()).isEqualTo(0.0625);
        assertThat(verdict("model:five@v3").path("outcome").asString()).isNotEqualTo("PROMOTE");
        JsonNode friedman = verdict("model:five@v3").at("/acrossDatasets/0/friedman");
        assertThat(friedman.path("chiSquare").asDouble()).isCloseTo(8.4, within(1e-9));
    }

    /// Each under its own key, as a dataset or as a model that is to be run; none ends in a dead
    /// letter, and what is in order beside them is judged.
    @Test
    @Order(3)
    void everyHostileFileIsRefusedInWords() throws Exception {
        Map<String, byte[]> tables = hostileTables();
        tables.forEach((file, content) -> {
            String name = "hostile-" + file.replace('.', '-');
            put("datasets/" + name + "/1/" + file, content);
            put(
                    "datasets/" + name + "/1/dataset.json",
                    "{\"dataset\": \"%s\", \"version\": \"1\", \"files\": [{\"path\": \"%s\"}]}"
                            .formatted(name, file));
        });
        put("datasets/people/1/data.csv", Files.readAllBytes(MODELS.resolve("data.csv")));
        put(
                "datasets/people/1/dataset.json",
                """
                {"dataset": "people", "version": "1", "files": [{"path": "data.csv"}],
                 "columns": [{"name": "id", "type": "string", "role": "id"}, {"name": "age", "type": "integer"},
                  {"name": "income", "type": "number"}, {"name": "plan", "type": "string"}, {"name": "active", "type": "boolean"},
                  {"name": "churned", "type": "boolean"}, {"name": "grade", "type": "string"},
                  {"name": "spent", "type": "number", "role": "target"}]}
                """);
        List<String> models;
        try (Stream<Path> files = Files.list(HOSTILE)) {
            models =
                    files.map(f -> f.getFileName().toString().replace(".onnx", ""))
                            // One that runs without end takes minutes until the clock stops it:
                            // ScoreDatasetTest has it.
                            .filter(f -> !f.equals("endless"))
                            .sorted()
                            .toList();
        }
        for (String model : models) {
            String name = "hostile-" + model;
            put(
                    "gates/" + name + "/gate.json",
                    """
                    {"gate": "%s", "datasets": ["people"], "criteria": [{"id": "fits", "metric": "mae", "rule": "at-most", "value": 1000}]}
                    """
                            .formatted(name));
            put(
                    "models/" + name + "/1/model.onnx",
                    Files.readAllBytes(HOSTILE.resolve(model + ".onnx")));
            put(
                    "models/" + name + "/1/model.json",
                    """
                    {"model": "%s", "version": "1", "task": "%s", "artefact": {"path": "model.onnx"}, "inputs": ["age", "income"]%s}
                    """
                            .formatted(
                                    name,
                                    model.equals("logits") ? "binary" : "regression",
                                    model.equals("logits")
                                            ? ", \"classes\": [\"false\", \"true\"]"
                                            : ""));
        }
        settle();

        Map<String, String> refused = new LinkedHashMap<>();
        for (JsonNode upload : get("/v1/uploads?state=refused&limit=1000").path("uploads")) {
            refused.put(upload.path("key").asString(), upload.path("faults").toString());
        }
        for (String file : tables.keySet()) {
            assertThat(refused)
                    .as("what is said of %s", file)
                    .hasEntrySatisfying(
                            "datasets/hostile-" + file.replace('.', '-') + "/1/" + file,
                            said -> assertThat(said).containsPattern(IN_WORDS));
        }
        for (String model : models) {
            assertThat(refused)
                    .as("what is said of %s", model)
                    .hasEntrySatisfying(
                            "models/hostile-" + model + "/1/model.onnx",
                            said -> assertThat(said).containsPattern(IN_WORDS));
        }
        assertThat(refused).hasSize(tables.size() + models.size());
        assertThat(stack.deadLetters().values()).allMatch(count -> count == 0);
    }

    /// In the build each task in CSV, JSON Lines and Parquet, packed in one of three ways; all nine
    /// with `-Dassay.every`.
    private static List<String> formats(String task) {
        int first = List.copyOf(new TreeSet<>(COLUMNS.keySet())).indexOf(task) % 3;
        return IntStream.range(0, FORMATS.size())
                .filter(f -> System.getProperty("assay.every") != null || f % 3 == first)
                .mapToObj(FORMATS::get)
                .toList();
    }

    private static Map<String, byte[]> hostileTables() throws IOException {
        byte[] newlines = new byte[64 << 20];
        Arrays.fill(newlines, (byte) '\n');
        byte[] line = new byte[24 << 20];
        Arrays.fill(line, (byte) 'a');
        byte[] parquet = Files.readAllBytes(TASKS.resolve("binary/dataset.parquet"));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("bomb.csv.gz", gzip(newlines));
        files.put("bomb.csv.zst", Zstd.compress(newlines));
        files.put("line.csv", line);
        files.put("wide.csv", text("a,".repeat(1_000_000) + "b\n"));
        files.put("latin.csv", "id\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        files.put("utf16.csv", "id\nx\n".getBytes(StandardCharsets.UTF_16));
        files.put("ragged.csv", text("id,x\n1,2\n3\n"));
        files.put("quotes.csv", text("id,x\n1,a\"b\n"));
        files.put("twice.csv", text("id,id\n1,2\n"));
        files.put("empty.csv", new byte[0]);
        files.put("deep.jsonl", text("{\"a\":" + "[".repeat(5_000)));
        files.put("cut.jsonl", text("{\"a\": 1}\n{\"a\":"));
        files.put("magic.csv.gz", text("this is no such file"));
        files.put("magic.jsonl.zst", text("this is no such file"));
        files.put("magic.parquet", text("this is no such file"));
        files.put("cut.parquet", Arrays.copyOf(parquet, parquet.length / 2));
        files.put("cut.csv.gz", Arrays.copyOf(gzip(text("id\n1\n2\n3\n")), 20));
        files.put("unknown.xlsx", text("PK"));
        return files;
    }

    private void upload(String task, String format, String name) {
        String folder = "datasets/" + name + "/1/";
        put(folder + "part-0." + format, packed(task, "dataset", format));
        put(
                folder + "dataset.json",
                """
                {"dataset": "%s", "version": "1", "files": [{"path": "part-0.%s"}],
                 "columns": [{"name": "id", "type": "string", "role": "id"}, %s]}
                """
                        .formatted(name, format, COLUMNS.getOrDefault(task, "")));
        for (String version : List.of("v1", "v2")) {
            String unit = "models/" + name + "/" + version + "/";
            put(
                    unit + "predictions/" + name + "/1/part-0." + format,
                    packed(task, version, format));
            put(
                    unit + "model.json",
                    "{\"model\": \"%s\", \"version\": \"%s\", \"task\": \"%s\"%s}"
                            .formatted(name, version, task, CLASSES.getOrDefault(task, "")));
        }
    }

    private static byte[] packed(String task, String name, String format) {
        try {
            String[] parts = format.split("\\.");
            byte[] plain = Files.readAllBytes(TASKS.resolve(task).resolve(name + "." + parts[0]));
            return parts.length == 1
                    ? plain
                    : parts[1].equals("zst") ? Zstd.compress(plain) : gzip(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A row of `expected.csv`.
    private static String expected(String task, String version, String what) throws IOException {
        return rows(TASKS.resolve("expected.csv")).stream()
                .filter(c -> c.length > 3)
                .filter(c -> c[0].equals(task) && c[1].equals(version) && c[2].equals(what))
                .map(c -> c[3])
                .findFirst()
                .orElseThrow();
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.split(",")).toList();
    }

    /// Some columns of a file under other names.
    private static String columns(List<String[]> rows, String header, int... places) {
        return header
                + "\n"
                + rows.stream()
                        .skip(1)
                        .map(row ->
                                IntStream.of(places)
                                        .mapToObj(p -> row[p])
                                        .collect(Collectors.joining(",", "", "\n")))
                        .collect(Collectors.joining());
    }

    private void settle() throws Exception {
        assertThat(stack.awaitIdle(PATIENCE)).as("problems: %s", problems).isTrue();
    }

    private void put(String key, String content) {
        put(key, text(content));
    }

    private void put(String key, byte[] content) {
        stack.clients()
                .s3()
                .putObject(p -> p.bucket(stack.uploads()).key(key), RequestBody.fromBytes(content));
    }

    private JsonNode verdict(String reference) throws Exception {
        String[] parts = reference.substring("model:".length()).split("@");
        return get("/v1/models/%s/versions/%s/verdict".formatted(parts[0], parts[1]));
    }

    private JsonNode get(String path) throws Exception {
        URI uri = URI.create(stack.api().toString().replaceAll("/$", "") + path);
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
