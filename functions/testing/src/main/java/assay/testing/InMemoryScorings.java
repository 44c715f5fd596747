package assay.testing;

import assay.ledger.ScoringRequest;
import assay.ledger.Scorings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A queue in the memory of one process, safe for use by many threads.
public final class InMemoryScorings implements Scorings {

    private final Deque<ScoringRequest> waiting = new ArrayDeque<>();

    @Override
    public synchronized void ask(ScoringRequest request) {
        if (!waiting.contains(request)) {
            waiting.add(request);
        }
    }

    /// The request that has waited longest, which waits no more; empty when none waits.
    public synchronized Optional<ScoringRequest> next() {
        return Optional.ofNullable(waiting.poll());
    }
}
