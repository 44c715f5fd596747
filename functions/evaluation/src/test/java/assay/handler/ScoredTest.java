package assay.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import assay.ledger.ScoringReport;
import assay.ledger.ScoringRequest;
import assay.ledger.Source;
import assay.lineage.Reference;
import assay.succession.Line.Judged;
import assay.succession.Line.Waiting;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A model that was uploaded as ONNX, without predictions, is run and judged.
class ScoredTest {

    private static final Reference V1 = Reference.model("credit", "v1");
    private static final Reference HOLDOUT = Reference.dataset("credit-holdout", "1");

    private static final List<String> KEYS =
            Office.samples().stream()
                    .filter(key ->
                            key.startsWith("datasets/credit-")
                                    || key.startsWith("gates/credit/")
                                    || key.startsWith("models/credit/v1/model"))
                    .toList();

    private static Office scored() {
        Office office = new Office();
        for (String key : KEYS) {
            office.upload(key, Office.sample(key)).deliver(key).work();
        }
        return office;
    }

    @Test
    void whatWasUploadedAsOnnxIsRunAndJudged() {
        Office office = scored();
        assertThat(office.uploads("refused")).isEmpty();
        assertThat(office.standings().line("credit").entries())
                .singleElement()
                .isInstanceOfSatisfying(
                        Judged.class, judged -> assertThat(judged.promoted()).isTrue());
        var predictions = office.models().predictions(V1, HOLDOUT).orElseThrow();
        assertThat(predictions.scored()).isTrue();
        assertThat(predictions.rows()).isEqualTo(600);
    }

    @Test
    void whatItReliesOnIsToldWithIntervals() {
        Office office = scored();
        String verdict = office.standings().line("credit").verdicts().getFirst();
        JsonNode importance =
                office.models().comparison(verdict, HOLDOUT).orElseThrow().path("importance");
        assertThat(importance.path("metric").asString()).isEqualTo("log_loss");
        assertThat(importance.path("rows").asInt()).isEqualTo(600);
        assertThat(importance.path("features"))
                .extracting(f -> f.path("feature").asString())
                .containsExactly("duration", "age", "credit_amount");
        assertThat(importance.path("features"))
                .allSatisfy(f -> {
                    double value = f.path("value").asDouble();
                    assertThat(f.at("/interval/0").asDouble()).isLessThan(value);
                    assertThat(f.at("/interval/1").asDouble()).isGreaterThan(value);
                });
        assertThat(importance.at("/features/0/interval/0").asDouble()).isPositive();
    }

    @Test
    void uploadedPredictionsTakeThePlaceOfScoredOnes() {
        Office office = scored();
        String key = "models/credit/v1/predictions/credit-holdout/1/part-0.csv";
        office.upload(key, Office.sample(key)).deliver(key).work();

        var predictions = office.models().predictions(V1, HOLDOUT).orElseThrow();
        assertThat(predictions.scored()).isFalse();
        assertThat(predictions.fixed()).isTrue();
        assertThat(office.standings().line("credit").entries())
                .singleElement()
                .isInstanceOf(Judged.class);
    }

    @Test
    void whatCannotBeRunIsRefusedInWordsAndHoldsNobodyBack() {
        Office office = new Office();
        for (String key : KEYS) {
            office.upload(key, unlike(key)).deliver(key).work();
        }
        assertThat(office.uploads("refused"))
                .singleElement()
                .asString()
                .startsWith("models/credit/v1/model.onnx ")
                .contains("it is no ONNX file");
        assertThat(office.standings().line("credit").entries())
                .singleElement()
                .isInstanceOfSatisfying(
                        Waiting.class,
                        waiting ->
                                assertThat(waiting.reason())
                                        .startsWith(
                                                "It could not be run on dataset:credit-holdout@1: it is no ONNX file"));
        assertThat(office.scorings.next()).isEmpty();
    }

    /// The sample, but for what is no model.
    private static byte[] unlike(String key) {
        if (key.endsWith(".onnx")) {
            return "no model".getBytes(UTF_8);
        }
        return key.endsWith("model.json")
                ? new String(Office.sample(key), UTF_8)
                        .replaceFirst(",\\s*\"sha256\": \"[0-9a-f]+\"", "")
                        .getBytes(UTF_8)
                : Office.sample(key);
    }

    /// Reports and requests come twice, late, and after each other's outcome.
    @Test
    void reportsInAnyOrderStandTheSame() {
        Office office = new Office();
        KEYS.forEach(key -> office.upload(key, Office.sample(key)));
        KEYS.forEach(office::deliver);
        office.lookAt("credit");
        ScoringRequest request = office.scorings.next().orElseThrow();
        assertThat(office.standings().line("credit").entries())
                .singleElement()
                .isInstanceOfSatisfying(
                        Waiting.class,
                        waiting ->
                                assertThat(waiting.reason())
                                        .isEqualTo("It is being run on dataset:credit-holdout@1."));
        progress(office, request, 200);
        office.lookAt("credit");
        assertThat(office.standings().line("credit").entries().getFirst().toString())
                .contains("It is being run on dataset:credit-holdout@1: 200 of 600 rows.");
        office.score(request);
        office.score(request);
        for (int i = 0; i < 2; i++) {
            office.reported(request.folder() + ScoringRequest.OUTCOME);
            progress(office, request, 100);
            office.work();
        }
        Office straight = scored();
        assertThat(office.models().predictions(V1, HOLDOUT).orElseThrow().digest())
                .isEqualTo(straight.models().predictions(V1, HOLDOUT).orElseThrow().digest());
        assertThat(office.standings().line("credit").entries())
                .singleElement()
                .isInstanceOf(Judged.class);
        assertThat(office.uploads("refused")).isEmpty();
    }

    private static void progress(Office office, ScoringRequest request, long done) {
        String key = request.folder() + ScoringRequest.PROGRESS;
        office.results.put(
                key,
                "application/json",
                Json.bytes(new ScoringReport.Underway(Instant.EPOCH, done, 600)));
        office.reported(key);
    }

    /// Whatever was to be written, other files than the request's own are not read.
    @Test
    void aReportThatNamesOtherFilesIsRefused() {
        Office office = new Office();
        KEYS.forEach(key -> office.upload(key, Office.sample(key)));
        KEYS.forEach(office::deliver);
        office.lookAt("credit");
        ScoringRequest request = office.scorings.next().orElseThrow();
        String key = request.folder() + ScoringRequest.OUTCOME;
        office.results.put(
                key,
                "application/json",
                Json.bytes(
                        new ScoringReport.Scored(
                                Instant.EPOCH,
                                List.of(new Source("ledger/sha256/ab", "v", "ab", 1)),
                                1,
                                "p",
                                null,
                                null)));
        office.reported(key);
        assertThat(office.uploads("refused"))
                .singleElement()
                .asString()
                .contains("names files that are not the request's own");
    }
}
