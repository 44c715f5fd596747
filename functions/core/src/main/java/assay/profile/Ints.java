package assay.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// A growing sequence of `int`s, kept in pieces so that growing copies little.
final class Ints {
    private static final int FIRST = 256;
    private static final int PIECE = 1 << 16;

    private final List<int[]> full = new ArrayList<>();
    private int[] last = new int[FIRST];
    private int before;
    private int used;

    int size() {
        return before + used;
    }

    /// Makes room for `more` values in one piece: once all have come, it is taken without a copy.
    void reserve(int more) {
        if (more > last.length - used) {
            if (used > 0) {
                full(Arrays.copyOf(last, used));
            }
            last = new int[more];
        }
    }

    void add(int value) {
        if (used == last.length) {
            grow();
        }
        last[used++] = value;
    }

    void addAll(Ints other) {
        other.full.forEach(piece -> addAll(piece, piece.length));
        addAll(other.last, other.used);
    }

    void forEach(IntConsumer each) {
        for (int[] piece : full) {
            for (int value : piece) {
                each.accept(value);
            }
        }
        for (int i = 0; i < used; i++) {
            each.accept(last[i]);
        }
    }

    void clear() {
        full.clear();
        before = 0;
        used = 0;
    }

    /// All values in one array; this one is empty afterwards, and lets go of each piece once
    /// copied. Nothing is copied where they fill what was reserved for them.
    int[] take() {
        if (full.isEmpty() && used == last.length) {
            int[] whole = last;
            last = new int[FIRST];
            used = 0;
            return whole;
        }
        int[] all = new int[size()];
        System.arraycopy(last, 0, all, before, used);
        last = new int[FIRST];
        used = 0;
        while (!full.isEmpty()) {
            int[] piece = full.removeLast();
            before -= piece.length;
            System.arraycopy(piece, 0, all, before, piece.length);
        }
        return all;
    }

    private void addAll(int[] values, int count) {
        for (int from = 0; from < count; ) {
            if (used == last.length) {
                grow();
            }
            int fits = Math.min(count - from, last.length - used);
            System.arraycopy(values, from, last, used, fits);
            used += fits;
            from += fits;
        }
    }

    private void grow() {
        if (last.length < PIECE) {
            last = Arrays.copyOf(last, last.length * 2);
        } else {
            full(last);
            last = new int[PIECE];
        }
    }

    private void full(int[] piece) {
        full.add(piece);
        before += piece.length;
        used = 0;
    }
}
