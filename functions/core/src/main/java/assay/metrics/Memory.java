package assay.metrics;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was computed from one set of predictions, kept as long as the heap has room for it.
///
/// Metrics share the pass over the rows that they have in common: the mean, the tail and the worst
/// examples of one loss, or the order by score of every curve and area. What is remembered goes by
/// a list that begins with a word for it, or by its class: for `hashCode` and `equals` of each
/// record Java would make code while the program runs, a millisecond of a cold start.
public final class Memory {
    private final Map<Object, SoftReference<Object>> kept = new ConcurrentHashMap<>();

    /// Small results, kept whether there is room or not.
    private final Map<Object, Object> small = new ConcurrentHashMap<>();

    /// What a thread is at; others wait for it instead of doing the same.
    private final Map<Object, CompletableFuture<Object>> underWay = new ConcurrentHashMap<>();

    /// What these rows were taken from, and which they are; null where they are all.
    private final @Nullable Memory whole;

    private final int[] rows;

    Memory() {
        this.whole = null;
        this.rows = new int[0];
    }

    private Memory(Memory whole, int[] rows) {
        this.whole = whole;
        this.rows = rows;
    }

    /// Of some of the rows.
    Memory at(int[] some) {
        return new Memory(this, some);
    }

    /// A number for every row. What is remembered of more rows is not computed again of some.
    double[] ofRows(Object key, Supplier<double[]> compute) {
        return of(
                key,
                double[].class,
                () ->
                        whole != null && whole.remembered(key) instanceof double[] column
                                ? Gather.at(column, rows)
                                : compute.get());
    }

    /// The value under `key`, computed unless it is remembered.
    ///
    /// @param type of the value; each key is used with one type
    <T> T of(Object key, Class<T> type, Supplier<T> compute) {
        @Nullable Object before = remembered(key);
        if (before != null) {
            return type.cast(before);
        }
        CompletableFuture<Object> own = new CompletableFuture<>();
        CompletableFuture<Object> others = underWay.putIfAbsent(key, own);
        if (others != null) {
            return type.cast(others.join());
        }
        try {
            @Nullable Object meanwhile = remembered(key);
            T value = meanwhile == null ? compute.get() : type.cast(meanwhile);
            kept.put(key, new SoftReference<>(value));
            own.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(key, own);
        }
    }

    /// The same of what takes no room worth mentioning, and work: it is computed once.
    <T> T ofSmall(Object key, Class<T> type, Supplier<T> compute) {
        @Nullable Object before = small.get(key);
        if (before != null) {
            return type.cast(before);
        }
        T value = of(key, type, compute);
        small.put(key, value);
        return value;
    }

    private @Nullable Object remembered(Object key) {
        SoftReference<Object> reference = kept.get(key);
        return reference == null ? null : reference.get();
    }
}
