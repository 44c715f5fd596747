package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ledger.Acts;
import assay.ledger.Datasets;
import assay.lineage.Reference;
import assay.lineage.Withdrawal;
import assay.manifest.Manifests;
import assay.succession.Line.Judged;
import assay.succession.Line.Revoked;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WithdrawalTest {

    private static final Instant LATER = Instant.parse("2026-11-24T20:00:00Z");

    private final Office office = new Office();
    private final Reference champion;

    WithdrawalTest() {
        for (String key : Office.samples()) {
            office.upload(key, Office.sample(key)).deliver(key);
        }
        office.work();
        champion = office.standings().champion("credit").orElseThrow().champion().version();
    }

    private Reference training() {
        return office.models().find(champion).orElseThrow().manifest().trainedOn().getFirst();
    }

    private void withdraw(Reference dataset) {
        new Datasets(office.ledger).withdraw(new Withdrawal(dataset, LATER, "Ada", "no consent"));
        office.pass(java.time.Duration.ofHours(12));
        new Acts(office.ledger).sweep(LATER, office.work);
        office.work();
    }

    @Test
    void theChampionGoesOnServingAndItsStandingVerdictNamesTheChain() {
        withdraw(training());
        assertThat(office.standings().champion("credit").orElseThrow().champion().version())
                .isEqualTo(champion);
        String id = office.standings().line("credit").verdict(champion).orElseThrow();
        JsonNode verdict = office.models().verdict(id).orElseThrow();
        assertThat(verdict.path("outcome").asString()).isEqualTo("INVALID");
        assertThat(verdict.path("summary").asString())
                .contains("no consent")
                .contains(training() + " → " + champion);
        assertThat(Manifests.faults("verdict", verdict)).isEmpty();
    }

    @Test
    void nothingThatWasDecidedChanges() {
        var before = office.standings().line("credit").entries();
        withdraw(training());
        var after = office.standings().line("credit").entries();
        assertThat(after).containsAll(before).hasSizeGreaterThan(before.size());
        assertThat(after.stream().filter(e -> !before.contains(e)))
                .allSatisfy(e -> assertThat(e).isInstanceOf(Revoked.class));
    }

    /// As of the withdrawal it would be rejected; it was promoted while nothing spoke against it.
    @Test
    void noQuestionIsAskedAgainWhenDataAreTakenBackThatSaidNothing() {
        Office silent = new Office();
        Map<String, String> uploads = new LinkedHashMap<>();
        for (String name : List.of("silent", "holdout")) {
            uploads.put("datasets/" + name + "/1/rows.csv", "id,y\n1,2\n2,3\n");
            uploads.put(
                    "datasets/" + name + "/1/dataset.json",
                    """
                    {"dataset": "%s", "version": "1", "files": [{"path": "rows.csv"}],
                     "columns": [{"name": "id", "type": "string", "role": "id"},
                                 {"name": "y", "type": "number", "role": "target"}]}
                    """
                            .formatted(name));
        }
        uploads.put("models/m/v1/predictions/holdout/1/p.csv", "id,prediction\n1,2\n2,4\n");
        uploads.put(
                "models/m/v1/model.json",
                """
                {"model": "m", "version": "v1", "task": "regression",
                 "trainedOn": ["dataset:silent@1"]}
                """);
        uploads.forEach((key, content) -> silent.upload(key, content).deliver(key));
        silent.work();
        var before = silent.standings().line("m").entries();
        assertThat(before).singleElement().isInstanceOf(Judged.class);
        new Datasets(silent.ledger)
                .withdraw(new Withdrawal(Reference.dataset("silent", "1"), LATER, "Ada", "no"));
        silent.pass(java.time.Duration.ofHours(12));
        silent.lookAt("m");
        var after = silent.standings().line("m").entries();
        assertThat(after).hasSize(2).startsWith(before.getFirst());
        assertThat(after.getLast()).isInstanceOf(Revoked.class);
    }

    @Test
    void aRepeatedWithdrawalChangesNothing() {
        withdraw(training());
        var once = office.standing();
        withdraw(training());
        assertThat(office.standing()).isEqualTo(once);
    }

    @Test
    void theSweepAsksForNothingWhereNothingEnded() {
        assertThat(new Acts(office.ledger).sweep(LATER, office.work)).isEqualTo(java.util.Set.of());
    }
}
