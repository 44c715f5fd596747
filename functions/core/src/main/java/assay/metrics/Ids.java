package assay.metrics;

/// The identifiers of rows, in row order.
public sealed interface Ids permits LongIds, TextIds {

    /// How many rows.
    int count();

    /// The identifier as text.
    ///
    /// @param row `0 <= row < count()`
    String text(int row);

    /// The identifiers of some rows, in the order asked for.
    Ids at(int[] rows);
}
