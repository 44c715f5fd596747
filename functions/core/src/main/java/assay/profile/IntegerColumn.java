package assay.profile;

/// 64-bit whole numbers.
public final class IntegerColumn implements Column {
    private final long[] values;
    private final Bits nulls;

    private IntegerColumn(long[] values, Bits nulls) {
        this.values = values;
        this.nulls = nulls;
    }

    /// A column of these values, none of them null. The array is copied.
    public static IntegerColumn of(long... values) {
        return new IntegerColumn(values.clone(), new Bits());
    }

    /// The number at `row`; 0 where it is null.
    public long value(int row) {
        return values[row];
    }

    /// A copy of all numbers in row order, 0 where null.
    public long[] toArray() {
        return values.clone();
    }

    /// All numbers in row order, 0 where null: no copy, so not to be changed.
    public long[] values() {
        return values;
    }

    @Override
    public ColumnType type() {
        return ColumnType.INTEGER;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public int nulls() {
        return nulls.count();
    }

    @Override
    public boolean isNull(int row) {
        return nulls.get(row);
    }

    @Override
    public String text(int row) {
        return isNull(row) ? "" : Long.toString(values[row]);
    }

    /// A column of whole numbers in the making.
    public static final class Builder implements ColumnBuilder {
        private final Longs values = new Longs();
        private final Bits nulls = new Bits();

        /// Adds a row with this number.
        public void add(long value) {
            values.add(value);
        }

        /// Adds the first `count` of these, a row each.
        public void addAll(long[] numbers, int count) {
            values.addAll(numbers, count);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public void reserve(int more) {
            values.reserve(more);
        }

        @Override
        public void addNull() {
            nulls.set(values.size());
            values.add(0);
        }

        @Override
        public void append(ColumnBuilder other) {
            Builder more = (Builder) other;
            nulls.setAll(more.nulls, values.size());
            values.addAll(more.values);
        }

        @Override
        public void clear() {
            values.clear();
            nulls.clear();
        }

        @Override
        public IntegerColumn build() {
            return new IntegerColumn(values.take(), nulls.take());
        }
    }
}
