package assay.profile;

/// 64-bit floating point numbers. NaN and the infinities are values; null is none.
public final class NumberColumn implements Column {
    private final double[] values;
    private final Bits nulls;

    private NumberColumn(double[] values, Bits nulls) {
        this.values = values;
        this.nulls = nulls;
    }

    /// A column of these values, none of them null. The array is copied.
    public static NumberColumn of(double... values) {
        return new NumberColumn(values.clone(), new Bits());
    }

    /// The number at `row`; NaN where it is null.
    public double value(int row) {
        return values[row];
    }

    /// A copy of all numbers in row order, NaN where null.
    public double[] toArray() {
        return values.clone();
    }

    /// All numbers in row order, NaN where null: no copy, so not to be changed.
    public double[] values() {
        return values;
    }

    @Override
    public ColumnType type() {
        return ColumnType.NUMBER;
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
        return isNull(row) ? "" : Double.toString(values[row]);
    }

    /// A column of numbers in the making.
    public static final class Builder implements ColumnBuilder {
        private final Doubles values = new Doubles();
        private final Bits nulls = new Bits();

        /// Adds a row with this number.
        public void add(double value) {
            values.add(value);
        }

        /// Adds the first `count` of these, a row each.
        public void addAll(double[] numbers, int count) {
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
            values.add(Double.NaN);
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
        public NumberColumn build() {
            return new NumberColumn(values.take(), nulls.take());
        }
    }
}
