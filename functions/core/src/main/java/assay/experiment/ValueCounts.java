package assay.experiment;

import java.util.Arrays;

/// How often each value was seen, in bounded memory: exact while the different values are few;
/// beyond that, values whose leading bits agree are counted together, with as many bits as there is
/// room for. What comes out does not depend on the order in which values came.
///
/// At the usual bound of 262,144 different values, values that span a factor of 1,000 without
/// repeating are told apart to better than one part in 10,000.
final class ValueCounts {

    private final int most;
    private long[] keys = new long[16];
    private long[] counts = new long[16];
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
        if (add(sortable(value + 0.0) >> shift, 1)) {
            bound();
        }
    }

    /// @return whether the key is new
    private boolean add(long key, long count) {
        int slot = slot(key);
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        boolean fresh = counts[slot] == 0;
        keys[slot] = key;
        counts[slot] += count;
        distinct += fresh ? 1 : 0;
        return fresh;
    }

    private void bound() {
        while (distinct > most) {
            shift++;
            again(keys.length, 1);
        }
        if (distinct * 2 > keys.length) {
            again(keys.length * 2, 0);
        }
    }

    private void again(int capacity, int coarser) {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[capacity];
        counts = new long[capacity];
        distinct = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                add(oldKeys[i] >> coarser, oldCounts[i]);
            }
        }
    }

    private int slot(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 33) & (keys.length - 1);
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
        long[] some = new long[distinct];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] != 0) {
                some[n++] = keys[i];
            }
        }
        Arrays.sort(some);
        long[] sums = new long[n];
        long sum = 0;
        for (int i = 0; i < n; i++) {
            int slot = slot(some[i]);
            while (keys[slot] != some[i]) {
                slot = (slot + 1) & (keys.length - 1);
            }
            sum += counts[slot];
            sums[i] = sum;
        }
        sorted = some;
        upTo = sums;
        keys = new long[0];
        counts = new long[0];
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
