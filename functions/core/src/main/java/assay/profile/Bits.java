package assay.profile;

import java.util.Arrays;

/// A growing set of row numbers, one bit each. Costs nothing while it is empty.
final class Bits {
    private static final long[] NO_WORDS = {};

    private long[] words = NO_WORDS;
    private int count;

    void set(int row) {
        int word = row >>> 6;
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(word + 1, words.length + (words.length >> 1)));
        }
        long bit = 1L << row;
        if ((words[word] & bit) == 0) {
            words[word] |= bit;
            count++;
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
