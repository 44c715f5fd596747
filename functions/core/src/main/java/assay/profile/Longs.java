package assay.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A growing sequence of `long`s, kept in pieces so that growing copies little.
final class Longs {
    private static final int FIRST = 256;
    private static final int PIECE = 1 << 16;

    private final List<long[]> full = new ArrayList<>();
    private long[] last = new long[FIRST];
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
            last = new long[more];
        }
    }

    void add(long value) {
        if (used == last.length) {
            grow();
        }
        last[used++] = value;
    }

    void addAll(Longs other) {
        other.full.forEach(piece -> addAll(piece, piece.length));
        addAll(other.last, other.used);
    }

    void clear() {
        full.clear();
        before = 0;
        used = 0;
    }

    /// All values in one array; this one is empty afterwards, and lets go of each piece once
    /// copied. Nothing is copied where they fill what was reserved for them.
    long[] take() {
        if (full.isEmpty() && used == last.length) {
            long[] whole = last;
            last = new long[FIRST];
            used = 0;
            return whole;
        }
        long[] all = new long[size()];
        System.arraycopy(last, 0, all, before, used);
        last = new long[FIRST];
        used = 0;
        while (!full.isEmpty()) {
            long[] piece = full.removeLast();
            before -= piece.length;
            System.arraycopy(piece, 0, all, before, piece.length);
        }
        return all;
    }

    void addAll(long[] values, int count) {
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
            last = new long[PIECE];
        }
    }

    private void full(long[] piece) {
        full.add(piece);
        before += piece.length;
        used = 0;
    }
}
