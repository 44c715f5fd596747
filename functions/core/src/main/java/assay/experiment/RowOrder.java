package assay.experiment;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/// Puts the rows of one file in the order of their units.
final class RowOrder {

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 3;
    private static final int INDEX_BITS = 31;
    private static final long INDEX = (1L << INDEX_BITS) - 1;
    private static final int FEW = 16;

    private RowOrder() {}

    /// The rows' places in ascending order: by the leading bits of the first half of the unit in
    /// one go, then those that are alike by everything.
    ///
    /// @param high the first half of each row's unit
    /// @param compare two rows, in full
    static int[] of(long[] high, int rows, IntBinaryOperator compare) {
        long[] packed = new long[rows];
        for (int row = 0; row < rows; row++) {
            packed[row] = high[row] >>> INDEX_BITS << INDEX_BITS | row;
        }
        long[] spare = new long[rows];
        for (int digit = 0; digit < DIGITS; digit++) {
            pass(packed, spare, INDEX_BITS + digit * DIGIT_BITS);
            long[] done = spare;
            spare = packed;
            packed = done;
        }
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = (int) (packed[i] & INDEX);
        }
        int from = 0;
        for (int i = 1; i <= rows; i++) {
            if (i == rows || packed[i] >>> INDEX_BITS != packed[from] >>> INDEX_BITS) {
                sort(order, from, i, compare);
                from = i;
            }
        }
        return order;
    }

    private static void pass(long[] from, long[] to, int shift) {
        int[] places = new int[1 << DIGIT_BITS];
        for (long key : from) {
            places[digit(key, shift)]++;
        }
        int place = 0;
        for (int i = 0; i < places.length; i++) {
            int count = places[i];
            places[i] = place;
            place += count;
        }
        for (long key : from) {
            to[places[digit(key, shift)]++] = key;
        }
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & ((1 << DIGIT_BITS) - 1);
    }

    /// Puts some of the places in order.
    static void sort(int[] order, int from, int to, IntBinaryOperator compare) {
        if (to - from > FEW) {
            merge(order, from, to, compare);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            int row = order[i];
            int j = i;
            while (j > from && compare.applyAsInt(order[j - 1], row) > 0) {
                order[j] = order[j - 1];
                j--;
            }
            order[j] = row;
        }
    }

    private static void merge(int[] order, int from, int to, IntBinaryOperator compare) {
        int middle = (from + to) >>> 1;
        sort(order, from, middle, compare);
        sort(order, middle, to, compare);
        if (compare.applyAsInt(order[middle - 1], order[middle]) <= 0) {
            return;
        }
        int[] left = Arrays.copyOfRange(order, from, middle);
        int i = 0;
        int j = middle;
        for (int k = from; i < left.length; k++) {
            boolean first = j == to || compare.applyAsInt(left[i], order[j]) <= 0;
            order[k] = first ? left[i++] : order[j++];
        }
    }
}
