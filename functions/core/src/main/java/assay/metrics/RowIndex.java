package assay.metrics;

import java.util.Arrays;

/// Finds rows by their identifier: built once of a dataset, asked by each model's predictions.
///
/// Ascending whole numbers need no table, whole numbers of a narrow range one without hashing, all
/// else an open-addressing hash table of row numbers, 8 to 16 bytes per row.
public final class RowIndex {
    private static final int NONE = -1;

    private final Ids ids;
    private final Lookup lookup;
    private final RowNumbers duplicates;

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
            long least = Arrays.stream(values).min().orElse(0);
            long greatest = Arrays.stream(values).max().orElse(0);
            long range = greatest - least;
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

    /// The row with the identifier that `otherRow` has in `others`, or -1.
    ///
    /// @param others of the same kind as `ids()`
    int row(Ids others, int otherRow) {
        return lookup.row(others, otherRow);
    }

    private static boolean ascending(long[] values) {
        for (int row = 1; row < values.length; row++) {
            if (values[row - 1] >= values[row]) {
                return false;
            }
        }
        return true;
    }

    /// Gapless numbers are their own rows; others are looked for in the same row, then by halves.
    private static Lookup search(long[] values) {
        long range = values.length - 1L;
        if (values.length > 0 && values[values.length - 1] - values[0] == range) {
            long least = values[0];
            return (others, otherRow) -> {
                long place = ((LongIds) others).values()[otherRow] - least;
                return place >= 0 && place <= range ? (int) place : NONE;
            };
        }
        return (others, otherRow) -> {
            long value = ((LongIds) others).values()[otherRow];
            if (otherRow < values.length && values[otherRow] == value) {
                return otherRow;
            }
            return Math.max(NONE, Arrays.binarySearch(values, value));
        };
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
