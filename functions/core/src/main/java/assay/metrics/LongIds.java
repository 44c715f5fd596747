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

    @Override
    public String text(int row) {
        return Long.toString(values[row]);
    }

    @Override
    public long hash(int row) {
        return mix(values[row]);
    }

    @Override
    public boolean same(int row, Ids other, int otherRow) {
        return values[row] == ((LongIds) other).values[otherRow];
    }

    long[] values() {
        return values;
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit depends on every bit.
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
