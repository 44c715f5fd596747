package assay.succession;

import static org.assertj.core.api.Assertions.assertThat;

import assay.gate.Verdict.Outcome;
import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.ledger.EvaluationRecord;
import assay.ledger.GateRevision;
import assay.ledger.ModelVersion;
import assay.lineage.Permission;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest;
import assay.manifest.ModelManifest;
import assay.profile.Profile;
import assay.succession.Facts.Appointment;
import assay.succession.Facts.Scoring;
import assay.succession.Line.Appointed;
import assay.succession.Line.Judged;
import assay.succession.Line.Waiting;
import assay.succession.Succession.Step;
import assay.succession.Succession.Unscored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final List<ModelVersion> versions = new ArrayList<>();
    private final List<GateRevision> gates = new ArrayList<>();
    private final List<DatasetVersion> datasets = new ArrayList<>();
    private final List<EvaluationRecord> evaluations = new ArrayList<>();
    private final List<Appointment> appointments = new ArrayList<>();

    /// What a version is judged to be against another; PROMOTE where nothing is said.
    private final Map<String, Outcome> judgements = new HashMap<>();

    /// Versions that can be run, and on which datasets they could not.
    private final List<String> runnable = new ArrayList<>();

    private final List<String> impossible = new ArrayList<>();

    /// What the last line wants to be run.
    private List<String> unscored = List.of();

    private Scoring scoring(ModelVersion version, Reference dataset) {
        String name = version.reference().version();
        if (!runnable.contains(name)) {
            return new Scoring.ToBeUploaded();
        }
        return impossible.contains(name + " on " + dataset.version())
                ? new Scoring.Impossible("its inputs differ.")
                : new Scoring.ToBeMade("");
    }

    private void dataset(String version, int minute) {
        datasets.add(
                new DatasetVersion(
                        new DatasetManifest(
                                "d", version, null, List.of(), List.of(), List.of(), List.of(),
                                null),
                        false,
                        "digest-d" + version,
                        at(minute),
                        List.of(),
                        10,
                        new Profile(10, List.of()),
                        Json.array()));
    }

    private void model(String version, int minute) {
        versions.add(
                new ModelVersion(
                        Json.read(
                                "{\"model\": \"m\", \"version\": \"%s\", \"task\": \"binary\"}"
                                        .formatted(version),
                                ModelManifest.class),
                        "digest-" + version,
                        at(minute),
                        List.of()));
    }

    private void evaluated(String version, String dataset, int minute) {
        evaluations.add(
                new EvaluationRecord(
                        Reference.model("m", version),
                        Reference.dataset("d", dataset),
                        "predictions-" + version + "-" + dataset,
                        at(minute),
                        "digest-d" + dataset,
                        at(minute),
                        10,
                        0,
                        Json.array()));
    }

    private void gate(String promotion, int minute) {
        gates.add(
                new GateRevision(
                        "m",
                        "gate-" + minute,
                        at(minute),
                        Json.tree(
                                """
                                {"gate": "m", "datasets": ["d"], "promotion": "%s",
                                 "criteria": [{"id": "lawful", "rule": "permitted-use"}]}
                                """
                                        .formatted(promotion))));
    }

    private static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    /// Hears whatever is asked until nothing is, then tells the line.
    private String line() {
        Map<String, Outcome> heard = new HashMap<>();
        while (true) {
            Facts facts =
                    new Facts(
                            versions,
                            gates,
                            Map.of("d", datasets),
                            evaluations,
                            appointments,
                            (subject, id) -> Optional.ofNullable(heard.get(id)),
                            (version, testSets, time) -> new Permission.Granted(),
                            this::scoring,
                            Duration.ofMinutes(15));
            switch (Succession.next(facts)) {
                case Step.Hear(Hearing hearing) -> heard.put(hearing.id(), judge(hearing));
                case Step.Revoke(Revocation revocation) ->
                        heard.put(revocation.id(), Outcome.INVALID);
                case Step.Settled(Line line, List<Unscored> wanted) -> {
                    unscored =
                            wanted.stream()
                                    .map(u ->
                                            u.version().reference().version()
                                                    + " on "
                                                    + u.dataset().reference().version())
                                    .toList();
                    return line.entries().stream()
                            .map(e ->
                                    switch (e) {
                                        case Judged j ->
                                                j.version().version()
                                                        + " "
                                                        + j.outcome()
                                                        + (j.promoted() ? "!" : "");
                                        case Appointed a -> a.version().version() + " appointed";
                                        case Line.Revoked r -> r.version().version() + " revoked";
                                        case Waiting w -> w.version().version() + " waits";
                                    })
                            .collect(Collectors.joining(", "));
                }
            }
        }
    }

    private Outcome judge(Hearing hearing) {
        String rival = hearing.against().map(c -> c.reference().version()).orElse("nobody");
        return judgements.getOrDefault(
                hearing.subject().reference().version()
                        + " against "
                        + rival
                        + " on "
                        + hearing.on().getFirst().reference().version(),
                judgements.getOrDefault(
                        hearing.subject().reference().version() + " against " + rival,
                        Outcome.PROMOTE));
    }

    private void ready(String version, int minute) {
        model(version, minute);
        evaluated(version, "1", minute);
    }

    @Test
    void versionsUploadedTogetherAreJudgedInVersionOrder() {
        dataset("1", 3);
        ready("v10", 0);
        ready("v2", 1);
        ready("v1", 2);
        judgements.put("v10 against v2", Outcome.REJECT);

        assertThat(line()).isEqualTo("v1 PROMOTE!, v2 PROMOTE!, v10 REJECT");
    }

    @Test
    void aVersionThatComesLaterIsJudgedAgainstWhoeverServes() {
        dataset("1", 0);
        ready("v2", 0);
        ready("v1", 60);
        judgements.put("v1 against v2", Outcome.REJECT);

        assertThat(line()).isEqualTo("v2 PROMOTE!, v1 REJECT");
    }

    @Test
    void theOrderInWhichFactsAreKnownDoesNotMatter() {
        dataset("1", 3);
        for (int v = 1; v <= 8; v++) {
            ready("v" + v, 10 - v);
        }
        judgements.put("v4 against v3", Outcome.NEED_DATA);
        judgements.put("v7 against v6", Outcome.REJECT);
        String line = line();

        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(versions, random);
            Collections.shuffle(evaluations, random);
            assertThat(line()).isEqualTo(line);
        }
    }

    @Test
    void whatHasNoDatasetOrNoPredictionsWaitsLast() {
        gate("automatic", 0);
        model("v1", 0);
        ready("v2", 0);
        dataset("1", 0);

        assertThat(line()).isEqualTo("v2 PROMOTE!, v1 waits");

        datasets.clear();
        assertThat(line()).isEqualTo("v1 waits, v2 waits");
    }

    @Test
    void whatNeededDataIsJudgedAgainOnNewerData() {
        gate("automatic", 0);
        dataset("1", 0);
        ready("v1", 0);
        ready("v2", 1);
        judgements.put("v2 against v1 on 1", Outcome.NEED_DATA);
        assertThat(line()).isEqualTo("v1 PROMOTE!, v2 NEED_DATA");

        dataset("2", 100);
        evaluated("v2", "2", 101);
        assertThat(line()).isEqualTo("v1 PROMOTE!, v2 NEED_DATA, v2 waits");

        evaluated("v1", "2", 102);
        assertThat(line()).isEqualTo("v1 PROMOTE!, v2 NEED_DATA, v2 PROMOTE!");
    }

    @Test
    void whatWasDecidedIsNotDecidedAgainOnNewerData() {
        gate("automatic", 0);
        dataset("1", 0);
        ready("v1", 0);
        ready("v2", 1);
        judgements.put("v2 against v1", Outcome.REJECT);
        dataset("2", 100);
        evaluated("v1", "2", 101);
        evaluated("v2", "2", 101);

        assertThat(line()).isEqualTo("v1 PROMOTE!, v2 REJECT");
    }

    @Test
    void aManualGatePromotesNobodyAndAnAppointmentDoes() {
        gate("manual", 0);
        dataset("1", 0);
        ready("v1", 0);
        assertThat(line()).isEqualTo("v1 PROMOTE");

        appointments.add(new Appointment(Reference.model("m", "v1"), at(30), "go"));
        ready("v2", 60);
        judgements.put("v2 against v1", Outcome.REJECT);
        assertThat(line()).isEqualTo("v1 PROMOTE, v1 appointed, v2 REJECT");
    }

    @Test
    void afterAnExperimentTheFirstServesAndOthersAreCandidates() {
        gate("after-experiment", 0);
        dataset("1", 0);
        ready("v1", 0);
        ready("v2", 1);

        assertThat(line()).isEqualTo("v1 PROMOTE!, v2 PROMOTE");
    }

    @Test
    void aGateThatComesMuchLaterJudgesLaterVersionsOnly() {
        dataset("1", 0);
        ready("v1", 0);
        ready("v2", 100);
        gate("manual", 60);

        assertThat(line()).isEqualTo("v1 PROMOTE!, v2 PROMOTE");
    }

    @Test
    void whoIsBeingRunHoldsBackWhoComesLater() {
        gate("automatic", 0);
        dataset("1", 0);
        runnable.add("v1");
        model("v1", 1);
        ready("v2", 2);
        assertThat(line()).isEqualTo("v1 waits, v2 waits");
        assertThat(unscored).containsExactly("v1 on 1");
        evaluated("v1", "1", 1);
        assertThat(line()).isEqualTo("v1 PROMOTE!, v2 PROMOTE!");
        assertThat(unscored).isEmpty();
    }

    @Test
    void whoCannotBeRunHoldsNobodyBack() {
        gate("automatic", 0);
        dataset("1", 0);
        runnable.add("v1");
        impossible.add("v1 on 1");
        model("v1", 1);
        ready("v2", 2);
        assertThat(line()).isEqualTo("v2 PROMOTE!, v1 waits");
        assertThat(unscored).isEmpty();
    }

    @Test
    void whoIsMadeToServeByHandEndsTheWaiting() {
        gate("automatic", 0);
        dataset("1", 0);
        ready("v0", 1);
        runnable.add("v1");
        model("v1", 30);
        appointments.add(new Appointment(Reference.model("m", "v0"), at(60), "steady"));
        ready("v2", 90);
        assertThat(line()).isEqualTo("v0 PROMOTE!, v0 appointed, v2 PROMOTE!, v1 waits");
    }

    @Test
    void theChampionIsRunOnWhatIsUploadedWhileItServes() {
        gate("automatic", 0);
        dataset("1", 0);
        runnable.addAll(List.of("v1", "v2"));
        ready("v1", 1);
        dataset("2", 60);
        line();
        assertThat(unscored).containsExactly("v1 on 2");
        model("v2", 120);
        line();
        assertThat(unscored).containsExactlyInAnyOrder("v1 on 2", "v2 on 2");
        evaluated("v1", "2", 60);
        evaluated("v2", "2", 120);
        dataset("3", 240);
        assertThat(line()).isEqualTo("v1 PROMOTE!, v2 PROMOTE!");
        assertThat(unscored).containsExactly("v2 on 3");
    }

    @Test
    void whoNeededDataIsRunOnTheNextThatComesAndNoFurther() {
        gate("automatic", 0);
        dataset("1", 0);
        runnable.add("v2");
        ready("v1", 1);
        ready("v2", 2);
        judgements.put("v2 against v1", Outcome.NEED_DATA);
        dataset("2", 60);
        dataset("3", 120);
        line();
        assertThat(unscored).containsExactly("v2 on 2");
    }
}
