package assay.profile;

import java.util.Arrays;

/// A growing set of row numbers, one bit each. Costs nothing while it is empty.
final class Bits {
    private static final long[] NO_WORDS = {};

    private long[] words = NO_WORDS;
    private int count;

    void set(int row) {
        int word = row >>> 6;
        grow(word + 1);
        long bit = 1L << row;
        if ((words[word] & bit) == 0) {
            words[word] |= bit;
            count++;
        }
    }

    /// Makes room for rows below `rows`.
    void reserve(int rows) {
        int needed = (rows + 63) >>> 6;
        if (needed > words.length) {
            words = Arrays.copyOf(words, needed);
        }
    }

    private void grow(int needed) {
        if (needed > words.length) {
            words = Arrays.copyOf(words, Math.max(needed, words.length + (words.length >> 1)));
        }
    }

    /// Sets the rows from `offset` on that are true among the first `count` of these, a row each;
    /// none of them has been set before.
    void setAll(boolean[] values, int count, int offset) {
        grow((offset + count + 63) >>> 6);
        int at = 0;
        while (at < count) {
            int row = offset + at;
            int until = Math.min(count, at + 64 - (row & 63));
            long bits = 0;
            for (int i = until - 1; i >= at; i--) {
                bits = bits << 1 | (values[i] ? 1 : 0);
            }
            words[row >>> 6] |= bits << row;
            this.count += Long.bitCount(bits);
            at = until;
        }
    }

    boolean get(int row) {
        int word = row >>> 6;
        return word < words.length && (words[word] & (1L << row)) != 0;
    }

    int count() {
        return count;
    }

    /// Sets every row of `other`, moved down by `offset` rows.
    void setAll(Bits other, int offset) {
        for (int word = 0; word < other.words.length; word++) {
            for (long rest = other.words[word]; rest != 0; rest &= rest - 1) {
                set(offset + (word << 6) + Long.numberOfTrailingZeros(rest));
            }
        }
    }

    void clear() {
        words = NO_WORDS;
        count = 0;
    }

    /// What was set so far; this one is empty afterwards.
    Bits take() {
        Bits taken = new Bits();
        taken.words = words;
        taken.count = count;
        clear();
        return taken;
    }
}
