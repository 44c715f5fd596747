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
    private int used;

    int size() {
        return full.size() * PIECE + used;
    }

    void add(int value) {
        if (used == last.length) {
            grow();
        }
        last[used++] = value;
    }

    void addAll(Ints other) {
        other.full.forEach(piece -> addAll(piece, PIECE));
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
        used = 0;
    }

    /// All values in one array; this one is empty afterwards, and lets go of each piece once
    /// copied.
    int[] take() {
        int[] all = new int[size()];
        System.arraycopy(last, 0, all, full.size() * PIECE, used);
        last = new int[FIRST];
        used = 0;
        while (!full.isEmpty()) {
            int[] piece = full.removeLast();
            System.arraycopy(piece, 0, all, full.size() * PIECE, PIECE);
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
            full.add(last);
            last = new int[PIECE];
            used = 0;
        }
    }
}
