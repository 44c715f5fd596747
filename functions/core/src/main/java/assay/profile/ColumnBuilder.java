package assay.profile;

/// A column in the making. Not for use by two threads at once: let each fill its own, then
/// [#append] in order.
public sealed interface ColumnBuilder
        permits NumberColumn.Builder,
                IntegerColumn.Builder,
                TextColumn.Builder,
                BooleanColumn.Builder,
                TimestampColumn.Builder {

    /// The number of rows so far.
    int size();

    /// Makes room for `more` rows at once. More may come, or fewer; who knows exactly saves copies.
    void reserve(int more);

    /// Adds a row without a value.
    void addNull();

    /// Adds all rows of `other`, which is of the same class and stays as it is.
    void append(ColumnBuilder other);

    /// Forgets all rows, to be filled anew.
    void clear();

    /// The column. The builder is empty afterwards.
    Column build();
}
