package assay.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Asks the same of many, some of them at the same time: a wait for the table is not repeated for
/// each.
public final class AtOnce {

    /// How many questions are under way. As many connections are kept open.
    public static final int WIDTH = 32;

    private AtOnce() {}

    /// The answers, in the order of the questions.
    public static <K, V> Map<K, V> each(Collection<K> keys, Function<K, V> ask) {
        Map<K, V> answers = new LinkedHashMap<>();
        if (keys.size() < 2) {
            keys.forEach(key -> answers.put(key, ask.apply(key)));
            return answers;
        }
        Semaphore free = new Semaphore(WIDTH);
        List<K> order = List.copyOf(keys);
        List<Callable<V>> questions = new ArrayList<>();
        order.forEach(key -> questions.add(() -> asked(key, ask, free)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<V>> futures = threads.invokeAll(questions);
            for (int i = 0; i < order.size(); i++) {
                answers.put(order.get(i), futures.get(i).get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while " + order.size() + " were asked", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        }
    }

    private static <K, V> V asked(K key, Function<K, V> ask, Semaphore free)
            throws InterruptedException {
        free.acquire();
        try {
            return ask.apply(key);
        } finally {
            free.release();
        }
    }
}
