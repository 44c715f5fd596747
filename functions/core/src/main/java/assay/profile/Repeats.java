package assay.profile;

/// Tells, row by row, whether a value has been before. Equal hashes are compared by the values
/// themselves.
final class Repeats {
    private final Column column;
    private int[] rows = new int[1 << 10];
    private int known;

    Repeats(Column column) {
        this.column = column;
    }

    /// Whether an earlier row that was asked about has the value of `row`; never for null.
    boolean isRepeat(int row) {
        if (column.isNull(row)) {
            return false;
        }
        if (known * 2 >= rows.length) {
            grow();
        }
        int slot = slot(row);
        if (rows[slot] != 0) {
            return true;
        }
        rows[slot] = row + 1;
        known++;
        return false;
    }

    private int slot(int row) {
        long key = Tally.key(column, row) * 0x9E3779B97F4A7C15L;
        int slot = (int) ((key ^ (key >>> 32)) & (rows.length - 1));
        while (rows[slot] != 0 && !same(rows[slot] - 1, row)) {
            slot = (slot + 1) & (rows.length - 1);
        }
        return slot;
    }

    private boolean same(int row, int other) {
        return column instanceof TextColumn texts
                ? texts.equal(row, texts, other)
                : Tally.key(column, row) == Tally.key(column, other);
    }

    private void grow() {
        int[] old = rows;
        rows = new int[old.length * 2];
        for (int entry : old) {
            if (entry != 0) {
                rows[slot(entry - 1)] = entry;
            }
        }
    }
}
