package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.json.Json;
import assay.ledger.EvaluationRecord;
import assay.ledger.Experiments;
import assay.ledger.GateRevision;
import assay.ledger.Graph;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.PredictionsVersion;
import assay.ledger.Source;
import assay.ledger.UploadState.State;
import assay.ledger.Uploads;
import assay.lineage.Edge;
import assay.lineage.Reference;
import assay.manifest.Manifests;
import assay.manifest.ModelManifest;
import assay.succession.Standings;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.testing.InMemoryLedger;
import assay.testing.InMemoryObjects;
import assay.testing.InMemoryWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnalyseExperimentsTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final String MANIFEST =
            """
            {"experiment": "buttons", "unit": "user",
             "variants": [{"name": "control", "share": 0.5, "serves": "model:churn@v11"},
                          {"name": "treatment", "share": 0.5, "serves": "model:churn@v12"}],
             "start": "2026-11-01T00:00:00Z", "minimumDays": 3,
             "metrics": [{"id": "conversion", "kind": "proportion", "event": "buy", "role": "success"}],
             "dimensions": ["country"]}
            """;

    private static final Source FILE = new Source("part.csv", "v1", "p", 1);

    private Instant now = START.plus(1, ChronoUnit.DAYS);
    private final InMemoryObjects bucket = new InMemoryObjects(() -> now);
    private final InMemoryObjects results = new InMemoryObjects(() -> now);
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final AnalyseExperiments analyse =
            new AnalyseExperiments(
                    bucket,
                    results,
                    new TableReader(Limits.DEFAULT, 1),
                    ledger,
                    new InMemoryWork(),
                    () -> now);
    private final Experiments experiments = new Experiments(ledger);

    @Test
    void dayByDayItNeedsDataAndThenPromotes() {
        upload("experiment.json", MANIFEST);
        for (int day = 1; day <= 5; day++) {
            logs(day, 1000, 0.15);
            now = START.plus(day, ChronoUnit.DAYS);
            assertThat(analyse.all()).containsExactly("buttons");
        }

        assertThat(experiments.verdicts("buttons"))
                .extracting(v -> v.path("outcome").asString())
                .containsExactly("NEED_DATA", "PROMOTE");
        JsonNode verdict = experiments.verdicts("buttons").getLast();
        assertThat(verdict.path("promotes").asString()).isEqualTo("model:churn@v12");
        assertThat(verdict.path("champion").asString()).contains("does not promote after");
        assertThat(new Models(ledger).verdict(verdict.path("id").asString())).isPresent();
        assertThat(Manifests.faults("verdict", verdict)).isEmpty();
        assertThat(experiments.results("buttons", 10, null).items()).hasSize(5);
    }

    @Test
    void whatIsReadInPiecesIsWhatIsReadAtOnce() {
        upload("experiment.json", MANIFEST);
        for (int day = 1; day <= 4; day++) {
            logs(day, 300, 0.05);
            now = START.plus(day, ChronoUnit.DAYS);
            analyse.all();
        }
        JsonNode inPieces = newest();
        AnalyseExperimentsTest once = new AnalyseExperimentsTest();
        once.upload("experiment.json", MANIFEST);
        for (int day = 4; day >= 1; day--) {
            once.logs(day, 300, 0.05);
        }
        once.now = now;
        once.analyse.all();

        assertThat(once.newest().path("criteria").path(0).path("estimate").asDouble())
                .isEqualTo(inPieces.path("criteria").path(0).path("estimate").asDouble());
        assertThat(once.newest().path("units")).isEqualTo(inPieces.path("units"));
    }

    @Test
    void theSameFileAgainAndAnHourWithoutFilesChangeNothing() {
        upload("experiment.json", MANIFEST);
        logs(1, 400, 0.1);
        analyse.all();
        JsonNode before = newest();

        assertThat(analyse.all()).isEmpty();
        upload("exposures/dt=2026-11-01/again.csv", exposures(1, 400));
        upload("outcomes/dt=2026-11-01/again.csv", outcomes(1, 400, 0.1));
        now = now.plusSeconds(3600);
        assertThat(analyse.all()).containsExactly("buttons");

        assertThat(newest().path("criteria").path(0).path("estimate"))
                .isEqualTo(before.path("criteria").path(0).path("estimate"));
    }

    @Test
    void aFileThatIsReplacedIsReadAgainInPlaceOfTheOldOne() {
        upload("experiment.json", MANIFEST);
        logs(1, 400, 0.1);
        analyse.all();
        upload("exposures/dt=2026-11-01/part.csv", exposures(1, 200));
        analyse.all();

        assertThat(newest().path("units").path("byVariant").path("control").asInt()).isEqualTo(100);
        assertThat(newest().path("leftOut").path("unexposed").asInt()).isPositive();
    }

    @Test
    void anUnknownVariantIsRefusedInWordsAndTheVerdictIsInvalid() {
        upload("experiment.json", MANIFEST);
        upload(
                "exposures/dt=2026-11-01/part.csv",
                "unit,variant,timestamp\nu1,blue,2026-11-01T10:00:00Z\n");
        analyse.all();

        assertThat(refusal()).contains("'blue' is no variant").contains("control, treatment");
        assertThat(newest().path("outcome").asString()).isEqualTo("INVALID");
        assertThat(newest().path("summary").asString()).contains("row 1, column variant");
    }

    @Test
    void aTimestampInTheFutureIsRefusedUntilTheFileIsReplaced() {
        upload("experiment.json", MANIFEST);
        upload(
                "exposures/dt=2026-11-01/part.csv",
                "user,variant,timestamp\nu1,control,2027-11-01T10:00:00Z\n");
        analyse.all();
        assertThat(refusal()).contains("in the future");

        upload(
                "exposures/dt=2026-11-01/part.csv",
                "user,variant,timestamp\nu1,control,2026-11-01T10:00:00Z\n");
        analyse.all();

        assertThat(newest().path("outcome").asString()).isEqualTo("NEED_DATA");
        assertThat(new Uploads(ledger).list(State.REFUSED, 10, null).items()).isEmpty();
    }

    @Test
    void aSplitThatIsNotTheOneAskedForIsInvalid() {
        upload("experiment.json", MANIFEST.replace("0.5", "0.2").replaceFirst("0.2", "0.8"));
        logs(1, 400, 0.1);
        analyse.all();

        assertThat(newest().path("outcome").asString()).isEqualTo("INVALID");
        assertThat(newest().path("summary").asString()).contains("200 units in control");
    }

    @Test
    void aFaultyManifestIsRefusedByItsPointers() {
        upload("experiment.json", MANIFEST.replaceFirst("0.5", "0.7"));

        assertThat(analyse.all()).isEmpty();
        assertThat(refusal()).contains("/variants").contains("not 1");
    }

    @Test
    void wherePromotionIsLeftToExperimentsTheWinnerServesFromThenOn() {
        registered("v12");
        upload("experiment.json", MANIFEST);
        for (int day = 1; day <= 5; day++) {
            logs(day, 1000, 0.15);
        }
        now = START.plus(5, ChronoUnit.DAYS);
        analyse.all();

        JsonNode verdict = experiments.verdicts("buttons").getLast();
        assertThat(verdict.path("champion").asString()).contains("serves from now on");
        assertThat(new Standings(ledger).champion("churn"))
                .hasValueSatisfying(slot -> {
                    assertThat(slot.champion().version())
                            .isEqualTo(Reference.model("churn", "v12"));
                    assertThat(slot.champion().reason()).contains("experiment:buttons");
                });
        assertThat(new Graph(ledger).upstream(Reference.verdict(verdict.path("id").asString())))
                .extracting(Edge::to)
                .contains(Reference.experiment("buttons"), Reference.model("churn", "v12"));
    }

    @Test
    void aVersionThatNobodyEvaluatedCannotServeAndTheVerdictSaysSo() {
        gate();
        upload("experiment.json", MANIFEST);
        for (int day = 1; day <= 5; day++) {
            logs(day, 1000, 0.15);
        }
        now = START.plus(5, ChronoUnit.DAYS);
        analyse.all();

        assertThat(experiments.verdicts("buttons").getLast().path("champion").asString())
                .contains("model:churn@v12 is not registered");
        assertThat(new Standings(ledger).champion("churn")).isEmpty();
    }

    @Test
    void theFieldTrialOnResumesFindsThatTheNameLowersTheChanceOfACall() throws IOException {
        Path samples = Path.of("../../events/uploads");
        try (Stream<Path> files = Files.walk(samples.resolve("experiments/resume-names"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String key = samples.relativize(file).toString().replace('\\', '/');
                bucket.put(key, "text/plain", Files.readAllBytes(file));
            }
        }
        assertThat(analyse.all()).containsExactly("resume-names");

        JsonNode verdict = experiments.verdicts("resume-names").getFirst();
        JsonNode call = verdict.path("criteria").path(0);
        assertThat(verdict.path("outcome").asString()).isEqualTo("REJECT");
        assertThat(call.path("champion").asDouble()).isEqualTo(235 / 2435.0, within(1e-12));
        assertThat(call.path("challenger").asDouble()).isEqualTo(157 / 2435.0, within(1e-12));
        assertThat(call.path("interval").path(1).asDouble()).isNegative();
        assertThat(call.path("slices").size()).isEqualTo(4);
    }

    @Test
    void whatItServesIsInTheLineage() {
        upload("experiment.json", MANIFEST);
        logs(1, 100, 0);
        analyse.all();

        assertThat(new Graph(ledger).upstream(Reference.experiment("buttons")))
                .contains(
                        new Edge(
                                Reference.experiment("buttons"),
                                Edge.Relation.SERVES,
                                Reference.model("churn", "v12")));
        assertThat(experiments.names(10, null).items()).containsExactly("buttons");
    }

    private void gate() {
        String gate =
                """
                {"gate": "churn", "promotion": "after-experiment", "datasets": ["holdout"],
                 "criteria": [{"id": "better", "metric": "log_loss", "rule": "superior"}]}
                """;
        new Models(ledger)
                .register(new GateRevision("churn", "g", START, Json.tree(gate)), "gates/churn/");
    }

    /// With its gate, and evaluated on some dataset.
    private void registered(String version) {
        gate();
        Models models = new Models(ledger);
        String manifest =
                """
                {"model": "churn", "version": "%s", "task": "binary"}
                """
                        .formatted(version);
        models.register(
                new ModelVersion(
                        Json.read(manifest, ModelManifest.class), "m", START, List.of(FILE)),
                "models/churn/" + version + "/");
        Reference model = Reference.model("churn", version);
        Reference dataset = Reference.dataset("holdout", "1");
        models.register(
                new PredictionsVersion(model, dataset, "p", START, List.of(FILE), 10, false));
        models.register(
                new EvaluationRecord(model, dataset, "p", START, "d", START, 10, 0, Json.object()),
                Json.object(),
                "models/churn/" + version + "/predictions/holdout/1/");
    }

    private JsonNode newest() {
        return experiments.results("buttons", 1, null).items().getFirst();
    }

    private String refusal() {
        return new Uploads(ledger).list(State.REFUSED, 10, null).items().getFirst().toString();
    }

    private void upload(String path, String content) {
        bucket.put(
                "experiments/buttons/" + path,
                "text/plain",
                content.getBytes(StandardCharsets.UTF_8));
    }

    /// A day's units, every second one in the treatment.
    private void logs(int day, int units, double lift) {
        String folder = "/dt=2026-11-0%d/part.csv".formatted(day);
        upload("exposures" + folder, exposures(day, units));
        upload("outcomes" + folder, outcomes(day, units, lift));
    }

    private static String exposures(int day, int units) {
        StringBuilder rows = new StringBuilder("unit,variant,timestamp,country\n");
        for (int i = 0; i < units; i++) {
            rows.append(
                    "d%d-u%d,%s,2026-11-0%dT01:00:00Z,%s\n"
                            .formatted(
                                    day,
                                    i,
                                    i % 2 == 0 ? "control" : "treatment",
                                    day,
                                    i % 3 == 0 ? "de" : "fr"));
        }
        return rows.toString();
    }

    private static String outcomes(int day, int units, double lift) {
        SplittableRandom random = new SplittableRandom(day);
        StringBuilder rows = new StringBuilder("unit,event,timestamp\n");
        for (int i = 0; i < units; i++) {
            if (random.nextDouble() < 0.3 + (i % 2) * lift) {
                rows.append("d%d-u%d,buy,2026-11-0%dT02:00:00Z\n".formatted(day, i, day));
            }
        }
        return rows.toString();
    }
}
