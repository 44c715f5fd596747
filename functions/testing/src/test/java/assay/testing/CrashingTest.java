package assay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assay.ledger.Ledger;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Write;
import assay.ledger.Work;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrashingTest {
    private static final Key KEY = new Key("p", "s");
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final InMemoryWork work = new InMemoryWork();

    private void runIn(Crashing process) {
        Ledger itsLedger = process.of(ledger);
        Work itsWork = process.of(work);
        assertThat(itsLedger.get(KEY)).isEmpty();
        itsLedger.write(List.of(new Write.Create(new Item(KEY, null, 1, "{}"))));
        itsWork.lookAt("m", "c");
    }

    @Test
    void theCallsOfAllPortsAreCountedTogether() {
        Crashing process = Crashing.never();
        runIn(process);
        assertThat(process.calls()).isEqualTo(3);
    }

    @Test
    void theCallAfterTheLastSurvivedOneDoesNothing() {
        Crashing process = Crashing.after(2);
        assertThatExceptionOfType(Crashing.Death.class).isThrownBy(() -> runIn(process));
        assertThat(ledger.items()).hasSize(1);
        assertThat(work.next()).isEqualTo(Optional.empty());
        assertThat(process.calls()).isEqualTo(2);
    }

    @Test
    void theDeadStayDead() {
        Ledger itsLedger = Crashing.after(0).of(ledger);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(Crashing.Death.class).isThrownBy(() -> itsLedger.get(KEY));
        }
    }
}
