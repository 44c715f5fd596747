package assay.statistics.comparison;

import java.util.Arrays;

/// Finds the placements within one bucket of scores after another.
///
/// The bucket is cut into more slots than it has rows, so that most slots hold rows of one class:
/// their placements are counts of earlier slots. In the others a row is compared with those of the
/// other class one by one, or by halving a sorted crowd.
final class PlacementFinder {

    private static final int MOST_SLOT_BITS = 15;
    private static final int MOST_ROWS = (1 << 16) - 1;
    private static final int CROWD = 8;

    /// A slot counts negatives in its lower half and positives in its upper half.
    private static final int NEGATIVES = 0xFFFF;

    private final long[] dealt;
    private int[] slots = new int[0];
    private long[] keys = new long[0];

    /// @param dealt keys of scores by place, to be replaced by placements
    PlacementFinder(long[] dealt) {
        this.dealt = dealt;
    }

    /// Replaces the keys of a bucket.
    ///
    /// @param from the place of the first of its negatives
    /// @param middle the place of the first of its positives
    /// @param to the place behind them
    /// @param negatives in earlier buckets
    void find(int from, int middle, int to, int negatives) {
        int positives = from - negatives;
        if (from == middle || middle == to) {
            Arrays.fill(dealt, from, middle, 2L * positives);
            Arrays.fill(dealt, middle, to, 2L * negatives);
            return;
        }
        long min = dealt[from];
        long max = min;
        for (int i = from; i < to; i++) {
            min = Math.min(min, dealt[i]);
            max = Math.max(max, dealt[i]);
        }
        if (min == max) {
            Arrays.fill(dealt, from, middle, 2L * positives + to - middle);
            Arrays.fill(dealt, middle, to, 2L * negatives + middle - from);
        } else if (to - from > MOST_ROWS) {
            bySorting(from, middle, to, negatives);
        } else {
            bySlots(from, middle, to, negatives, min, max);
        }
    }

    private void bySorting(int from, int middle, int to, int negatives) {
        long[] below = Arrays.copyOfRange(dealt, from, middle);
        long[] above = Arrays.copyOfRange(dealt, middle, to);
        Arrays.sort(below);
        Arrays.sort(above);
        for (int i = from; i < middle; i++) {
            dealt[i] = 2L * (from - negatives) + halving(above, 0, above.length, dealt[i]);
        }
        for (int i = middle; i < to; i++) {
            dealt[i] = 2L * negatives + halving(below, 0, below.length, dealt[i]);
        }
    }

    private void bySlots(int from, int middle, int to, int negatives, long min, long max) {
        int bits =
                Math.min(
                        MOST_SLOT_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(to - from) + 1);
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(max - min) - bits);
        int count = (int) (max - min >>> shift) + 1;
        count(from, middle, to, min, shift, count);
        boolean crowded = toStarts(count) > CROWD * (to - from);
        move(from, middle, to, min, shift);
        if (crowded) {
            sortCrowds(count, middle - from);
        }
        long positives = 2L * (from - negatives);
        int firstPositive = middle - from;
        for (int i = from; i < middle; i++) {
            int slot = (int) (dealt[i] - min >>> shift);
            int first = slots[slot] >>> Short.SIZE;
            int end = slots[slot + 1] >>> Short.SIZE;
            dealt[i] =
                    positives
                            + 2L * first
                            + within(firstPositive + first, firstPositive + end, dealt[i], crowded);
        }
        for (int i = middle; i < to; i++) {
            int slot = (int) (dealt[i] - min >>> shift);
            int first = slots[slot] & NEGATIVES;
            int end = slots[slot + 1] & NEGATIVES;
            dealt[i] = 2L * negatives + 2L * first + within(first, end, dealt[i], crowded);
        }
    }

    /// Counts each slot's rows, one place later.
    private void count(int from, int middle, int to, long min, int shift, int count) {
        if (slots.length <= count) {
            slots = new int[count + 1];
        }
        Arrays.fill(slots, 0, count + 1, 0);
        for (int i = from; i < middle; i++) {
            slots[(int) (dealt[i] - min >>> shift) + 1]++;
        }
        for (int i = middle; i < to; i++) {
            slots[(int) (dealt[i] - min >>> shift) + 1] += NEGATIVES + 1;
        }
    }

    /// Turns counts into the numbers of rows in earlier slots.
    ///
    /// @return how many comparisons of one row with another the slots would take
    private long toStarts(int count) {
        int start = 0;
        long comparisons = 0;
        for (int slot = 1; slot <= count; slot++) {
            int here = slots[slot];
            slots[slot] = start;
            start += here;
            comparisons += (long) (here & NEGATIVES) * (here >>> Short.SIZE);
        }
        return comparisons;
    }

    /// Puts the keys in the order of their slots, negatives first; each start moves on to the next
    /// slot's, which is one place earlier then.
    private void move(int from, int middle, int to, long min, int shift) {
        if (keys.length < to - from) {
            keys = new long[to - from];
        }
        for (int i = from; i < middle; i++) {
            int slot = (int) (dealt[i] - min >>> shift) + 1;
            keys[slots[slot] & NEGATIVES] = dealt[i];
            slots[slot]++;
        }
        for (int i = middle; i < to; i++) {
            int slot = (int) (dealt[i] - min >>> shift) + 1;
            keys[middle - from + (slots[slot] >>> Short.SIZE)] = dealt[i];
            slots[slot] += NEGATIVES + 1;
        }
    }

    private void sortCrowds(int count, int negatives) {
        for (int slot = 0; slot < count; slot++) {
            sortCrowd(slots[slot] & NEGATIVES, slots[slot + 1] & NEGATIVES);
            sortCrowd(
                    negatives + (slots[slot] >>> Short.SIZE),
                    negatives + (slots[slot + 1] >>> Short.SIZE));
        }
    }

    private void sortCrowd(int from, int to) {
        if (to - from > CROWD) {
            Arrays.sort(keys, from, to);
        }
    }

    /// Twice the number of keys in a stretch that are less, and once those that are equal.
    private int within(int from, int to, long key, boolean crowded) {
        if (crowded && to - from > CROWD) {
            return halving(keys, from, to, key);
        }
        int placement = 0;
        for (int i = from; i < to; i++) {
            placement += (keys[i] < key ? 1 : 0) + (keys[i] <= key ? 1 : 0);
        }
        return placement;
    }

    private static int halving(long[] sorted, int from, int to, long key) {
        if (sorted[from] == sorted[to - 1]) {
            return (to - from) * ((sorted[from] < key ? 1 : 0) + (sorted[from] <= key ? 1 : 0));
        }
        int below = firstFrom(sorted, from, to, key);
        int upTo = key == Long.MAX_VALUE ? to : firstFrom(sorted, below, to, key + 1);
        return below + upTo - 2 * from;
    }

    /// The first place whose key is at least `key`.
    private static int firstFrom(long[] sorted, int from, int to, long key) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
