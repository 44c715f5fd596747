package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lineage.Reference;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is wrong is refused in words that say where; and nothing else is harmed.
class BadInputTest {

    private static final String DATASET =
            """
            {"dataset": "d", "version": "1", "files": [{"path": "a.csv"}], "columns": [
              {"name": "id", "type": "integer", "role": "id"},
              {"name": "x", "type": "number", "role": "feature", "min": 0, "nullable": false},
              {"name": "y", "type": "boolean", "role": "target"}]}
            """;
    private static final String ROWS = "id,x,y\n1,0.5,true\n2,1.5,false\n3,2.5,true\n";
    private static final String MODEL =
            """
            {"model": "m", "version": "v1", "task": "binary"}
            """;
    private static final String SCORES = "id,score\n1,0.9\n2,0.2\n3,0.8\n";

    private final Office office = new Office();

    @BeforeEach
    void goodModelServes() {
        put("datasets/good/1/a.csv", ROWS);
        put("datasets/good/1/dataset.json", DATASET.replace("\"d\"", "\"good\""));
        put("models/good/v1/predictions/good/1/p.csv", SCORES);
        put("models/good/v1/model.json", MODEL.replace("\"m\"", "\"good\""));
    }

    private void put(String key, String content) {
        office.upload(key, content).deliver(key).work();
    }

    private void onlyTheGoodModelServes() {
        assertThat(office.standings().champion("good").orElseThrow().champion().version())
                .isEqualTo(Reference.model("good", "v1"));
        assertThat(office.uploads("refused"))
                .noneMatch(u -> u.matches("(datasets|models)/good/.*"));
    }

