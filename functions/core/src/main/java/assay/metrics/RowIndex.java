package assay.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds rows by their identifier: built once of a dataset, asked by each model's predictions.
///
/// Ascending whole numbers need no table, or one bit for each number of their range; others of a
/// narrow range need a table without hashing, all else an open-addressing hash table of row
/// numbers, 8 to 16 bytes per row.
public final class RowIndex {
    private static final int NONE = -1;

    /// Bits for each row of a table of bits: no more memory than a hash table takes.
    private static final long MOST_BITS = 64;

    private final Ids ids;
    private final Lookup lookup;
    private final RowNumbers duplicates;
    private volatile int @Nullable [] rows;

    private RowIndex(Ids ids, Lookup lookup, RowNumbers duplicates) {
        this.ids = ids;
        this.lookup = lookup;
        this.duplicates = duplicates;
    }

    /// The row of an identifier in other `Ids`, or -1.
    @FunctionalInterface
    private interface Lookup {
        int row(Ids others, int otherRow);
    }

    /// An index of these identifiers; of rows with the same one, the first is found.
    public static RowIndex of(Ids ids) {
        if (ids instanceof LongIds numbers) {
            long[] values = numbers.values();
            if (ascending(values)) {
                return new RowIndex(ids, search(values), RowNumbers.NONE);
            }
            long least = least(values);
            long range = greatest(values) - least;
            if (range >= 0 && range < 4L * values.length && range < Integer.MAX_VALUE - 8) {
                return narrow(numbers, least, (int) range + 1);
            }
        }
        return hashed(ids);
    }

    /// The identifiers that are indexed.
    public Ids ids() {
        return ids;
    }

    /// Rows whose identifier an earlier row has.
    public RowNumbers duplicates() {
        return duplicates;
    }

    /// All rows, ascending: one array for all who ask. Not to be changed.
    int[] rows() {
        int @Nullable [] known = rows;
        if (known == null) {
            known = new int[ids.count()];
            for (int row = 0; row < known.length; row++) {
                known[row] = row;
            }
            rows = known;
        }
        return known;
    }

    /// The row with the identifier that `otherRow` has in `others`, or -1.
    ///
    /// @param others of the same kind as `ids()`
    int row(Ids others, int otherRow) {
        return lookup.row(others, otherRow);
    }

    private static long least(long[] values) {
        long least = values.length == 0 ? 0 : values[0];
        for (long value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static long greatest(long[] values) {
        long greatest = values.length == 0 ? 0 : values[0];
        for (long value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }

    private static boolean ascending(long[] values) {
        for (int row = 1; row < values.length; row++) {
            if (values[row - 1] >= values[row]) {
                return false;
            }
        }
        return true;
    }

    /// Gapless numbers are their own rows; of others, as many lie below a number as its row says,
    /// and those are counted by bits. Where the range is too wide for bits, the same row is tried,
    /// then halves.
    private static Lookup search(long[] values) {
        long least = values.length == 0 ? 0 : values[0];
        long range = values.length == 0 ? -1 : values[values.length - 1] - least;
        if (range == values.length - 1L) {
            return (others, otherRow) -> {
                long place = ((LongIds) others).values()[otherRow] - least;
                return place >= 0 && place <= range ? (int) place : NONE;
            };
        }
        if (range >= 0 && range < MOST_BITS * values.length) {
            return counted(values, least, range);
        }
        return (others, otherRow) -> {
            long value = ((LongIds) others).values()[otherRow];
            if (otherRow < values.length && values[otherRow] == value) {
                return otherRow;
            }
            return Math.max(NONE, Arrays.binarySearch(values, value));
        };
    }

    private static Lookup counted(long[] ascending, long least, long range) {
        long[] present = new long[(int) (range >>> 6) + 1];
        int[] before = new int[present.length];
        for (long value : ascending) {
            long place = value - least;
            present[(int) (place >>> 6)] |= 1L << place;
        }
        for (int word = 1; word < present.length; word++) {
            before[word] = before[word - 1] + Long.bitCount(present[word - 1]);
        }
        return (others, otherRow) -> {
            long place = ((LongIds) others).values()[otherRow] - least;
            if (place < 0 || place > range) {
                return NONE;
            }
            int word = (int) (place >>> 6);
            long bit = 1L << place;
            return (present[word] & bit) == 0
                    ? NONE
                    : before[word] + Long.bitCount(present[word] & bit - 1);
        };
    }

    /// Rows whose identifier an earlier row has, without an index where none is needed.
    public static RowNumbers duplicates(Ids ids) {
        if (ids instanceof LongIds numbers) {
            long[] values = numbers.values();
            if (ascending(values)) {
                return RowNumbers.NONE;
            }
            long least = least(values);
            long range = greatest(values) - least;
            if (range >= 0 && range < MOST_BITS * values.length) {
                long[] seen = new long[(int) (range >>> 6) + 1];
                var duplicates = new RowNumbers.Builder();
                for (int row = 0; row < values.length; row++) {
                    long place = values[row] - least;
                    long bit = 1L << place;
                    if ((seen[(int) (place >>> 6)] & bit) != 0) {
                        duplicates.add(row);
                    }
                    seen[(int) (place >>> 6)] |= bit;
                }
                return duplicates.build();
            }
        }
        return of(ids).duplicates();
    }

    private static RowIndex narrow(LongIds numbers, long least, int range) {
        long[] values = numbers.values();
        int[] rows = new int[range];
        var duplicates = new RowNumbers.Builder();
        for (int row = 0; row < values.length; row++) {
            int place = (int) (values[row] - least);
            if (rows[place] == 0) {
                rows[place] = row + 1;
            } else {
                duplicates.add(row);
            }
        }
        Lookup lookup =
                (others, otherRow) -> {
                    long place = ((LongIds) others).values()[otherRow] - least;
                    return place >= 0 && place < range ? rows[(int) place] - 1 : NONE;
                };
        return new RowIndex(numbers, lookup, duplicates.build());
    }

    private static RowIndex hashed(Ids ids) {
        int count = ids.count();
        int bits = Math.clamp(33 - Integer.numberOfLeadingZeros(Math.max(1, count)), 2, 30);
        int mask = (1 << bits) - 1;
        int[] slots = new int[1 << bits];
        var duplicates = new RowNumbers.Builder();
        for (int row = 0; row < count; row++) {
            int slot = (int) ids.hash(row) & mask;
            while (slots[slot] != 0 && !SelectedIds.areSame(ids, row, ids, slots[slot] - 1)) {
                slot = slot + 1 & mask;
            }
            if (slots[slot] == 0) {
                slots[slot] = row + 1;
            } else {
                duplicates.add(row);
            }
        }
        Lookup lookup =
                (others, otherRow) -> {
                    if (otherRow < count && SelectedIds.areSame(others, otherRow, ids, otherRow)) {
                        return otherRow;
                    }
                    int slot = (int) others.hash(otherRow) & mask;
                    while (slots[slot] != 0) {
                        int row = slots[slot] - 1;
                        if (SelectedIds.areSame(others, otherRow, ids, row)) {
                            return row;
                        }
                        slot = slot + 1 & mask;
                    }
                    return NONE;
                };
        return new RowIndex(ids, lookup, duplicates.build());
    }
}
