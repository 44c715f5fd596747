package assay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import assay.gate.Budget.Turn;
import assay.gate.Gate.ErrorControl;
import assay.gate.Gate.Method;
import assay.lineage.Reference;
import assay.testing.Crashing;
import assay.testing.InMemoryLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Places in a test set's stream.
class TriesTest {

    private static final Reference HOLDOUT = Reference.dataset("holdout", "1");
    private static final Reference MODEL = Reference.model("churn", "v2");
    private static final ErrorControl LORD = new ErrorControl(Method.LORD_PLUS_PLUS, 0.05, 1);

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Tries tries = new Tries(ledger);

    @Test
    void fiftyAtOnceGetFiftyPlaces() throws Exception {
        List<Callable<Turn>> hearings =
                IntStream.range(0, 50)
                        .<Callable<Turn>>mapToObj(i -> () -> take("hearing-" + i))
                        .toList();
        List<Long> places = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            for (Future<Turn> turn : threads.invokeAll(hearings)) {
                places.add(((Turn.Place) turn.get()).place());
            }
        }

        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(tries.of(HOLDOUT))
                .extracting(Tries.Try::level)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void aRetriedTryKeepsItsPlaceAndLevel() {
        Turn first = take("first");
        take("second");

        assertThat(take("first")).isEqualTo(first);
        assertThat(tries.of(HOLDOUT)).hasSize(2);
    }

    @Test
    void whereverATryBreaksOffItHasOnePlaceAtMost() {
        Turn earlier = take("earlier");
        for (int calls = 0; calls < 4; calls++) {
            try {
                new Tries(Crashing.after(calls).of(ledger)).take(HOLDOUT, LORD, "mine", MODEL);
            } catch (Crashing.Death death) {
                assertThat(tries.of(HOLDOUT)).hasSizeLessThanOrEqualTo(2);
            }
        }

        Turn.Place mine = (Turn.Place) take("mine");

        assertThat(mine.place()).isEqualTo(2);
        assertThat(take("earlier")).isEqualTo(earlier);
        assertThat(tries.of(HOLDOUT))
                .extracting(Tries.Try::verdict)
                .containsExactly("earlier", "mine");
    }

    @Test
    void anExhaustedStreamGivesNoPlace() {
        ErrorControl two = new ErrorControl(Method.BONFERRONI, 0.05, 2);
        tries.take(HOLDOUT, two, "first", MODEL);
        tries.take(HOLDOUT, two, "second", MODEL);

        assertThat(tries.take(HOLDOUT, two, "third", MODEL)).isEqualTo(new Turn.Exhausted(two, 2));
        assertThat(tries.of(HOLDOUT)).hasSize(2);
    }

    @Test
    void testSetsHaveStreamsOfTheirOwn() {
        take("first");

        Turn.Place other =
                (Turn.Place) tries.take(Reference.dataset("holdout", "10"), LORD, "first", MODEL);

        assertThat(other.place()).isEqualTo(1);
    }

    private Turn take(String hearing) {
        return tries.take(HOLDOUT, LORD, hearing, MODEL);
    }
}
