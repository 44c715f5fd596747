package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lineage.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a model relies on is told by the gate's primary metric, of every task that has a truth; or
/// it is said why it is not known.
class ImportanceTest {

    private static final Path MODELS = Path.of("../scoring/src/test/resources/models");
    private static final int ROWS = 200;

    private Office office = new Office();

    /// The model takes age, income, plan and activity, and is of what was spent.
    @ParameterizedTest
    @CsvSource({
        "regression, mae,         1",
        "regression, r2,          1",
        "regression, mae_p50,     1",
        "ranking,    ndcg_at_10,  1",
        "ranking,    ndcg_at_10,  2",
        "regression, mae,         2"
    })
    void itIsToldByTheGatesPrimaryMetricOfWholeAndOfShards(String task, String metric, int files) {
        if (files > 1) {
            office.inShards().writing(ROWS / files);
        }
        upload(task, metric, files);

        JsonNode importance = comparison();

        assertThat(importance.path("reason").asString("")).isEmpty();
        assertThat(importance.path("metric").asString()).isEqualTo(metric);
        assertThat(importance.path("rows").asInt()).isEqualTo(ROWS);
        assertThat(importance.path("features"))
                .extracting(f -> f.path("feature").asString())
                .contains("age", "income");
        JsonNode first = importance.at("/features/0");
        double sign = metric.startsWith("mae") ? 1 : -1;
        assertThat(sign * first.path("value").asDouble()).isPositive();
        if (!metric.contains("_p")) {
            assertThat(sign * first.at("/interval/0").asDouble()).isPositive();
            assertThat(sign * first.at("/interval/1").asDouble()).isPositive();
        }
    }

    @Test
    void ofShardsItIsToTheLastDigitThatOfTheWhole() {
        upload("ranking", "ndcg_at_10", 2);
        JsonNode whole = comparison();
        office = new Office().inShards().writing(ROWS / 2);
        upload("ranking", "ndcg_at_10", 2);

        assertThat(comparison()).isEqualTo(whole);
    }

    @Test
    void ofUploadedPredictionsItIsSaidThatNoModelCanBeRunAgain() {
        office.upload("datasets/d/1/data.csv", "id,y\na,1\nb,2\nc,4\n")
                .upload(
                        "datasets/d/1/dataset.json",
                        """
                        {"dataset": "d", "version": "1", "files": [{"path": "data.csv"}],
                         "columns": [{"name": "id", "type": "string", "role": "id"}, {"name": "y", "type": "number", "role": "target"}]}
                        """)
                .deliver("datasets/d/1/dataset.json")
                .upload("models/m/v1/predictions/d/1/p.csv", "id,prediction\na,1\nb,2\nc,3\n")
                .deliver("models/m/v1/predictions/d/1/p.csv")
                .upload(
                        "models/m/v1/model.json",
                        "{\"model\": \"m\", \"version\": \"v1\", \"task\": \"regression\"}")
                .deliver("models/m/v1/model.json")
                .work();

        assertThat(comparison().path("reason").asString())
                .startsWith("Predictions were uploaded and no model that could be run again");
    }

    private JsonNode comparison() {
        String verdict = office.standings().line("m").verdicts().getFirst();
        return office.models()
                .comparison(verdict, Reference.dataset("d", "1"))
                .orElseThrow()
                .path("importance");
    }

    /// Queries of five rows each; for a ranking the truth is what was spent, as relevance.
    private void upload(String task, String metric, int files) {
        List<String> lines = lines();
        StringBuilder listed = new StringBuilder();
        for (int file = 0; file < files; file++) {
            StringBuilder content = new StringBuilder("query," + lines.getFirst() + "\n");
            for (int row = file * ROWS / files; row < (file + 1) * ROWS / files; row++) {
                content.append("q%d,%s\n".formatted(row / 5, lines.get(row + 1)));
            }
            String path = "part-%05d.csv".formatted(file);
            office.upload("datasets/d/1/" + path, content.toString());
            listed.append(listed.isEmpty() ? "" : ", ").append("{\"path\": \"" + path + "\"}");
        }
        office.upload(
                        "datasets/d/1/dataset.json",
                        """
                        {"dataset": "d", "version": "1", "files": [%s],
                         "columns": [{"name": "query", "type": "string", "role": "query"},
                          {"name": "id", "type": "string", "role": "id"},
                          {"name": "age", "type": "integer"}, {"name": "income", "type": "number"},
                          {"name": "plan", "type": "string"}, {"name": "active", "type": "boolean"},
                          {"name": "churned", "type": "boolean"}, {"name": "grade", "type": "string"},
                          {"name": "spent", "type": "number", "role": "target"}]}
                        """
                                .formatted(listed))
                .deliver("datasets/d/1/dataset.json")
                .upload(
                        "gates/m/gate.json",
                        """
                        {"gate": "m", "datasets": ["d"], "criteria": [
                          {"id": "better", "metric": "%s", "rule": "superior"},
                          {"id": "complete", "metric": "missing_predictions", "rule": "at-most", "value": 0}]}
                        """
                                .formatted(metric))
                .deliver("gates/m/gate.json")
                .upload("models/m/v1/model.onnx", bytes("regression.onnx"))
                .upload(
                        "models/m/v1/model.json",
                        """
                        {"model": "m", "version": "v1", "task": "%s", "artefact": {"path": "model.onnx"},
                         "inputs": ["age", "income", "plan_free", "plan_pro", "active"]}
                        """
                                .formatted(task))
                .deliver("models/m/v1/model.json")
                .work();
        assertThat(office.uploads("refused")).isEmpty();
        assertThat(office.uploads("waiting")).isEmpty();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(MODELS.resolve("data.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(MODELS.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
