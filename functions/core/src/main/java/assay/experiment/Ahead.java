package assay.experiment;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Does something to elements in their order, some at a time, so that others are under way while
/// one is taken up. No more results than that are in memory.
public final class Ahead<S, T> implements Iterator<T>, AutoCloseable {

    private final ExecutorService threads;
    private final Iterator<S> rest;
    private final Function<S, T> action;
    private final Queue<Future<T>> underWay = new ArrayDeque<>();

    /// @param atOnce how many elements are under way
    public Ahead(List<S> elements, int atOnce, Function<S, T> action) {
        this.threads = Executors.newFixedThreadPool(atOnce);
        this.rest = elements.iterator();
        this.action = action;
        for (int i = 0; i < atOnce; i++) {
            start();
        }
    }

    private void start() {
        if (rest.hasNext()) {
            S element = rest.next();
            underWay.add(threads.submit(() -> action.apply(element)));
        }
    }

    @Override
    public boolean hasNext() {
        return !underWay.isEmpty();
    }

    @Override
    public T next() {
        Future<T> first = underWay.poll();
        if (first == null) {
            throw new NoSuchElementException("no further element");
        }
        try {
            T result = first.get();
            start();
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
