package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.ledger.EvaluationRecord;
import assay.lineage.Reference;
import assay.succession.Line.Judged;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// A model of each task on real data, in each format, judged by the default gate: the figures are
/// scikit-learn's and the decisions scipy's (`reference-makers/tasks.py`).
class TasksTest {

    private static final Path FILES = Path.of("src/test/resources/tasks");
    private static final Reference HOLDOUT = Reference.dataset("holdout", "1");

    private static final List<String> TASKS =
            List.of("binary", "multiclass", "regression", "ranking", "scored");

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

    /// Binary in every format; the others in each, packed in one way or the other.
    static Stream<Arguments> everyTaskInEveryFormat() {
        return TASKS.stream()
                .flatMap(t ->
                        FORMATS.stream()
                                .filter(f ->
                                        t.equals("binary")
                                                || (f.length() + t.length()) % 2 == 0
                                                || !f.contains("."))
                                .map(f -> Arguments.of(t, f)));
    }

    @ParameterizedTest
    @MethodSource("everyTaskInEveryFormat")
    void anUploadGetsTheFiguresOfScikitLearnAndTheVerdictOfScipy(String task, String format) {
        Office office = judged(task, format);

        assertThat(office.uploads("refused")).isEmpty();
        assertThat(office.uploads("waiting")).isEmpty();
        for (Expected expected : Expected.of(task)) {
            Reference model = Reference.model("m", expected.version());
            switch (expected.what()) {
                case "outcome" ->
                        assertThat(judged(office, model).outcome().name())
                                .as(model + " " + verdict(office, model).path("summary"))
                                .isEqualTo(expected.value());
                case "p_value" ->
                        assertClose(
                                verdict(office, model).at("/criteria/0/pValue").asDouble(),
                                expected);
                default -> assertClose(metric(office, model, expected.what()), expected);
            }
        }
    }

    @Test
    void whatIsKeptOfAnEvaluationAgreesWithItsMetrics() {
        Office office = judged("binary", "parquet");
        Reference model = Reference.model("m", "v2");
        JsonNode near = office.models().detail(model, HOLDOUT).orElseThrow();
        for (Expected expected : Expected.of("binary")) {
            if (expected.version().equals("v2")) {
                switch (expected.what()) {
                    case "roc_auc" -> assertClose(near.at("/curves/roc/area").asDouble(), expected);
                    case "pr_auc" ->
                            assertClose(
                                    near.at("/curves/precisionRecall/area").asDouble(), expected);
                    case "accuracy" -> {
                        JsonNode cells = near.at("/confusion/weights");
                        double right = cells.at("/0/0").asDouble() + cells.at("/1/1").asDouble();
                        assertClose(right / 400, expected);
                    }
                    default -> {}
                }
            }
        }
        assertThat(near.at("/curves/roc/points").size()).isLessThanOrEqualTo(512);
        assertThat(near.at("/slices/0/by/0").asString()).isEqualTo("size");
        assertThat(near.at("/slices/0/worst").asString()).startsWith("size=");
        assertThat(near.at("/worst/examples").size()).isEqualTo(100);
        assertThat(near.at("/tails/0/quantiles/5/reason").asString()).contains("too few");

        JsonNode comparison =
                office.models().comparison(judged(office, model).verdict(), HOLDOUT).orElseThrow();
        assertThat(comparison.at("/regret/examples").size()).isEqualTo(100);
        assertThat(comparison.at("/disagreement/value").asDouble()).isBetween(0.0, 1.0);
        assertThat(comparison.path("slices").valueStream().map(s -> s.path("metric").asString()))
                .containsExactly("log_loss", "log_loss difference", "disagreement in decisions");
    }

    private static Office judged(String task, String format) {
        Office office = new Office();
        upload(office, "datasets/holdout/1/", task, "dataset", format);
        for (String version : List.of("v1", "v2", "v3")) {
            upload(
                    office,
                    "models/m/%s/predictions/holdout/1/".formatted(version),
                    task,
                    version,
                    format);
            office.upload("models/m/%s/model.json".formatted(version), manifest(task, version))
                    .deliver("models/m/%s/model.json".formatted(version))
                    .work();
        }
        return office;
    }

