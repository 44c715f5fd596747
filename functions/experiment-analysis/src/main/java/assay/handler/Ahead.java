package assay.handler;

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

/// Does something to elements in their order, two at a time, so that one is under way while the one
/// before is taken up. No more than that many results are in memory.
final class Ahead<S, T> implements Iterator<T>, AutoCloseable {

    private static final int AT_ONCE = 2;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Iterator<S> rest;
    private final Function<S, T> action;
    private final Queue<Future<T>> underWay = new ArrayDeque<>();

    Ahead(List<S> elements, Function<S, T> action) {
        this.rest = elements.iterator();
        this.action = action;
        for (int i = 0; i < AT_ONCE; i++) {
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
