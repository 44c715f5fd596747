package assay.tables;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys that rows of JSON have had, each with the field that takes its values.
///
/// Rows mostly have the same keys in the same order, so the key after the last one is tried first.
final class JsonKeys {
    private final List<byte[]> names = new ArrayList<>();
    private final List<@Nullable Field> fields = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final boolean wantsAll;
    private final int most;
    private int likely;

    /// @param wantsAll whether a key that is not known yet gets a [Guess], or is passed over
    JsonKeys(boolean wantsAll, int most) {
        this.wantsAll = wantsAll;
        this.most = most;
    }

    void add(String name, @Nullable Field field) {
        numbers.put(name, names.size());
        names.add(name.getBytes(StandardCharsets.UTF_8));
        fields.add(field);
    }

    int size() {
        return names.size();
    }

    String name(int key) {
        return new String(names.get(key), StandardCharsets.UTF_8);
    }

    @Nullable Field field(int key) {
        return fields.get(key);
    }

    /// A new row starts.
    void rewind() {
        likely = 0;
    }

    /// The number of the key that `bytes[from, to)` names.
    int number(byte[] bytes, int from, int to) throws Refusal {
        if (likely < names.size() && is(likely, bytes, from, to)) {
            return likely++;
        }
        if (!Text.isUtf8(bytes, from, to)) {
            throw new Refusal("a key is not UTF-8; save the file as UTF-8");
        }
        String name = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        Integer known = numbers.get(name);
        if (known == null) {
            if (names.size() == most) {
                throw new Refusal("more than %d columns, the limit".formatted(most));
            }
            known = names.size();
            add(name, wantsAll ? new Guess() : null);
        }
        likely = known + 1;
        return known;
    }

    private boolean is(int key, byte[] bytes, int from, int to) {
        byte[] name = names.get(key);
        return Arrays.equals(name, 0, name.length, bytes, from, to);
    }
}
