package assay.profile;

/// The values of one column in row order, held as primitives.
///
/// Rows count from 0. A column never changes once it is built, so it may be shared between threads.
public sealed interface Column
        permits NumberColumn, IntegerColumn, TextColumn, BooleanColumn, TimestampColumn {

    /// What the column holds.
    ColumnType type();

    /// The number of rows, nulls included.
    int size();

    /// The number of rows without a value.
    int nulls();

    /// Whether `row` has no value; `0 <= row < size`.
    boolean isNull(int row);

    /// The value of `row` as a person would write it, and the empty text where it is null.
    String text(int row);

    /// A builder of columns of `type`.
    static ColumnBuilder builder(ColumnType type) {
        return switch (type) {
            case NUMBER -> new NumberColumn.Builder();
            case INTEGER -> new IntegerColumn.Builder();
            case STRING -> new TextColumn.Builder();
            case BOOLEAN -> new BooleanColumn.Builder();
            case TIMESTAMP -> new TimestampColumn.Builder();
        };
    }
}
