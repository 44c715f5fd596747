package assay.evaluation;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/// Work that another processor does meanwhile.
final class Aside<T> {
    private final ForkJoinTask<T> task;

    private Aside(ForkJoinTask<T> task) {
        this.task = task;
    }

    static <T> Aside<T> of(Callable<T> work) {
        return new Aside<>(ForkJoinPool.commonPool().submit(work));
    }

    /// What came of it, once it is done; what it threw, if it threw.
    T result() {
        return task.join();
    }
}
