package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.agreement.Sequel;
import assay.agreement.Sequels;
import assay.gate.Verdict.Outcome;
import assay.json.Json;
import assay.ledger.EvaluationRecord;
import assay.ledger.Experiments;
import assay.ledger.Experiments.Progress;
import assay.ledger.GateRevision;
import assay.ledger.Graph;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.PredictionsVersion;
import assay.ledger.Source;
import assay.ledger.UploadState.State;
import assay.ledger.Uploads;
import assay.lineage.Edge;
import assay.lineage.Reference;
import assay.manifest.Manifests;
import assay.manifest.ModelManifest;
import assay.metrics.Direction;
import assay.succession.Line;
import assay.succession.Standings;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.testing.InMemoryLedger;
import assay.testing.InMemoryObjects;
import assay.testing.InMemoryWork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    private static final Path SAMPLES = Path.of("../../events/uploads");
    private static final Source FILE = new Source("part.csv", "v1", "p", 1);

    private Instant now = START.plus(1, ChronoUnit.DAYS);
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private final InMemoryObjects bucket = new InMemoryObjects(() -> now);
    private final InMemoryObjects results = new InMemoryObjects(() -> now);
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final AnalyseExperiments analyse =
            new AnalyseExperiments(
                    told(bucket),
                    results,
                    new TableReader(Limits.DEFAULT, 1),
                    ledger,
                    new InMemoryWork(),
                    "test",
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
        now = now.plusSeconds(3600);
        analyse.all();

        assertThat(newest().path("units").path("byVariant").path("control").asInt()).isEqualTo(100);
        assertThat(newest().path("leftOut").path("unexposed").asInt()).isPositive();
    }

    @Test
    void whatAProgramOfAnotherFormatLeftIsReadAgainFromTheLogs() {
        upload("experiment.json", MANIFEST);
        logs(1, 400, 0.1);
        analyse.all();
        JsonNode before = newest();
        Progress progress = experiments.progress("buttons").orElseThrow();
        Version left =
                results.put("experiments/buttons/units/2/0000.bin", "any", new byte[] {2, 0, 1});
        Progress older =
                new Progress(
                        progress.definition(),
                        progress.files(),
                        progress.refused(),
                        List.of(left),
                        progress.looks(),
                        progress.daysRun());
        assertThat(experiments.advance("buttons", Optional.of(progress), older)).isTrue();
        now = now.plusSeconds(3600);

        assertThat(analyse.all()).containsExactly("buttons");
        assertThat(newest().path("criteria")).isEqualTo(before.path("criteria"));
        assertThat(analyse.all()).isEmpty();
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
        now = now.plusSeconds(3600);
        analyse.all();

        assertThat(newest().path("outcome").asString()).isEqualTo("NEED_DATA");
        assertThat(new Uploads(ledger).list(State.REFUSED, 10, null).items()).isEmpty();
    }

    @Test
    void aRefusedFileIsReadOnceAndStaysRefusedUntilItIsReplacedOrGone() {
        upload("experiment.json", MANIFEST);
        String bad = "exposures/dt=2026-11-01/bad.csv";
        upload(bad, "unit,variant,timestamp\nu1,blue,2026-11-01T10:00:00Z\n");
        analyse.all();
        assertThat(read).contains("experiments/buttons/" + bad);
        read.clear();

        logs(1, 400, 0.1);
        now = now.plusSeconds(3600);
        analyse.all();
        assertThat(read)
                .contains("experiments/buttons/exposures/dt=2026-11-01/part.csv")
                .doesNotContain("experiments/buttons/" + bad);
        assertThat(refusal()).contains("'blue' is no variant");
        assertThat(newest().path("outcome").asString()).isEqualTo("INVALID");
        assertThat(newest().path("summary").asString()).contains("1 of 3 files are not read");

        bucket.delete("experiments/buttons/" + bad);
        now = now.plusSeconds(3600);
        assertThat(analyse.all()).containsExactly("buttons");
        assertThat(newest().path("outcome").asString()).isEqualTo("NEED_DATA");
        assertThat(new Uploads(ledger).list(State.REFUSED, 10, null).items()).isEmpty();
    }

    @Test
    void aFileThatTellsOfTimesToComeIsReadOnceTheyHaveCome() {
        upload("experiment.json", MANIFEST);
        upload(
                "exposures/dt=2026-11-01/part.csv",
                "user,variant,timestamp\nu1,control,2026-11-02T00:30:00Z\nu2,treatment,2026-11-02T02:30:00Z\n");
        analyse.all();
        assertThat(refusal()).contains("2026-11-02T00:30:00Z is in the future");

        now = START.plus(25, ChronoUnit.HOURS);
        assertThat(analyse.all()).as("the last of its times is still to come").isEmpty();

        now = START.plus(27, ChronoUnit.HOURS);
        assertThat(analyse.all()).containsExactly("buttons");
        assertThat(newest().path("units").path("byVariant").path("treatment").asInt()).isOne();
        assertThat(new Uploads(ledger).list(State.REFUSED, 10, null).items()).isEmpty();
    }

    @Test
    void theCauseOfASplitThatIsNotTheOneAskedForIsNamedByDimension() {
        upload("experiment.json", MANIFEST);
        StringBuilder rows = new StringBuilder("unit,variant,timestamp,country\n");
        for (int i = 0; i < 1500; i++) {
            boolean french = i % 3 == 0;
            boolean treated = french ? i % 9 == 0 : i % 2 == 0;
            rows.append(
                    "u%d,%s,2026-11-01T01:00:00Z,%s\n"
                            .formatted(i, treated ? "treatment" : "control", french ? "fr" : "de"));
        }
        upload("exposures/dt=2026-11-01/part.csv", rows.toString());
        analyse.all();

        assertThat(newest().path("outcome").asString()).isEqualTo("INVALID");
        assertThat(newest().path("summary").asString())
                .contains("The split is not the one that was asked for")
                .contains("most in country=fr");
        assertThat(newest().path("units").path("cause").asString()).contains("country=fr");
    }

    @Test
    void whatIsLeftOutIsCountedByItsReason() {
        String definition =
                MANIFEST.replace(
                        "\"dimensions\"",
                        "\"outliers\": {\"maxEventsPerUnit\": 3}, \"trigger\": {\"event\": \"open\"}, \"dimensions\"");
        upload("experiment.json", definition);
        upload(
                "exposures/dt=2026-11-01/part.csv",
                """
                unit,variant,timestamp
                both,control,2026-11-01T01:00:00Z
                both,treatment,2026-11-01T02:00:00Z
                bot,control,2026-11-01T01:00:00Z
                early,control,2026-10-31T01:00:00Z
                shut,treatment,2026-11-01T01:00:00Z
                counts,treatment,2026-11-01T01:00:00Z
                """);
        upload(
                "outcomes/dt=2026-11-01/part.csv",
                """
                unit,event,timestamp
                bot,buy,2026-11-01T03:00:00Z
                bot,buy,2026-11-01T03:00:01Z
                bot,buy,2026-11-01T03:00:02Z
                bot,buy,2026-11-01T03:00:03Z
                stranger,buy,2026-11-01T03:00:00Z
                stranger,buy,2026-11-01T03:00:01Z
                counts,buy,2026-11-01T03:00:00Z
                counts,open,2026-11-01T04:00:00Z
                counts,buy,2026-11-01T05:00:00Z
                """);
        analyse.all();

        assertThat(newest().path("units").path("byVariant"))
                .isEqualTo(Json.tree("{\"control\": 0, \"treatment\": 1}"));
        assertThat(newest().path("leftOut"))
                .isEqualTo(
                        Json.tree(
                                """
                                {"crossed": 1, "bots": 1, "outside": 1, "untriggered": 1, "unexposed": 1,
                                 "outcomesUnexposed": 2, "outcomesBefore": 1}
                                """));
    }

    @Test
    void aGroupSequentialTestKeepsTheLooksItTookThoughItsLogsAreReadAgain() {
        upload(
                "experiment.json",
                MANIFEST.replace(
                        "\"metrics\"",
                        "\"inference\": {\"method\": \"group-sequential\", \"looks\": 4, \"plannedUnits\": 800}, \"metrics\""));
        logs(1, 200, 0);
        analyse.all();
        assertThat(newest().path("looks")).isEqualTo(Json.tree("[0.25]"));

        upload("outcomes/dt=2026-11-01/part.csv", outcomes(1, 150, 0));
        now = now.plusSeconds(3600);
        analyse.all();
        assertThat(newest().path("looks")).isEqualTo(Json.tree("[0.25]"));
        assertThat(newest().path("summary").asString()).contains("the next one is at 400 units");
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
        passed("v12");
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
                .contains("model:churn@v12 waits for its gate: It is not registered.");
        assertThat(new Standings(ledger).champion("churn")).isEmpty();
    }

    @Test
    void aVersionThatPassesItsGateAfterTheExperimentServesFromThenOnAndARollbackStays() {
        promotedByLogs();
        registered("v12");
        assertThat(analyse.all()).isEmpty();
        assertThat(new Standings(ledger).champion("churn")).isEmpty();

        passed("v12");
        assertThat(analyse.all()).isEmpty();
        assertThat(champion()).isEqualTo("model:churn@v12");

        registered("v11");
        new Standings(ledger).appoint(Reference.model("churn", "v11"), "slow", now, 1);
        assertThat(analyse.all()).isEmpty();
        assertThat(champion()).isEqualTo("model:churn@v11");
    }

    @Test
    void whatItsGateRejectsDoesNotServeWhateverTheExperimentSays() {
        registered("v12");
        judged("v12", Outcome.REJECT);
        promotedByLogs();

        assertThat(experiments.verdicts("buttons").getLast().path("champion").asString())
                .isEqualTo("The gate says REJECT of model:churn@v12; the champion stays.");
        assertThat(new Standings(ledger).champion("churn")).isEmpty();
    }

    @Test
    void whereSomebodyElseServesByNowThanWhoWasComparedTheChampionStays() {
        registered("v12");
        registered("v13");
        new Standings(ledger).appoint(Reference.model("churn", "v13"), "by hand", START, 0);
        passed("v12");
        promotedByLogs();

        assertThat(experiments.verdicts("buttons").getLast().path("champion").asString())
                .isEqualTo(
                        "model:churn@v12 was compared with model:churn@v11, but model:churn@v13"
                                + " serves; the champion stays.");
    }

    @Test
    void whatTheGateForetoldIsKeptBesideWhatTheExperimentFound() {
        registered("v12");
        promotedByLogs();
        Sequels sequels = new Sequels(ledger);
        assertThat(sequels.of("churn")).isEmpty();

        String hearing =
                """
                {"id": "h", "subject": "model:churn@v12", "against": "model:churn@v11",
                 "outcome": "PROMOTE", "issuedAt": "2026-11-01T00:00:00Z",
                 "criteria": [
                   {"id": "better", "metric": "log_loss", "on": "dataset:holdout@1", "margin": 0,
                    "estimate": -0.1, "interval": [null, -0.05]},
                   {"id": "cost", "metric": "expected_cost", "on": "dataset:holdout@1", "value": 1,
                    "estimate": 0.5, "interval": [0.4, 0.6]}]}
                """;
        new Models(ledger)
                .register(
                        "h", Reference.model("churn", "v12"), START, List.of(), Json.tree(hearing));
        analyse.all();
        analyse.all();

        Sequel sequel = sequels.of("churn").getFirst();
        assertThat(sequels.of("churn")).hasSize(1);
        assertThat(sequel.foretold())
                .containsExactly(
                        new Sequel.Effect(
                                "log_loss on dataset:holdout",
                                Direction.LOWER_IS_BETTER,
                                -0.1,
                                Double.NEGATIVE_INFINITY,
                                -0.05));
        assertThat(sequel.found().getFirst().metric()).isEqualTo("conversion");
        assertThat(sequel.found().getFirst().estimate()).isBetween(0.1, 0.2);

        upload(
                "exposures/dt=2026-11-01/bad.csv",
                "unit,variant,timestamp\nu,blue,2026-11-01T00:00:00Z\n");
        analyse.all();
        assertThat(sequels.of("churn")).as("the decision stands no more").isEmpty();
    }

    @Test
    void logsThatBreakAndAreMendedGetAVerdictEachTime() {
        upload("experiment.json", MANIFEST);
        logs(1, 200, 0);
        for (int round = 0; round < 2; round++) {
            now = now.plusSeconds(60);
            analyse.all();
            upload(
                    "exposures/dt=2026-11-01/bad.csv",
                    "unit,variant,timestamp\nu,blue,2026-11-01T00:00:00Z\n");
            now = now.plusSeconds(60);
            analyse.all();
            upload("exposures/dt=2026-11-01/bad.csv", "unit,variant,timestamp\n");
            now = now.plusSeconds(60);
        }
        analyse.all();

        assertThat(experiments.verdicts("buttons"))
                .extracting(v -> v.path("outcome").asString())
                .containsExactly("NEED_DATA", "INVALID", "NEED_DATA", "INVALID", "NEED_DATA");
    }

    @Test
    void whatItSaidOnceIsNeverOverwrittenWhateverComesLateOrGoes() {
        upload("experiment.json", MANIFEST);
        List<JsonNode> said = new ArrayList<>();
        for (int day : new int[] {2, 1, 4}) {
            logs(day, 200, 0.05);
            now = START.plus(4, ChronoUnit.DAYS).plusSeconds(said.size() * 60L);
            analyse.all();
            said.addFirst(newest());
            assertThat(experiments.results("buttons", 10, null).items()).isEqualTo(said);
        }
        analyse.all();
        upload("exposures/dt=2026-11-02/part.csv", exposures(2, 100));
        now = now.plusSeconds(3600);
        analyse.all();
        said.addFirst(newest());

        assertThat(experiments.results("buttons", 10, null).items()).isEqualTo(said).hasSize(4);
    }

    @Test
    void unitsThatComeInAreCountedByDayAndVariant() {
        upload("experiment.json", MANIFEST);
        logs(1, 200, 0);
        logs(2, 100, 0);
        now = START.plus(2, ChronoUnit.DAYS);
        analyse.all();

        assertThat(newest().path("exposures"))
                .isEqualTo(
                        Json.tree(
                                """
                                [{"day": "2026-11-01", "byVariant": {"control": 100, "treatment": 100}},
                                 {"day": "2026-11-02", "byVariant": {"control": 50, "treatment": 50}}]
                                """));
    }

    /// A bucket that notes which keys are read.
    private Objects told(Objects whole) {
        return new Objects() {
            @Override
            public List<Version> history(String prefix) {
                return whole.history(prefix);
            }

            @Override
            public InputStream open(Version version) {
                read.add(version.key());
                return whole.open(version);
            }

            @Override
            public ByteBuffer read(Version version, long offset, int length) {
                read.add(version.key());
                return whole.read(version, offset, length);
            }

            @Override
            public Version put(String key, String contentType, byte[] content) {
                return whole.put(key, contentType, content);
            }
        };
    }

    private void promotedByLogs() {
        gate();
        upload("experiment.json", MANIFEST);
        for (int day = 1; day <= 5; day++) {
            logs(day, 1000, 0.15);
        }
        now = START.plus(5, ChronoUnit.DAYS);
        analyse.all();
        assertThat(experiments.verdicts("buttons").getLast().path("outcome").asString())
                .isEqualTo("PROMOTE");
    }

    private String champion() {
        return new Standings(ledger)
                .champion("churn")
                .orElseThrow()
                .champion()
                .version()
                .toString();
    }

    private void passed(String version) {
        judged(version, Outcome.PROMOTE);
    }

    /// By its gate, beside those that were judged before; it does not serve by that.
    private void judged(String version, Outcome outcome) {
        Standings standings = new Standings(ledger);
        List<Line.Entry> line = new ArrayList<>(standings.line("churn").entries());
        standings
                .history("churn")
                .forEach(c -> line.add(new Line.Appointed(c.version(), c.since(), c.reason())));
        line.add(new Line.Judged(Reference.model("churn", version), "h", outcome, false));
        assertThat(standings.settle("churn", new Line(line))).isTrue();
    }

    /// `events/expected.csv` is scipy's, from the same files.
    @ParameterizedTest
    @ValueSource(strings = {"resume-names", "spam-v2"})
    void whatTheSamplesSayIsWhatPythonMakesOfThem(String name) throws IOException {
        sample(name, "9");
        assertThat(analyse.all()).containsExactly(name);

        JsonNode verdict = experiments.verdicts(name).getLast();
        int compared = 0;
        for (String line : Files.readAllLines(SAMPLES.resolveSibling("expected.csv"))) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals("experiment:" + name)) {
                continue;
            }
            assertThat(verdict.path("outcome").asString()).isEqualTo(cells[2]);
            JsonNode criterion =
                    verdict.path("criteria")
                            .valueStream()
                            .filter(c -> c.path("id").asString().equals(cells[3]))
                            .flatMap(c ->
                                    cells[5].isEmpty()
                                            ? Stream.of(c)
                                            : c.path("slices").valueStream())
                            .filter(c ->
                                    cells[5].isEmpty()
                                            || c.path("slice").asString().equals(cells[5]))
                            .findFirst()
                            .orElseThrow();
            assertThat(criterion.path("outcome").asString()).as(line).isEqualTo(cells[14]);
            List<JsonNode> seen =
                    List.of(
                            criterion.path("rows"),
                            criterion.path("champion"),
                            criterion.path("challenger"),
                            criterion.path("estimate"),
                            criterion.at("/interval/0"),
                            criterion.at("/interval/1"),
                            criterion.path("pValue"));
            for (int i = 0; i < seen.size(); i++) {
                if (!cells[7 + i].isEmpty()) {
                    assertThat(seen.get(i).asDouble())
                            .as(line)
                            .isCloseTo(Double.parseDouble(cells[7 + i]), within(1e-9));
                }
            }
            compared++;
        }
        assertThat(compared).isGreaterThanOrEqualTo(5);
    }

    @Test
    void theSampleUploadedDayByDayIsASeriesThatPromotesOnceItsDaysAreOver() throws IOException {
        Instant start = Instant.parse("2003-03-01T00:00:00Z");
        List<String> outcomes = new ArrayList<>();
        for (int day = 1; day <= 15; day++) {
            sample("spam-v2", "2003-03-%02d".formatted(day));
            now = start.plus(day, ChronoUnit.DAYS);
            assertThat(analyse.all()).containsExactly("spam-v2");
            outcomes.add(
                    experiments
                            .results("spam-v2", 1, null)
                            .items()
                            .getFirst()
                            .path("outcome")
                            .asString());
        }

        assertThat(experiments.results("spam-v2", 100, null).items()).hasSize(15);
        assertThat(outcomes.subList(0, 6)).containsOnly("NEED_DATA");
        assertThat(experiments.verdicts("spam-v2"))
                .extracting(v -> v.path("outcome").asString() + " " + v.path("issuedAt").asString())
                .containsExactly("NEED_DATA 2003-03-02T00:00:00Z", "PROMOTE 2003-03-08T00:00:00Z");
    }

    /// Copies an experiment of the samples up to a day that has not been copied yet.
    private void sample(String name, String last) throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES.resolve("experiments").resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String key = SAMPLES.relativize(file).toString().replace('\\', '/');
                int day = key.indexOf("dt=") + 3;
                boolean due = day < 3 || key.substring(day, day + 10).compareTo(last) <= 0;
                if (due && bucket.history(key).isEmpty()) {
                    bucket.put(key, "text/plain", Files.readAllBytes(file));
                }
            }
        }
    }

    @Test
    void theFieldTrialOnResumesFindsThatTheNameLowersTheChanceOfACall() throws IOException {
        sample("resume-names", "9");
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

    static String exposures(int day, int units) {
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

    static String outcomes(int day, int units, double lift) {
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
