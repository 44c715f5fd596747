package assay.profile;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How often each different value of a column occurs, up to a bound on how many are told apart.
final class Tally {
    /// The most different values that are told apart.
    static final int BOUND = 1 << 16;

    private static final int SLOTS = BOUND * 2;

    private final Column column;
    private long[] keys = new long[1 << 10];
    private int[] firstRows = new int[1 << 10];
    private int[] counts = new int[1 << 10];
    private int distinct;

    private Tally(Column column) {
        this.column = column;
    }

    static Tally of(Column column) {
        Tally tally = new Tally(column);
        for (int row = 0; row < column.size() && tally.distinct <= BOUND; row++) {
            if (!column.isNull(row)) {
                tally.count(key(column, row), row);
            }
        }
        return tally;
    }

    /// Whether all different values are counted.
    boolean isComplete() {
        return distinct <= BOUND;
    }

    int distinct() {
        return distinct;
    }

    /// The most frequent values, most frequent first, earlier ones first among equals; none if
    /// there are too many.
    List<ColumnProfile.TopValue> top(int most) {
        if (!isComplete()) {
            return List.of();
        }
        return IntStream.range(0, keys.length)
                .filter(slot -> counts[slot] > 0)
                .boxed()
                .sorted(
                        Comparator.comparingInt((Integer slot) -> -counts[slot])
                                .thenComparingInt(slot -> firstRows[slot]))
                .limit(most)
                .map(slot -> new ColumnProfile.TopValue(column.text(firstRows[slot]), counts[slot]))
                .toList();
    }

    /// A number that is the same for equal values; texts of the same hash of 64 bits count as one.
    static long key(Column column, int row) {
        return switch (column) {
            case NumberColumn c -> Double.doubleToLongBits(c.value(row) + 0.0);
            case IntegerColumn c -> c.value(row);
            case TimestampColumn c -> c.epochMicros(row);
            case BooleanColumn c -> c.value(row) ? 1 : 0;
            case TextColumn c -> c.isCoded() ? c.code(row) : c.hash(row);
        };
    }

    private void count(long key, int row) {
        int slot = slot(key);
        if (counts[slot]++ == 0) {
            keys[slot] = key;
            firstRows[slot] = row;
            distinct++;
            if (distinct * 2 > keys.length && keys.length < SLOTS * 2) {
                grow();
            }
        }
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) ((mixed ^ (mixed >>> 32)) & (keys.length - 1));
        while (counts[slot] > 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldRows = firstRows;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        firstRows = new int[keys.length];
        counts = new int[keys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldCounts[old] > 0) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                firstRows[slot] = oldRows[old];
                counts[slot] = oldCounts[old];
            }
        }
    }
}
