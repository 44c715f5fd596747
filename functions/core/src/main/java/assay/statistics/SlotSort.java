package assay.statistics;

import java.util.Arrays;

/// Sorts stretches that the processor's cache holds: each value goes to a slot by its leading bits,
/// of which there are more than values, and what is left out of place is moved a step or two.
final class SlotSort {

    private static final int FEW = 48;
    private static final int MOST_SLOT_BITS = 15;
    private static final int CROWD = 32;

    private final double[] values;
    private int[] slots = new int[0];
    private long[] keys = new long[0];

    /// @param values to be sorted, stretch by stretch
    SlotSort(double[] values) {
        this.values = values;
    }

    /// Sorts the values from place `from` to place `to - 1`.
    void sort(int from, int to) {
        if (to - from < FEW) {
            Arrays.sort(values, from, to);
            return;
        }
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            long key = Buckets.key(values[i]);
            min = Math.min(min, key);
            max = Math.max(max, key);
        }
        int bits = Math.min(MOST_SLOT_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(to - from));
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(max - min) - bits);
        int count = (int) (max - min >>> shift) + 1;
        if (slots.length <= count) {
            slots = new int[count + 1];
        }
        Arrays.fill(slots, 0, count + 1, 0);
        for (int i = from; i < to; i++) {
            slots[(int) (Buckets.key(values[i]) - min >>> shift) + 1]++;
        }
        int crowd = 0;
        for (int slot = 1; slot <= count; slot++) {
            crowd = Math.max(crowd, slots[slot]);
            slots[slot] += slots[slot - 1];
        }
        if (shift > 0 && crowd > CROWD) {
            Arrays.sort(values, from, to);
        } else {
            move(from, to, min, shift);
        }
    }

    private void move(int from, int to, long min, int shift) {
        int size = to - from;
        if (keys.length < size) {
            keys = new long[size + size / 4];
        }
        for (int i = from; i < to; i++) {
            long key = Buckets.key(values[i]);
            keys[slots[(int) (key - min >>> shift)]++] = key;
        }
        for (int i = 1; i < size; i++) {
            long key = keys[i];
            int place = i;
            while (place > 0 && keys[place - 1] > key) {
                keys[place] = keys[place - 1];
                place--;
            }
            keys[place] = key;
        }
        for (int i = 0; i < size; i++) {
            values[from + i] = Buckets.value(keys[i]);
        }
    }
}
