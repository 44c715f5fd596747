package assay.metrics;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was computed from one set of predictions, kept as long as the heap has room for it.
///
/// Metrics share the pass over the rows that they have in common: the mean, the tail and the worst
/// examples of one loss, or the order by score of every curve and area.
public final class Memory {
    private final Map<Object, SoftReference<Object>> kept = new ConcurrentHashMap<>();

    Memory() {}

    /// The value under `key`, computed unless it is remembered.
    ///
    /// @param type of the value; each key is used with one type
    <T> T of(Object key, Class<T> type, Supplier<T> compute) {
        SoftReference<Object> reference = kept.get(key);
        @Nullable Object before = reference == null ? null : reference.get();
        if (before != null) {
            return type.cast(before);
        }
        T value = compute.get();
        kept.put(key, new SoftReference<>(value));
        return value;
    }
}
