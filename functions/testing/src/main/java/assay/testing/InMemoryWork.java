package assay.testing;

import assay.ledger.Work;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A queue in the memory of one process, safe for use by many threads.
public final class InMemoryWork implements Work {

    private final Deque<Request> waiting = new ArrayDeque<>();

    /// What was asked.
    ///
    /// @param model to look at
    /// @param cause why
    public record Request(String model, String cause) {}

    @Override
    public synchronized void lookAt(String model, String cause) {
        var request = new Request(model, cause);
        if (!waiting.contains(request)) {
            waiting.add(request);
        }
    }

    /// The request that has waited longest, which waits no more; empty when none waits.
    public synchronized Optional<Request> next() {
        return Optional.ofNullable(waiting.poll());
    }
}
