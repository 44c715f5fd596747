package assay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ledger.Work;
import assay.testing.InMemoryWork.Request;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every way of asking for work keeps. Models are fresh in each test, so that one queue serves
/// them all.
public abstract class WorkContract {

    private final String model = "model-" + UUID.randomUUID();

    /// The queue under test; the same one within a test.
    protected abstract Work work();

    /// The requests that wait, in the order in which they are worked off; none waits afterwards.
    protected abstract List<Request> receive();

    private List<Request> received(String about) {
        return receive().stream().filter(request -> request.model().equals(about)).toList();
    }

    @Test
    void whatIsAskedArrives() {
        work().lookAt(model, "upload models/ü/\"1\"/model.json");
        assertThat(received(model))
                .containsExactly(new Request(model, "upload models/ü/\"1\"/model.json"));
        assertThat(received(model)).isEmpty();
    }

    @Test
    void theSameCauseAtOnceIsOneRequest() {
        work().lookAt(model, "a");
        work().lookAt(model, "a");
        assertThat(received(model)).containsExactly(new Request(model, "a"));
    }

    @Test
    void theSameCauseIsAnotherForAnotherModel() {
        String other = model + "-other";
        work().lookAt(model, "a");
        work().lookAt(other, "a");
        assertThat(receive()).contains(new Request(model, "a"), new Request(other, "a"));
    }

    @Test
    void requestsAboutOneModelKeepTheirOrder() {
        List<Request> asked =
                List.of("c", "a", "b", "d").stream()
                        .map(cause -> new Request(model, cause))
                        .toList();
        asked.forEach(request -> work().lookAt(request.model(), request.cause()));
        assertThat(received(model)).isEqualTo(asked);
    }

    @Test
    void aCauseOfAnyLengthIsCarried() {
        String cause = "c".repeat(5_000);
        work().lookAt(model, cause);
        assertThat(received(model)).containsExactly(new Request(model, cause));
    }
}
