package assay.experiment;

import java.util.Arrays;

/// How often each value was seen, in bounded memory: exact while the different values are few;
/// beyond that, values whose leading bits agree are counted together, with as many bits as there is
/// room for. What comes out does not depend on the order in which values came.
///
/// At the usual bound of 262,144 different values, values that span a factor of 1,000 without
/// repeating are told apart to better than one part in 10,000.
final class ValueCounts {

    /// As many values wait to be counted together: a table that is gone through for many of them
    /// stays in the nearest cache meanwhile, where several in turn would find no room.
    private static final int MOST_WAITING = 1 << 14;

    private final int most;
    private long[] waiting = new long[16];
    private int waits;

    /// A key and how often it was seen, side by side; a count of 0 is a free place.
    private long[] table = new long[32];

    private int distinct;
    private int shift;
    private long size;

    private long[] sorted = {};
    private long[] upTo = {};

    /// @param most how many different values are told apart
    ValueCounts(int most) {
        this.most = most;
    }

    /// Counts a value, which is finite.
    void add(double value) {
        size++;
        if (waits == waiting.length) {
            if (waits < MOST_WAITING) {
                waiting = Arrays.copyOf(waiting, 2 * waits);
            } else {
                count(this);
            }
        }
        waiting[waits++] = sortable(value + 0.0);
    }

    /// Counts what others have counted, who count nothing more.
    void add(ValueCounts other) {
        while (shift < other.shift) {
            coarsen();
        }
        count(other);
        size += other.size;
        for (int i = 0; i < other.table.length; i += 2) {
            if (other.table[i + 1] != 0) {
                add(other.table[i] >> shift - other.shift, other.table[i + 1]);
            }
        }
    }

    /// Counts what waits there, here.
    private void count(ValueCounts from) {
        for (int i = 0; i < from.waits; i++) {
            add(from.waiting[i] >> shift, 1);
        }
        from.waits = 0;
    }

    private void add(long key, long count) {
        if (put(key, count)) {
            while (distinct > most) {
                coarsen();
            }
            if (distinct * 4 > table.length) {
                again(table.length * 4, 0);
            }
        }
    }

    /// @return whether the key is new
    private boolean put(long key, long count) {
        int mask = table.length - 2;
        int at = slot(key);
        while (table[at + 1] != 0 && table[at] != key) {
            at = at + 2 & mask;
        }
        boolean fresh = table[at + 1] == 0;
        table[at] = key;
        table[at + 1] += count;
        distinct += fresh ? 1 : 0;
        return fresh;
    }

    private void coarsen() {
        shift++;
        again(table.length, 1);
    }

    private void again(int capacity, int coarser) {
        long[] old = table;
        table = new long[capacity];
        distinct = 0;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                put(old[i] >> coarser, old[i + 1]);
            }
        }
    }

    /// By the leading bits of a product, which hang on all bits of the key.
    private int slot(long key) {
        int places = table.length / 2;
        long product = key * 0x9E3779B97F4A7C15L;
        return (int) (product >>> Long.SIZE - Integer.numberOfTrailingZeros(places)) * 2;
    }

    /// How many values were counted.
    long size() {
        return size;
    }

    /// Whether every value is told from every other.
    boolean isExact() {
        return shift == 0;
    }

    /// Makes ready to be asked; nothing may be counted after it.
    void close() {
        count(this);
        waiting = new long[0];
        sorted = new long[distinct];
        int n = 0;
        for (int i = 0; i < table.length; i += 2) {
            if (table[i + 1] != 0) {
                sorted[n++] = table[i];
            }
        }
        Arrays.sort(sorted);
        upTo = new long[n];
        long sum = 0;
        int mask = table.length - 2;
        for (int i = 0; i < n; i++) {
            int at = slot(sorted[i]);
            while (table[at] != sorted[i]) {
                at = at + 2 & mask;
            }
            sum += table[at + 1];
            upTo[i] = sum;
        }
        table = new long[0];
    }

    /// The least value that the one of this rank, from 0, can be.
    double least(long rank) {
        return value(sorted[place(rank)] << shift);
    }

    /// The greatest value that the one of this rank, from 0, can be.
    double greatest(long rank) {
        return value((sorted[place(rank)] << shift) + ((1L << shift) - 1));
    }

    private double middle(long rank) {
        return least(rank) / 2 + greatest(rank) / 2;
    }

    /// By Hyndman and Fan's type 7, from the middles of what is counted together.
    double quantile(double probability) {
        double place = (size - 1) * probability;
        long below = (long) place;
        double share = place - below;
        double low = middle(below);
        return share == 0 ? low : low + share * (middle(Math.min(below + 1, size - 1)) - low);
    }

    /// Whether this value is counted at or below what is counted with another.
    boolean isUpTo(double value, double other) {
        return sortable(value + 0.0) >> shift <= sortable(other + 0.0) >> shift;
    }

    /// How many values are.
    long countUpTo(double other) {
        int found = Arrays.binarySearch(sorted, sortable(other + 0.0) >> shift);
        int below = found >= 0 ? found : -found - 2;
        return below < 0 ? 0 : upTo[below];
    }

    private int place(long rank) {
        int found = Arrays.binarySearch(upTo, rank + 1);
        return found >= 0 ? found : -found - 1;
    }

    /// Whole numbers in the order of the values.
    private static long sortable(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    private static double value(long sortable) {
        return Double.longBitsToDouble(sortable ^ sortable >> 63 & Long.MAX_VALUE);
    }
}