    private static void upload(
            Office office, String folder, String task, String name, String format) {
        String key = folder + "part-0." + format;
        office.upload(key, packed(FILES.resolve(task), name, format));
        if (name.equals("dataset")) {
            office.upload(folder + "dataset.json", dataset(task, format))
                    .deliver(folder + "dataset.json")
                    .work();
        } else {
            office.deliver(key).work();
        }
    }

    private static byte[] packed(Path folder, String name, String format) {
        try {
            String[] parts = format.split("\\.");
            byte[] plain = Files.readAllBytes(folder.resolve(name + "." + parts[0]));
            if (parts.length == 1) {
                return plain;
            }
            if (parts[1].equals("zst")) {
                return Zstd.compress(plain);
            }
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(plain);
            }
            return packed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String dataset(String task, String format) {
        String columns =
                switch (task) {
                    case "binary" ->
                            """
                            {"name": "size", "type": "string", "role": "slice"},
                            {"name": "benign", "type": "boolean", "role": "target"}\
                            """;
                    case "multiclass" ->
                            """
                            {"name": "strength", "type": "string", "role": "slice"},
                            {"name": "cultivar", "type": "string", "role": "target"}\
                            """;
                    case "regression" ->
                            """
                            {"name": "sex", "type": "string", "role": "slice"},
                            {"name": "progress", "type": "number", "role": "target"}\
                            """;
                    case "ranking" ->
                            """
                            {"name": "query", "type": "string", "role": "query"},
                            {"name": "relevance", "type": "number", "role": "target"}\
                            """;
                    default ->
                            """
                            {"name": "sex", "type": "string", "role": "slice"}\
                            """;
                };
        return """
        {"dataset": "holdout", "version": "1", "files": [{"path": "part-0.%s"}],
         "columns": [{"name": "id", "type": "string", "role": "id"}, %s]}
        """
                .formatted(format, columns);
    }

    private static String manifest(String task, String version) {
        String classes =
                switch (task) {
                    case "binary" -> ", \"classes\": [\"false\", \"true\"]";
                    case "multiclass" -> ", \"classes\": [\"a\", \"b\", \"c\"]";
                    default -> "";
                };
        return "{\"model\": \"m\", \"version\": \"%s\", \"task\": \"%s\"%s}"
                .formatted(version, task, classes);
    }

    private static Judged judged(Office office, Reference model) {
        return office.standings().line("m").entries().stream()
                .filter(e -> e instanceof Judged && e.version().equals(model))
                .map(Judged.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode verdict(Office office, Reference model) {
        return office.models().verdict(judged(office, model).verdict()).orElseThrow();
    }

    private static double metric(Office office, Reference model, String name) {
        Optional<EvaluationRecord> record =
                office.models().evaluations("m").stream()
                        .filter(e -> e.model().equals(model))
                        .findFirst();
        return record.orElseThrow()
                .metrics()
                .valueStream()
                .filter(m -> m.path("metric").asString().equals(name))
                .mapToDouble(m -> m.path("value").asDouble(Double.NaN))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static void assertClose(double actual, Expected expected) {
        double value = Double.parseDouble(expected.value());
        assertThat(actual)
                .as(expected.toString())
                .isCloseTo(value, within(expected.tolerance() * Math.max(1e-300, Math.abs(value))));
    }

    /// A row of the reference table.
    private record Expected(
            String task, String version, String what, String value, double tolerance) {

        static List<Expected> of(String task) {
            try {
                List<Expected> rows = new ArrayList<>();
                for (String line : Files.readAllLines(FILES.resolve("expected.csv"))) {
                    String[] cells = line.split(",");
                    if (cells[0].equals(task)) {
                        rows.add(
                                new Expected(
                                        cells[0],
                                        cells[1],
                                        cells[2],
                                        cells[3],
                                        Double.parseDouble(cells[4])));
                    }
                }
                return rows;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
