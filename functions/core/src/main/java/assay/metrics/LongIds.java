package assay.metrics;

/// Whole numbers as identifiers.
public final class LongIds implements Ids {
    private final long[] values;

    /// @param values one per row; kept, not copied
    public LongIds(long[] values) {
        this.values = values;
    }

    @Override
    public int count() {
        return values.length;
    }

    /// The identifier of a row.
    public long value(int row) {
        return values[row];
    }

    @Override
    public String text(int row) {
        return Long.toString(values[row]);
    }

    @Override
    public LongIds at(int[] rows) {
        return new LongIds(Slicing.at(values, rows));
    }
}
