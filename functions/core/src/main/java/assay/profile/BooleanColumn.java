package assay.profile;

/// Truth values.
public final class BooleanColumn implements Column {
    private final Bits trues;
    private final Bits nulls;
    private final int size;

    private BooleanColumn(Bits trues, Bits nulls, int size) {
        this.trues = trues;
        this.nulls = nulls;
        this.size = size;
    }

    /// A column of these values, none of them null.
    public static BooleanColumn of(boolean... values) {
        Builder builder = new Builder();
        for (boolean value : values) {
            builder.add(value);
        }
        return builder.build();
    }

    /// The value at `row`; false where it is null.
    public boolean value(int row) {
        return trues.get(row);
    }

    /// The number of rows that are true.
    public int trues() {
        return trues.count();
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public int size() {
        return size;
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
        return isNull(row) ? "" : Boolean.toString(value(row));
    }

    /// A column of truth values in the making.
    public static final class Builder implements ColumnBuilder {
        private final Bits trues = new Bits();
        private final Bits nulls = new Bits();
        private int size;

        /// Adds a row with this value.
        public void add(boolean value) {
            if (value) {
                trues.set(size);
            }
            size++;
        }

        /// Adds the first `count` of these, a row each.
        public void addAll(boolean[] values, int count) {
            trues.setAll(values, count, size);
            size += count;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void reserve(int more) {
            trues.reserve(size + more);
        }

        @Override
        public void addNull() {
            nulls.set(size++);
        }

        @Override
        public void append(ColumnBuilder other) {
            Builder more = (Builder) other;
            trues.setAll(more.trues, size);
            nulls.setAll(more.nulls, size);
            size += more.size;
        }

        @Override
        public void clear() {
            trues.clear();
            nulls.clear();
            size = 0;
        }

        @Override
        public BooleanColumn build() {
            BooleanColumn column = new BooleanColumn(trues.take(), nulls.take(), size);
            size = 0;
            return column;
        }
    }
}
