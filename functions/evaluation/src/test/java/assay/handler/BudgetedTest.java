package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import assay.ledger.Tries;
import assay.ledger.Tries.Try;
import assay.lineage.Reference;
import assay.succession.Line.Judged;
import assay.testing.Crashing;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A gate with error control: every try on a test set takes its place, and is tested at its level.
class BudgetedTest {

    private static final Reference HOLDOUT = Reference.dataset("credit-holdout", "1");

    @Test
    void everyTryButTheFirstChampionsHasItsPlaceAndLevel() {
        Office office = office("saffron", 0.5, 1);
        office.work();

        List<Try> tries = new Tries(office.ledger).of(HOLDOUT);
        assertThat(tries).extracting(t -> t.subject().version()).containsExactly("v2", "v3", "v4");
        assertThat(tries).extracting(Try::place).containsExactly(1L, 2L, 3L);
        for (Try attempt : tries) {
            JsonNode verdict = office.models().verdict(attempt.verdict()).orElseThrow();
            assertThat(verdict.path("alpha").asDouble()).isEqualTo(attempt.level());
            JsonNode budget = verdict.path("evidence").path("budget").path(HOLDOUT.toString());
            assertThat(budget.path("method").asString()).isEqualTo("saffron");
            assertThat(budget.path("place").asLong()).isEqualTo(attempt.place());
            assertThat(budget.path("left").asDouble()).isEqualTo(attempt.left());
            boolean promoted = verdict.path("outcome").asString().equals("PROMOTE");
            double p = Objects.requireNonNull(attempt.pValue());
            assertThat(p <= attempt.level()).isEqualTo(promoted);
        }
        Judged first = (Judged) office.standings().line("credit").entries().getFirst();
        JsonNode free = office.models().verdict(first.verdict()).orElseThrow();
        assertThat(free.path("alpha").asDouble()).isEqualTo(0.05);
        assertThat(free.path("evidence").has("budget")).isFalse();
    }

    @Test
    void aTestSetThatWasAskedTooOftenSaysSo() {
        Office office = office("bonferroni", 0.1, 2);
        office.work();

        Judged last = (Judged) office.standings().line("credit").entries().getLast();
        JsonNode verdict = office.models().verdict(last.verdict()).orElseThrow();
        assertThat(verdict.path("subject").asString()).isEqualTo("model:credit@v4");
        assertThat(verdict.path("outcome").asString()).isEqualTo("INVALID");
        assertThat(verdict.path("summary").asString())
                .isEqualTo(
                        "No verdict is possible on model:credit@v4: dataset:credit-holdout@1 has been"
                                + " asked 2 times, and bonferroni has nothing left to test it at."
                                + " Bring fresh data.");
        assertThat(new Tries(office.ledger).of(HOLDOUT)).hasSize(2);
    }

    /// Each further attempt lives one call longer, so that it dies between any two.
    @Test
    void whereverAHearingBreaksOffItKeepsItsPlaceAndIsAnsweredOnce() {
        Office whole = office("lord++", 0.5, 1);
        whole.work();
        Office broken = office("lord++", 0.5, 1);
        for (int life = 1; ; life++) {
            broken.crash(Crashing.after(life));
            try {
                broken.lookAt("credit");
                break;
            } catch (RuntimeException death) {
                // the next attempt lives longer
                assertThat(Office.died(death)).isTrue();
            }
        }
        broken.crash(Crashing.never());
        broken.work();

        assertThat(new Tries(broken.ledger).of(HOLDOUT))
                .isEqualTo(new Tries(whole.ledger).of(HOLDOUT));
        assertThat(broken.standing()).isEqualTo(whole.standing());
    }

    /// The samples of the credit model, uploaded and registered.
    private static Office office(String method, double wealth, int tries) {
        Office office = new Office();
        for (String key : Office.samples()) {
            if (key.contains("credit")) {
                office.upload(
                        key,
                        key.equals("gates/credit/gate.json")
                                ? controlled(Office.sample(key), method, wealth, tries)
                                : Office.sample(key));
                office.deliver(key);
            }
        }
        return office;
    }

    private static byte[] controlled(byte[] gate, String method, double wealth, int tries) {
        ObjectNode json = (ObjectNode) Json.tree(gate);
        json.putObject("errorControl")
                .put("method", method)
                .put("wealth", wealth)
                .put("tries", tries);
        return Json.bytes(json);
    }
}
