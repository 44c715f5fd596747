package assay.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.json.Json;
import assay.ledger.Digests;
import assay.ledger.Objects.Version;
import assay.ledger.ScoringReport;
import assay.ledger.ScoringReport.Refused;
import assay.ledger.ScoringReport.Scored;
import assay.ledger.ScoringRequest;
import assay.ledger.Source;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest.ColumnEntry;
import assay.manifest.DatasetManifest.Role;
import assay.manifest.ModelManifest;
import assay.metrics.Ids;
import assay.onnx.OnnxLimits;
import assay.profile.ColumnType;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.Limits;
import assay.tables.ReadResult.Read;
import assay.tables.TableReader;
import assay.tables.uploads.PredictionsTable;
import assay.tables.uploads.PredictionsTable.InOrder;
import assay.tables.uploads.UploadedTables;
import assay.testing.InMemoryObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Models of every shape are run as ONNX Runtime runs them from Python, or refused in words.
class ScoreDatasetTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));

    private final InMemoryObjects uploads = new InMemoryObjects(NOON);
    private final InMemoryObjects results = new InMemoryObjects(NOON);
    private final AtomicBoolean gaveUp = new AtomicBoolean();

    private static JsonNode manifests() {
        try {
            return Json.tree(Files.readAllBytes(RESOURCES.resolve("models/manifests.json")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Stream<String> models() {
        return manifests().propertyNames().stream();
    }

    private static ColumnEntry column(String name, String type, Role role) {
        return new ColumnEntry(name, type, List.of(role), null, null, null, List.of(), null, null);
    }

    private static final List<ColumnEntry> COLUMNS =
            List.of(
                    column("id", "string", Role.ID),
                    column("age", "integer", Role.FEATURE),
                    column("income", "number", Role.FEATURE),
                    column("plan", "string", Role.FEATURE),
                    column("active", "boolean", Role.FEATURE),
                    column("churned", "boolean", Role.TARGET),
                    column("grade", "string", Role.FEATURE),
                    column("spent", "number", Role.FEATURE));

    private Source put(String key, byte[] content) {
        Version stored = uploads.put(key, "", content);
        return new Source(key, stored.id(), Digests.sha256(content), content.length);
    }

    private ScoringRequest request(String model, JsonNode manifest, byte[] data)
            throws IOException {
        return new ScoringRequest(
                "0123456789abcdef".repeat(2),
                NOON.instant(),
                Json.read(manifest, ModelManifest.class),
                put(
                        "models/m/1/model.onnx",
                        Files.readAllBytes(RESOURCES.resolve(model + ".onnx"))),
                Reference.dataset("d", "1"),
                COLUMNS,
                List.of(put("datasets/d/1/data.csv", data)));
    }

    private static byte[] data() throws IOException {
        return Files.readAllBytes(RESOURCES.resolve("models/data.csv"));
    }

    private static ObjectNode manifest(String task, String... inputs) {
        ObjectNode manifest = Json.object().put("model", "m").put("version", "1").put("task", task);
        manifest.putObject("artefact").put("path", "model.onnx");
        manifest.set("inputs", Json.tree(List.of(inputs)));
        return manifest;
    }

    private UploadedTables tables(InMemoryObjects of) {
        return new UploadedTables(of, new TableReader(Limits.DEFAULT, 1));
    }

    private ScoringReport score(ScoringRequest request, ScoringLimits limits, int attempt) {
        AtomicLong nanos = new AtomicLong();
        new ScoreDataset(
                        tables(uploads),
                        results,
                        limits,
                        "assay under test",
                        NOON,
                        () -> nanos.addAndGet(3_000_000),
                        () -> gaveUp.set(true))
                .score(request, attempt);
        Version outcome = results.history(request.folder() + "outcome.json").getFirst();
        return Json.read(Json.tree(tables(results).bytes(outcome)), ScoringReport.class);
    }

    private String refusal(String model, JsonNode manifest) throws IOException {
        ScoringReport report = score(request(model, manifest, data()), ScoringLimits.DEFAULT, 1);
        assertThat(report).isInstanceOf(Refused.class);
        return ((Refused) report).reason();
    }

    private Table predictions(ScoringRequest request, ScoringReport report) {
        assertThat(report).isInstanceOf(Scored.class);
        return ((InOrder)
                        PredictionsTable.read(
                                tables(results),
                                request.folder(),
                                ((Scored) report).files(),
                                request.manifest(),
                                ColumnType.STRING))
                .table();
    }

    @ParameterizedTest
    @MethodSource("models")
    void scoresAreThoseOfOnnxRuntimeInPython(String name) throws IOException {
        ScoringRequest request = request("models/" + name, manifests().path(name), data());
        Table table = predictions(request, score(request, ScoringLimits.DEFAULT, 1));
        assertThat(table.rows()).isEqualTo(200);
        List<String> columns = PredictionsTable.scores(request.manifest());
        int compared = 0;
        for (String line : Files.readAllLines(RESOURCES.resolve("models/scores.csv"))) {
            String[] cell = line.split(",");
            if (cell[0].equals(name)) {
                NumberColumn scores =
                        (NumberColumn) table.column(columns.get(Integer.parseInt(cell[2])));
                double wanted = Double.parseDouble(cell[3]);
                assertThat(scores.value(Integer.parseInt(cell[1])))
                        .isCloseTo(wanted, within(1e-6 * Math.max(1, Math.abs(wanted))));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(29 * columns.size());
        Ids ids = PredictionsTable.ids(table.column("id"));
        assertThat(ids.text(199)).isEqualTo("r199");
        double latency = ((NumberColumn) table.column("latency_ms")).value(0);
        assertThat(latency).isPositive();
    }

    @Test
    void aLargeDatasetIsRunInBatchesAndWrittenInParts() throws IOException {
        ScoringLimits small =
                new ScoringLimits(OnnxLimits.DEFAULT, Duration.ofMinutes(1), 2, 70, 64, 100);
        ScoringRequest request = request("models/matrix", manifests().path("matrix"), data());
        ScoringReport parts = score(request, small, 1);
        assertThat(((Scored) parts).files()).hasSize(4);
        NumberColumn inParts = (NumberColumn) predictions(request, parts).column("score");
        ScoreDatasetTest other = new ScoreDatasetTest();
        ScoringRequest same = other.request("models/matrix", manifests().path("matrix"), data());
        Table whole = other.predictions(same, other.score(same, ScoringLimits.DEFAULT, 1));
        assertThat(inParts.toArray())
                .containsExactly(((NumberColumn) whole.column("score")).toArray(), within(1e-7));
    }

    /// The clock moves by three milliseconds whenever it is looked at.
    @Test
    void batchesAndCallsWithOneRowAreMeasured() throws IOException {
        ScoringLimits small =
                new ScoringLimits(OnnxLimits.DEFAULT, Duration.ofMinutes(1), 2, 250, 1000, 100);
        for (String name : List.of("matrix", "fixed")) {
            ScoreDatasetTest other = new ScoreDatasetTest();
            ScoringRequest request =
                    other.request("models/" + name, manifests().path(name), data());
            Scored scored = (Scored) other.score(request, small, 1);
            Table table = other.predictions(request, scored);
            var latency = java.util.Objects.requireNonNull(scored.latency());

            assertThat(latency.batches().measured())
                    .isEqualTo((200 + latency.rowsInBatch() - 1) / latency.rowsInBatch());
            assertThat(latency.calls().measured()).isEqualTo(200);
            assertThat(latency.calls().quantiles())
                    .extracting(q -> q.percentage() + " " + q.millis())
                    .containsExactly("50.0 3.0", "95.0 3.0", "99.0 3.0");
            assertThat(latency.calls().quantiles().getFirst().interval()).containsExactly(3.0, 3.0);
            assertThat(latency.calls().quantiles().getLast().interval()).isEmpty();
            assertThat(((NumberColumn) table.column("call_latency_ms")).toArray())
                    .hasSize(200)
                    .containsOnly(3.0);
            assertThat(((NumberColumn) table.column("latency_ms")).value(0))
                    .isEqualTo(3.0 / latency.rowsInBatch());
        }
    }

    /// What a feature's shuffling changes is what it was used for: a model that reads two columns
    /// out of five answers the same without the others.
    @Test
    void featuresAreShuffledOneByOne() throws IOException {
        ScoringRequest request = request("models/sigmoid", manifests().path("sigmoid"), data());
        Scored scored = (Scored) score(request, ScoringLimits.DEFAULT, 1);
        Table plain = predictions(request, scored);
        Table shuffled =
                ((Read)
                                tables(results)
                                        .read(
                                                request.folder(),
                                                List.of(
                                                        java.util.Objects.requireNonNull(
                                                                scored.importance())),
                                                Expected.of(
                                                        Wanted.of("id", ColumnType.STRING),
                                                        Wanted.of("feature", ColumnType.STRING),
                                                        Wanted.of("score", ColumnType.NUMBER))))
                        .table();
        assertThat(shuffled.rows()).isEqualTo(400);
        assertThat(shuffled.column("feature").text(0)).isEqualTo("age");
        assertThat(shuffled.column("feature").text(399)).isEqualTo("income");
        int changed = 0;
        double sum = 0;
        for (int row = 0; row < 200; row++) {
            double before = ((NumberColumn) plain.column("score")).value(row);
            double after = ((NumberColumn) shuffled.column("score")).value(row);
            assertThat(shuffled.column("id").text(row)).isEqualTo(plain.column("id").text(row));
            changed += before == after ? 0 : 1;
            sum += Math.log(after / (1 - after)) - Math.log(before / (1 - before));
        }
        assertThat(changed).isGreaterThan(150);
        // The same ages, on other rows: logits are linear, so their sum stays.
        assertThat(sum).isCloseTo(0, within(1e-3));
    }

    @Test
    void whatHasItsOutcomeIsLeftAsItIs() throws IOException {
        ScoringRequest request = request("models/matrix", manifests().path("matrix"), data());
        score(request, ScoringLimits.DEFAULT, 1);
        int before = results.history(request.folder()).size();
        score(request, ScoringLimits.DEFAULT, 2);
        assertThat(results.history(request.folder())).hasSize(before);
    }

    @Test
    void whatBrokeOffTwiceIsRefused() throws IOException {
        ScoringRequest request = request("models/matrix", manifests().path("matrix"), data());
        assertThat(((Refused) score(request, ScoringLimits.DEFAULT, 3)).reason())
                .startsWith("running it broke off 2 times");
    }

    @Test
    void aLoopWithoutEndIsStoppedByTheClock() throws IOException {
        ScoringLimits hasty =
                new ScoringLimits(
                        OnnxLimits.DEFAULT, Duration.ofSeconds(2), 2, 1 << 20, 1 << 20, 100);
        ObjectNode manifest = manifest("regression", "age", "income");
        ScoringRequest request = request("hostile/endless", manifest, data());
        assertThat(((Refused) score(request, hasty, 1)).reason())
                .isEqualTo(
                        "it ran for 2 seconds, the limit, and had 0 rows; make it faster, or upload predictions");
        assertThat(gaveUp).isFalse();
    }

    @Test
    void logitsAreNoProbabilities() throws IOException {
        assertThat(refusal("hostile/logits", manifest("binary", "age", "income")))
                .startsWith("its output 'y' is ")
                .endsWith(
                        "which is no probability; if it gives logits, end the model with Sigmoid or Softmax");
    }

    @Test
    void anOutputOfAnotherWidthIsTold() throws IOException {
        assertThat(refusal("hostile/wide", manifest("regression", "age", "income")))
                .isEqualTo(
                        "its output 'y' has 4 numbers for each row; the task regression takes 1");
    }

    @Test
    void inputsThatDisagreeAreTold() throws IOException {
        assertThat(refusal("models/matrix", manifest("binary", "age", "income")))
                .isEqualTo(
                        "the model takes features float[n, 5], and the manifest lists 2 inputs: age, income");
        assertThat(elsewhere("models/matrix", manifest("binary", "age", "size_xl")))
                .isEqualTo(
                        "the model takes 'size_xl', which is no column of dataset:d@1, nor <column>_<value> of one; name its inputs after the dataset's columns");
        assertThat(elsewhere("models/sigmoid", manifest("binary", "age", "plan")))
                .isEqualTo(
                        "its input 'x' is float[n, 2], and the column 'plan' holds string; name one input <column>_<value> for each value, or export the model with string inputs");
        assertThat(elsewhere("models/sigmoid", manifest("binary")))
                .startsWith("the manifest names no inputs");
    }

    /// In a bucket of its own, since an outcome stands.
    private String elsewhere(String model, JsonNode manifest) throws IOException {
        return new ScoreDatasetTest().refusal(model, manifest);
    }

    @Test
    void anOutputThatIsNotThereIsTold() throws IOException {
        ObjectNode manifest = manifest("binary", "age", "income");
        manifest.putObject("output").put("tensor", "q");
        assertThat(refusal("models/sigmoid", manifest))
                .isEqualTo("the model has no output 'q'; it has p");
    }

    @Test
    void labelsAreNoProbabilities() throws IOException {
        ObjectNode manifest = ((ObjectNode) manifests().path("lightgbm")).deepCopy();
        manifest.putObject("output").put("tensor", "label");
        assertThat(refusal("models/lightgbm", manifest))
                .isEqualTo(
                        "its output 'label' is int64[1], and the task is binary, which takes probabilities: float[n, classes], or a map for each row");
    }

    @Test
    void anEmptyCellIsNotANumberForFloatsAndRefusedForWholeNumbers() throws IOException {
        byte[] empty =
                new String(data(), java.nio.charset.StandardCharsets.UTF_8)
                        .replaceFirst("r003,[0-9]+,", "r003,,")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        ScoringRequest request = request("models/flags", manifests().path("flags"), empty);
        assertThat(((Refused) score(request, ScoringLimits.DEFAULT, 1)).reason())
                .isEqualTo(
                        "the column 'age' is empty in row 4, and its input 'age' is int64[n], which has no empty value");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void everyHostileFileIsRefusedInWords(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).replace(".onnx", "");
        ScoringLimits hasty =
                new ScoringLimits(
                        OnnxLimits.DEFAULT, Duration.ofSeconds(3), 2, 1 << 20, 1 << 20, 100);
        ScoringRequest request =
                request("hostile/" + name, manifest("binary", "age", "income"), data());
        ScoringReport report = score(request, hasty, 1);
        assertThat(report).isInstanceOf(Refused.class);
        assertThat(((Refused) report).reason()).isNotBlank();
    }

    static List<Path> hostile() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("hostile"))) {
            return files.sorted().toList();
        }
    }
}
