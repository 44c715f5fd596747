package assay.metrics;

/// The identifiers of rows, in row order: [LongIds], [TextIds], or a view of a column elsewhere.
public interface Ids {

    /// How many rows.
    int count();

    /// The identifier as text.
    ///
    /// @param row `0 <= row < count()`
    String text(int row);

    /// A hash of the identifier, well mixed in all 64 bits; the same for the same identifier in any
    /// `Ids` of this kind.
    long hash(int row);

    /// Whether the identifier of `row` is that of `otherRow` in `other`, which is of this kind.
    boolean same(int row, Ids other, int otherRow);

    /// The identifiers of some rows, in the order asked for.
    default Ids at(int[] rows) {
        return new SelectedIds(this, rows);
    }
}
