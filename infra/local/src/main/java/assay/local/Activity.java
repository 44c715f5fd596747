package assay.local;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// How much is under way. Work is counted from before it can be seen elsewhere until after its
/// effects can, so that nothing falls between.
public final class Activity {
    private final AtomicLong underWay = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();

    /// Does the work, and counts it while it does.
    public <T> T during(Supplier<T> work) {
        underWay.incrementAndGet();
        changes.incrementAndGet();
        try {
            return work.get();
        } finally {
            changes.incrementAndGet();
            underWay.decrementAndGet();
        }
    }

    /// The same in a thread of its own, counted from now on.
    public void later(Runnable work) {
        underWay.incrementAndGet();
        changes.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                work.run();
            } finally {
                changes.incrementAndGet();
                underWay.decrementAndGet();
            }
        });
    }

    public boolean quiet() {
        return underWay.get() == 0;
    }

    /// Rises with every beginning and every end: the same number twice means that nothing happened
    /// between.
    public long changes() {
        return changes.get();
    }
}
