package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.testing.Crashing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands in the ledger is a function of what was uploaded: not of the order, not of how often
/// or when events came, not of where something broke off.
class AnyOrderTest {

    private static final Map<String, String> IN_ORDER = inOrder();

    private static Map<String, String> inOrder() {
        Office office = new Office();
        for (String key : Office.samples()) {
            office.upload(key, Office.sample(key)).deliver(key).work();
        }
        return office.standing();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 8, 12})
    void uploadsInAnyOrderStandTheSame(long seed) {
        Office office = new Office();
        List<String> keys = new ArrayList<>(Office.samples());
        Collections.shuffle(keys, new Random(seed));
        for (String key : keys) {
            office.upload(key, Office.sample(key)).deliver(key).work();
        }
        assertThat(office.standing()).isEqualTo(IN_ORDER);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void eventsLateTwiceAndInAnyOrderStandTheSame(long seed) {
        Office office = new Office();
        List<String> keys = new ArrayList<>(Office.samples());
        keys.forEach(key -> office.upload(key, Office.sample(key)));
        keys.addAll(Office.samples());
        Collections.shuffle(keys, new Random(seed));
        keys.forEach(office::deliver);
        office.work();
        assertThat(office.standing()).isEqualTo(IN_ORDER);
    }

    /// An invocation that dies is tried again, as SQS does; the next may die elsewhere.
    @Test
    void whereverItBreaksOffAFurtherTryMendsIt() {
        Random random = new Random(7);
        Office office = new Office();
        List<String> keys = new ArrayList<>(Office.samples());
        Collections.shuffle(keys, random);
        for (String key : keys) {
            office.upload(key, Office.sample(key));
            untilItSucceeds(office, random, () -> office.deliver(key));
        }
        do {
            for (var request = office.work.next();
                    request.isPresent();
                    request = office.work.next()) {
                String model = request.get().model();
                untilItSucceeds(office, random, () -> office.lookAt(model));
            }
        } while (office.score());
        assertThat(office.standing()).isEqualTo(IN_ORDER);
    }

    private static void untilItSucceeds(Office office, Random random, Runnable attempt) {
        for (int life = 1; ; life += 1 + random.nextInt(12)) {
            office.crash(Crashing.after(life));
            try {
                attempt.run();
                office.crash(Crashing.never());
                return;
            } catch (RuntimeException death) {
                // the next attempt lives longer
                assertThat(Office.died(death)).isTrue();
            }
        }
    }
}
