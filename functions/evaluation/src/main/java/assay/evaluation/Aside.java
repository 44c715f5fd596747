package assay.evaluation;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;

/// Work that another processor does meanwhile.
final class Aside<T> {
    private final ForkJoinTask<T> task;

    private Aside(ForkJoinTask<T> task) {
        this.task = task;
    }

    static <T> Aside<T> of(Callable<T> work) {
        return new Aside<>(ForkJoinPool.commonPool().submit(work));
    }

    /// What came of it, once it is done; what it threw, if it threw. Who waits lends a hand with
    /// whatever can be done side by side.
    T result() {
        ForkJoinPool.commonPool().awaitQuiescence(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        return task.join();
    }
}
