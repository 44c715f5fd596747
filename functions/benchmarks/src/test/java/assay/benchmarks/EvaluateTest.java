package assay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EvaluateTest {
    @TempDir Path folder;

    private record Said(int status, String out, String err) {}

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "csv", "jsonl"})
    void intakeComesToTheSameVerdictAsManifestsAlone(String format) throws Exception {
        Uploads.copied(format, folder);
        Said alone = run(folder.toString());
        Said intake = run("--intake", folder.toString());

        assertThat(alone.status).as(alone.err).isZero();
        assertThat(intake.status).as(intake.err).isZero();
        assertThat(decided(intake)).isEqualTo(decided(alone));
        assertThat(decided(alone).path("criteria").size()).isEqualTo(5);
        assertThat(alone.err)
                .containsPattern("[0-9.]+ s since Java was started, [0-9.]+ s of them at work")
                .contains("times what reading the columns alone takes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "csv", "jsonl"})
    void drawnUploadsGetAVerdict(String format) throws Exception {
        DrawnUploads.write(Path.of("src", "main", "training", format), folder, 20_000);
        Said said = run("--intake", folder.toString());

        assertThat(said.status).as(said.err).isZero();
        assertThat(Json.tree(said.out).path("outcome").asString()).isEqualTo("PROMOTE");
        assertThat(run("--read", folder.toString()).out.strip()).isEqualTo("140000");
    }

    /// All but when it was said.
    private static JsonNode decided(Said said) {
        ObjectNode verdict = (ObjectNode) Json.tree(said.out);
        verdict.remove("issuedAt");
        ((ObjectNode) verdict.at("/evidence/permission")).remove("at");
        return verdict;
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "csv", "jsonl"})
    void readingAloneCountsTheValuesThatAVerdictNeeds(String format) throws Exception {
        Uploads.copied(format, folder);
        long rows = format.equals("parquet") ? 200 : 300;

        // Identifier, label and plan; then identifier and score, twice.
        assertThat(run("--read", folder.toString()).out.strip())
                .isEqualTo(String.valueOf(7 * rows));
    }

    @Test
    void intakeLooksAtEveryValueAndSaysWhichIsWrong() throws Exception {
        Uploads.copied("csv", folder);
        Uploads.put(folder.resolve(Uploads.DATASET + "part-0.csv"), 17, 2, "gold");
        Said said = run("--intake", folder.toString());

        assertThat(said.status).isEqualTo(2);
        assertThat(said.err)
                .contains("datasets/bench-holdout/1/part-0.csv is refused", "\"row\":17", "plan");
    }

    @Test
    void aFaultyPredictionIsNamedByRowAndColumnEitherWay() throws Exception {
        Uploads.copied("csv", folder);
        Uploads.put(folder.resolve(Uploads.SECOND + Uploads.PREDICTIONS), 9, 1, "1.5");
        for (Said said : List.of(run(folder.toString()), run("--intake", folder.toString()))) {
            assertThat(said.status).as(said.err).isEqualTo(2);
            assertThat(said.err).contains("part-0.csv", "\"row\":9", "score", "1.5");
        }
    }

    @Test
    void manifestsAndDigestsAreHeldToTheirWord() throws Exception {
        Uploads.copied("csv", folder);
        Path manifest = folder.resolve(Uploads.DATASET + "dataset.json");
        Uploads.replace(
                manifest,
                "\"path\": \"part-0.csv\"",
                "\"path\": \"part-0.csv\", \"sha256\": \"" + "0".repeat(64) + "\"");
        refused("datasets/bench-holdout/1/dataset.json is wrong: /files/0/sha256");
        Uploads.replace(manifest, "part-0.csv", "part-1.csv");
        refused("/files/0/path", "part-1.csv");
        Uploads.replace(manifest, "\"version\": \"1\"", "\"version\": \"1\", \"more\": 1");
        refused("/more is not a field known here");
        Files.writeString(manifest, "{");
        refused("dataset.json is wrong: is no JSON");
    }

    @Test
    void aGateAndAModelAreHeldToTheirSchemas() throws Exception {
        Uploads.copied("csv", folder);
        Uploads.replace(folder.resolve(Uploads.GATE), "\"alpha\": 0.05", "\"alpha\": 2");
        refused("gates/bench/gate.json is wrong: /alpha");
        Uploads.replace(folder.resolve(Uploads.GATE), "\"alpha\": 2", "\"alpha\": 0.05");
        Uploads.replace(folder.resolve(Uploads.SECOND + "model.json"), "binary", "guessing");
        refused("models/bench/v2/model.json is wrong: /task");
    }

    @Test
    void aVersionWithoutPredictionsIsNamed() throws Exception {
        Uploads.copied("csv", folder);
        Uploads.delete(folder.resolve(Uploads.FIRST + "predictions"));
        refused(
                "there are no predictions of model:bench@v1 below"
                        + " models/bench/v1/predictions/bench-holdout/1/");
    }

    @Test
    void aDatasetWithoutColumnsGoesThroughIntake() throws Exception {
        Uploads.copied("csv", folder);
        Path manifest = folder.resolve(Uploads.DATASET + "dataset.json");
        ObjectNode json = (ObjectNode) Json.tree(Files.readAllBytes(manifest));
        json.remove("columns");
        Files.write(manifest, Json.bytes(json));
        Said said = run(folder.toString());

        // Its types are found, and roles by the columns' names; which are slices, nobody has said.
        assertThat(said.status).as(said.err).isZero();
        assertThat(Json.tree(said.out).path("outcome").asString()).isEqualTo("INVALID");
        assertThat(Json.tree(said.out).path("summary").asString()).contains("no slice column plan");
        assertThat(Json.tree(said.out).at("/criteria/0/rows").asInt()).isEqualTo(300);
    }

    @Test
    void howItIsUsedIsSaid() throws Exception {
        assertThat(run("--intake").err).contains("usage: evaluate");
        assertThat(run("a", "b").status).isEqualTo(2);
        assertThat(run("--unknown").status).isEqualTo(2);
        assertThat(run("nowhere").err).contains("nowhere is no folder");
    }

    private void refused(String... said) throws Exception {
        Said answer = run(folder.toString());
        assertThat(answer.status).as(answer.out + answer.err).isEqualTo(2);
        assertThat(answer.out).isEmpty();
        assertThat(answer.err).contains(said);
    }

    private static synchronized Said run(String... arguments)
            throws IOException, InterruptedException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream beside = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(beside, true, StandardCharsets.UTF_8));
            int status = Evaluate.run(List.of(arguments));
            return new Said(
                    status,
                    said.toString(StandardCharsets.UTF_8),
                    beside.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
