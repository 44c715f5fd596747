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
    private int used;

    int size() {
        return full.size() * PIECE + used;
    }

    void add(double value) {
        if (used == last.length) {
            grow();
        }
        last[used++] = value;
    }

    void addAll(Doubles other) {
        other.full.forEach(piece -> addAll(piece, PIECE));
        addAll(other.last, other.used);
    }

    void clear() {
        full.clear();
        used = 0;
    }

    /// All values in one array; this one is empty afterwards, and lets go of each piece once
    /// copied.
    double[] take() {
        double[] all = new double[size()];
        System.arraycopy(last, 0, all, full.size() * PIECE, used);
        last = new double[FIRST];
        used = 0;
        while (!full.isEmpty()) {
            double[] piece = full.removeLast();
            System.arraycopy(piece, 0, all, full.size() * PIECE, PIECE);
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
            full.add(last);
            last = new double[PIECE];
            used = 0;
        }
    }
}
