package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ledger.Acts;
import assay.ledger.Datasets;
import assay.lineage.Reference;
import assay.lineage.Withdrawal;
import assay.manifest.Manifests;
import assay.succession.Line.Revoked;
import java.time.Instant;
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
