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
/// examples of one loss, or the order by score of every curve and area.
public final class Memory {
    private final Map<Object, SoftReference<Object>> kept = new ConcurrentHashMap<>();

    /// What a thread is at; others wait for it instead of doing the same.
    private final Map<Object, CompletableFuture<Object>> underWay = new ConcurrentHashMap<>();

    Memory() {}

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

    private @Nullable Object remembered(Object key) {
        SoftReference<Object> reference = kept.get(key);
        return reference == null ? null : reference.get();
    }
}