    static Stream<Arguments> datasets() {
        return Stream.of(
                Arguments.of("no JSON", "{\"dataset\": ", ROWS, "is no JSON"),
                Arguments.of("an array", "[]", ROWS, "\"pointer\":\"\""),
                Arguments.of(
                        "an unknown field",
                        DATASET.replace("\"files\"", "\"colour\": \"red\", \"files\""),
                        ROWS,
                        "\"pointer\":\"/colour\""),
                Arguments.of(
                        "an unknown field deep down",
                        DATASET.replace(
                                "\"type\": \"number\"", "\"type\": \"number\", \"unit\": \"m\""),
                        ROWS,
                        "\"pointer\":\"/columns/1/unit\""),
                Arguments.of(
                        "a bad name",
                        DATASET.replace("\"d\"", "\"D!\""),
                        ROWS,
                        "\"pointer\":\"/dataset\""),
                Arguments.of(
                        "another name than its key",
                        DATASET.replace("\"d\"", "\"e\""),
                        ROWS,
                        "says 'e', but it lies under 'd'"),
                Arguments.of(
                        "another version than its key",
                        DATASET.replace("\"1\"", "\"2\""),
                        ROWS,
                        "\"pointer\":\"/version\""),
                Arguments.of(
                        "a missing file",
                        DATASET.replace("a.csv", "b.csv"),
                        ROWS,
                        "\"pointer\":\"/files/0/path\""),
                Arguments.of(
                        "a wrong sha256",
                        DATASET.replace(
                                "\"a.csv\"", "\"a.csv\", \"sha256\": \"" + "0".repeat(64) + "\""),
                        ROWS,
                        "\"pointer\":\"/files/0/sha256\""),
                Arguments.of("an empty file", DATASET, "", "\"file\":\"a.csv\""),
                Arguments.of("a header and no rows", DATASET, "id,x,y\n", "has no rows"),
                Arguments.of("a ragged row", DATASET, "id,x,y\n1,0.5,true\n2,1.5\n", "\"row\":2"),
                Arguments.of("a column that is not there", DATASET, "id,y\n1,true\n", "x"),
                Arguments.of(
                        "text for a number",
                        DATASET,
                        "id,x,y\n1,0.5,true\n2,warm,false\n",
                        "\"row\":2,\"column\":\"x\""),
                Arguments.of("NaN", DATASET, "id,x,y\n1,NaN,true\n", "\"row\":1,\"column\":\"x\""),
                Arguments.of(
                        "an infinity",
                        DATASET,
                        "id,x,y\n1,-inf,true\n",
                        "\"row\":1,\"column\":\"x\""),
                Arguments.of(
                        "a value below its min",
                        DATASET,
                        "id,x,y\n1,0.5,true\n2,-1,false\n",
                        "\"row\":2,\"column\":\"x\""),
                Arguments.of(
                        "nothing where something must be",
                        DATASET,
                        "id,x,y\n1,0.5,true\n2,,false\n",
                        "\"row\":2,\"column\":\"x\""),
                Arguments.of(
                        "an id twice",
                        DATASET,
                        "id,x,y\n1,0.5,true\n1,1.5,false\n",
                        "\"row\":2,\"column\":\"id\""),
                Arguments.of(
                        "a check that fails",
                        DATASET.replace(
                                "}]}", "}], \"checks\": [{\"rule\": \"row-count\", \"min\": 10}]}"),
                        ROWS,
                        "row-count"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("datasets")
    void aDatasetWith(String what, String manifest, String rows, String said) {
        put("datasets/d/1/a.csv", rows);
        put("datasets/d/1/dataset.json", manifest);

        assertThat(office.datasets().find(Reference.dataset("d", "1"))).isEmpty();
        assertThat(office.uploads("refused")).singleElement().asString().contains(said);
        onlyTheGoodModelServes();
    }

    static Stream<Arguments> predictions() {
        return Stream.of(
                Arguments.of(
                        "NaN", "id,score\n1,0.9\n2,nan\n3,0.8\n", "\"row\":2,\"column\":\"score\""),
                Arguments.of(
                        "an infinity",
                        "id,score\n1,0.9\n2,0.1\n3,Infinity\n",
                        "\"row\":3,\"column\":\"score\""),
                Arguments.of(
                        "a score above 1",
                        "id,score\n1,0.9\n2,1.5\n3,0.8\n",
                        "1.5 is no probability"),
                Arguments.of(
                        "a score below 0",
                        "id,score\n1,-0.1\n2,0.5\n3,0.8\n",
                        "\"row\":1,\"column\":\"score\""),
                Arguments.of(
                        "an id twice",
                        "id,score\n1,0.9\n2,0.2\n2,0.3\n",
                        "'2' has occurred before"),
                Arguments.of(
                        "an unknown id",
                        "id,score\n1,0.9\n2,0.2\n4,0.3\n",
                        "'4' is no row of dataset:good@1"),
                Arguments.of(
                        "no score",
                        "id,score\n1,0.9\n2,\n3,0.3\n",
                        "\"row\":2,\"column\":\"score\""),
                Arguments.of("no score column", "id,skore\n1,0.9\n", "score"),
                Arguments.of("a ragged row", "id,score\n1,0.9\n2\n", "\"row\":2"),
                Arguments.of("nothing", "", "\"file\":\"p.csv\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("predictions")
    void predictionsWith(String what, String scores, String said) {
        put("models/m/v1/predictions/good/1/p.csv", scores);
        put("models/m/v1/model.json", MODEL);

        assertThat(office.uploads("refused"))
                .singleElement()
                .asString()
                .startsWith("models/m/v1/predictions/good/1/p.csv")
                .contains(said);
        assertThat(office.standings().champion("m")).isEmpty();
        onlyTheGoodModelServes();
    }

    @Test
    void aFaultIsForgottenOnceTheUploadIsRight() {
        put("datasets/d/1/dataset.json", DATASET);
        assertThat(office.uploads("refused")).singleElement().asString().contains("a.csv");

        put("datasets/d/1/a.csv", ROWS);

        assertThat(office.uploads("refused")).isEmpty();
        assertThat(office.datasets().find(Reference.dataset("d", "1"))).isPresent();
    }

    @Test
    void aForeignKeyIsRefusedWithTheFormsThatAreKnown() {
        put("holiday/photo.jpg", "x");

        assertThat(office.uploads("refused"))
                .singleElement()
                .asString()
                .startsWith("holiday/photo.jpg")
                .contains("datasets/<name>/<version>/");
        onlyTheGoodModelServes();
    }

    @Test
    void otherBytesUnderTheSameVersionAreAConflictAndWhatWasThereStays() {
        var before = office.datasets().find(Reference.dataset("good", "1")).orElseThrow();

        put("datasets/good/1/a.csv", ROWS.replace("0.5", "0.25"));

        assertThat(office.datasets().find(Reference.dataset("good", "1"))).contains(before);
        assertThat(office.uploads("conflict"))
                .singleElement()
                .asString()
                .startsWith("datasets/good/1/a.csv")
                .contains("which stays");
    }

    @Test
    void otherPredictionsForAnEvaluatedVersionAreAConflict() {
        put("models/good/v1/predictions/good/1/p.csv", SCORES.replace("0.9", "0.99"));

        assertThat(office.uploads("conflict")).singleElement().asString().contains("which stays");
    }

    @Test
    void theSameBytesAgainAreNothing() {
        put("datasets/good/1/a.csv", ROWS);
        put("models/good/v1/model.json", MODEL.replace("\"m\"", "\"good\""));

        assertThat(office.uploads("conflict")).isEmpty();
        assertThat(office.uploads("refused")).isEmpty();
    }

    @Test
    void missingPredictionsAreCountedAndTheDefaultGateForbidsThem() {
        put("models/m/v1/predictions/good/1/p.csv", "id,score\n1,0.9\n3,0.8\n");
        put("models/m/v1/model.json", MODEL);

        var evaluation = office.models().evaluations("m").getFirst();
        assertThat(evaluation.missing()).isEqualTo(1);
        assertThat(evaluation.rows()).isEqualTo(2);
        assertThat(office.models().verdicts(Reference.model("m", "v1")))
                .singleElement()
                .satisfies(v -> {
                    assertThat(v.path("outcome").asString()).isEqualTo("REJECT");
                    assertThat(v.path("summary").asString())
                            .contains("missing_predictions is 1, not at most 0");
                });
    }

    @Test
    void predictionsThatComeInPartsAreJudgedOnceTheyAreWhole() {
        put("models/m/v1/model.json", MODEL);
        office.pass(java.time.Duration.ofSeconds(2));
        put("models/m/v1/predictions/good/1/p0.csv", "id,score\n1,0.9\n3,0.8\n");
        assertThat(office.uploads("waiting"))
                .singleElement()
                .asString()
                .contains("1 of 3 rows of dataset:good@1 have no prediction yet");

        put("models/m/v1/predictions/good/1/p1.csv", "id,score\n2,0.3\n");

        assertThat(office.uploads("waiting")).isEmpty();
        assertThat(office.standings().champion("m")).isPresent();
    }

    @Test
    void aModelBeforeItsDatasetWaitsAndIsJudgedWhenTheDatasetComes() {
        put("models/m/v1/predictions/d/1/p.csv", SCORES);
        put("models/m/v1/model.json", MODEL);
        assertThat(office.uploads("waiting"))
                .singleElement()
                .asString()
                .contains("waits for dataset:d@1, which is not registered");
        assertThat(office.standings().champion("m")).isEmpty();

        put("datasets/d/1/a.csv", ROWS);
        put("datasets/d/1/dataset.json", DATASET);

        assertThat(office.uploads("waiting")).isEmpty();
        assertThat(office.standings().champion("m").orElseThrow().champion().version())
                .isEqualTo(Reference.model("m", "v1"));
    }

    @Test
    void aGateThatIsWrongIsRefusedWithThePointerOfEachFault() {
        put(
                "gates/good/gate.json",
                """
                {"gate": "good", "criteria": [
                  {"id": "a", "rule": "superior", "metric": "log_loss", "value": 3},
                  {"id": "b", "rule": "better"}]}
                """);

        assertThat(office.uploads("refused"))
                .singleElement()
                .asString()
                .contains("\"pointer\":\"/criteria/0/value\"")
                .contains("\"pointer\":\"/criteria/1/rule\"");
        onlyTheGoodModelServes();
    }

    @Test
    void anUnknownMetricIsAnInvalidVerdictThatNamesTheKnownOnes() {
        put(
                "gates/m/gate.json",
                """
                {"gate": "m", "datasets": ["good"], "criteria": [
                  {"id": "a", "rule": "at-least", "metric": "beauty", "value": 1}]}
                """);
        put("models/m/v1/predictions/good/1/p.csv", SCORES);
        put("models/m/v1/model.json", MODEL);

        assertThat(office.models().verdicts(Reference.model("m", "v1")))
                .singleElement()
                .satisfies(v -> {
                    assertThat(v.path("outcome").asString()).isEqualTo("INVALID");
                    assertThat(v.path("summary").asString()).contains("no metric 'beauty'");
                });
        assertThat(office.standings().champion("m")).isEmpty();
    }

    @Test
    void theInferredContractIsRecorded() {
        put("datasets/d/1/a.csv", "id,x,y\n1,0.5,true\n2,,false\n");
        put(
                "datasets/d/1/dataset.json",
                "{\"dataset\": \"d\", \"version\": \"1\", \"files\": [{\"path\": \"a.csv\"}]}");

        var version = office.datasets().find(Reference.dataset("d", "1")).orElseThrow();
        assertThat(version.inferred()).isTrue();
        assertThat(version.manifest().columns())
                .extracting(c -> Map.entry(c.name(), c.type()))
                .containsExactly(
                        Map.entry("id", "integer"),
                        Map.entry("x", "number"),
                        Map.entry("y", "boolean"));
    }

    @Test
    void trainingDataThatForbidItReopenTheVerdictOnceTheyAreKnown() {
        put("models/m/v1/predictions/good/1/p.csv", SCORES);
        put(
                "models/m/v1/model.json",
                """
                {"model": "m", "version": "v1", "task": "binary", "trainedOn": ["dataset:d@1"]}
                """);
        assertThat(office.standings().champion("m")).isPresent();

        put("datasets/d/1/a.csv", ROWS);
        put(
                "datasets/d/1/dataset.json",
                DATASET.replace(
                        "\"files\"", "\"use\": {\"permits\": [\"evaluation\"]}, \"files\""));

        assertThat(office.standings().line("m").entries())
                .singleElement()
                .asString()
                .contains("REJECT");
    }
}
