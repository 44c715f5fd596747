package assay.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A growing sequence of `double`s, kept in pieces so that growing copies little.
final class Doubles {
    private static final int FIRST = 256;
    private static final int PIECE = 1 << 16;

    private final List<double[]> full = new ArrayList<>();
    private double[] last = new double[FIRST];
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
            last = new double[more];
        }
    }

    void add(double value) {
        if (used == last.length) {
            grow();
        }
        last[used++] = value;
    }

    void addAll(Doubles other) {
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
    double[] take() {
        if (full.isEmpty() && used == last.length) {
            double[] whole = last;
            last = new double[FIRST];
            used = 0;
            return whole;
        }
        double[] all = new double[size()];
        System.arraycopy(last, 0, all, before, used);
        last = new double[FIRST];
        used = 0;
        while (!full.isEmpty()) {
            double[] piece = full.removeLast();
            before -= piece.length;
            System.arraycopy(piece, 0, all, before, piece.length);
        }
        return all;
    }

    void addAll(double[] values, int count) {
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
            last = new double[PIECE];
        }
    }

    private void full(double[] piece) {
        full.add(piece);
        before += piece.length;
        used = 0;
    }
}
