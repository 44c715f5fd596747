package assay.tables.uploads;

import assay.metrics.Ids;
import assay.profile.TextColumn;

/// A column of texts as identifiers; nothing is copied.
record ColumnIds(TextColumn column) implements Ids {

    @Override
    public int count() {
        return column.size();
    }

    @Override
    public String text(int row) {
        return column.text(row);
    }

    @Override
    public long hash(int row) {
        return column.hash(row);
    }

    @Override
    public boolean same(int row, Ids other, int otherRow) {
        return column.equal(row, ((ColumnIds) other).column, otherRow);
    }
}
