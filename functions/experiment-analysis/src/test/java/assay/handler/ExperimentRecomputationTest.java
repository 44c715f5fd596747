package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import assay.ledger.Experiments;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Write;
import assay.ledger.Models;
import assay.ledger.Objects;
import assay.lineage.Reference;
import assay.succession.Recomputed;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.testing.InMemoryLedger;
import assay.testing.InMemoryObjects;
import assay.testing.InMemoryWork;
import assay.testing.Lost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Every verdict on an experiment can be given again from what it names.
class ExperimentRecomputationTest {

    private static final String MANIFEST =
            """
            {"experiment": "buttons", "unit": "user", %s
             "variants": [{"name": "control", "share": 0.5, "serves": "model:churn@v11"},
                          {"name": "treatment", "share": 0.5, "serves": "model:churn@v12"}],
             "start": "2026-11-01T00:00:00Z", "minimumDays": 3,
             "metrics": [{"id": "conversion", "kind": "proportion", "event": "buy", "role": "success"}],
             "dimensions": ["country"]}
            """;
    private static final String SEQUENTIAL =
            "\"inference\": {\"method\": \"group-sequential\", \"looks\": 4, \"plannedUnits\": 4000, \"spending\": \"obrien-fleming\"},";

    private Instant now = Instant.parse("2026-11-01T03:00:00Z");
    private final InMemoryObjects bucket = new InMemoryObjects(() -> now);
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Experiments experiments = new Experiments(ledger);
    private final TableReader reader = new TableReader(Limits.DEFAULT, 1);
    private final AnalyseExperiments analyse =
            new AnalyseExperiments(
                    bucket,
                    new InMemoryObjects(() -> now),
                    reader,
                    ledger,
                    new InMemoryWork(),
                    "test",
                    () -> now);

    private void upload(String path, String content) {
        bucket.put(
                "experiments/buttons/" + path,
                "text/plain",
                content.getBytes(StandardCharsets.UTF_8));
    }

    private void day(int day, double lift) {
        String folder = "/dt=2026-11-0%d/part.csv".formatted(day);
        upload("exposures" + folder, AnalyseExperimentsTest.exposures(day, 1000));
        upload("outcomes" + folder, AnalyseExperimentsTest.outcomes(day, 1000, lift));
        now = now.plusSeconds(90);
        analyse.all();
        now = now.plus(Duration.ofDays(1)).minusSeconds(90);
    }

    private List<JsonNode> verdicts() {
        return experiments.verdicts("buttons");
    }

    private Recomputed recomputed(JsonNode verdict, Objects uploads) {
        return new ExperimentRecomputation(uploads, reader, ledger)
                .of(verdict.path("id").asString());
    }

    private void allAreIdentical() {
        for (JsonNode verdict : verdicts()) {
            assertThat(recomputed(verdict, bucket))
                    .as(verdict.path("summary").asString())
                    .isInstanceOf(Recomputed.Identical.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SEQUENTIAL})
    void whateverCameLaterAVerdictIsWhatItWas(String inference) {
        upload("experiment.json", MANIFEST.formatted(inference));
        for (int day = 1; day <= 4; day++) {
            day(day, 0.15);
        }
        assertThat(verdicts())
                .extracting(v -> v.path("outcome").asString())
                .containsExactly("NEED_DATA", "PROMOTE");
        allAreIdentical();
        // Logs that are broken, mended, and replaced, and another definition.
        upload(
                "exposures/dt=2026-11-05/bad.csv",
                "unit,variant,timestamp\nu,blue,2026-11-05T01:00:00Z\n");
        upload("exposures/dt=2026-11-05/also.csv", "unit,variant\nu,control\n");
        day(5, 0.15);
        upload(
                "exposures/dt=2026-11-05/bad.csv",
                "unit,variant,timestamp\nu,control,2026-11-05T01:00:00Z\n");
        upload(
                "exposures/dt=2026-11-05/also.csv",
                "unit,variant,timestamp\nw,control,2026-11-05T01:00:00Z\n");
        upload("outcomes/dt=2026-11-01/part.csv", AnalyseExperimentsTest.outcomes(1, 1000, 0.3));
        day(6, 0.15);
        upload("experiment.json", MANIFEST.formatted("\"alpha\": 0.01,"));
        day(7, 0.15);
        assertThat(verdicts())
                .extracting(v -> v.path("outcome").asString())
                .contains("NEED_DATA", "PROMOTE", "INVALID");
        allAreIdentical();
    }

    @Test
    void aLogFileThatIsNoMoreIsMissed() {
        upload("experiment.json", MANIFEST.formatted(""));
        day(1, 0.15);
        Objects lost = new Lost(bucket, "experiments/buttons/outcomes/");
        assertThat(recomputed(verdicts().getFirst(), lost))
                .isInstanceOfSatisfying(
                        Recomputed.Changed.class,
                        changed ->
                                assertThat(changed.inputs())
                                        .singleElement()
                                        .asString()
                                        .contains("experiments/buttons/")
                                        .contains("was changed, or is no more"));
        assertThat(recomputed(verdicts().getFirst(), new Lost(bucket, "experiments/")))
                .isInstanceOfSatisfying(
                        Recomputed.Changed.class,
                        changed ->
                                assertThat(changed.inputs())
                                        .asString()
                                        .contains("experiment.json"));
    }

    @Test
    void aVerdictThatWasAlteredDiffersWhereItWasAltered() {
        upload("experiment.json", MANIFEST.formatted(""));
        day(1, 0.15);
        JsonNode verdict = verdicts().getFirst();
        Key key = Models.verdictKey(Reference.experiment("buttons"), verdict.path("id").asString());
        Item item = ledger.get(key).orElseThrow();
        ObjectNode altered = (ObjectNode) Json.tree(item.document());
        altered.put("outcome", "PROMOTE");
        ledger.write(List.of(new Write.Put(new Item(key, item.index(), 2, Json.write(altered)))));
        assertThat(recomputed(verdict, bucket))
                .isEqualTo(
                        new Recomputed.Different(
                                "/outcome", "\"PROMOTE\"", "\"NEED_DATA\"", "test"));
    }

    @Test
    void anUnknownVerdictIsSaidToBeUnknown() {
        assertThat(new ExperimentRecomputation(bucket, reader, ledger).of("none"))
                .isEqualTo(new Recomputed.Not("No verdict on record has the id none."));
    }
}
