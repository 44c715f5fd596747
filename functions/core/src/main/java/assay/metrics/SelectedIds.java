package assay.metrics;

/// Some of other identifiers, in another order, without a copy of them.
final class SelectedIds implements Ids {
    private final Ids all;
    private final int[] rows;

    SelectedIds(Ids all, int[] rows) {
        this.all = all;
        this.rows = rows;
    }

    @Override
    public int count() {
        return rows.length;
    }

    @Override
    public String text(int row) {
        return all.text(rows[row]);
    }

    @Override
    public long hash(int row) {
        return all.hash(rows[row]);
    }

    @Override
    public boolean same(int row, Ids other, int otherRow) {
        return areSame(this, row, other, otherRow);
    }

    /// Whether two rows have the same identifier, where either side may be a selection.
    static boolean areSame(Ids some, int row, Ids other, int otherRow) {
        return switch (some) {
            case SelectedIds selected -> areSame(selected.all, selected.rows[row], other, otherRow);
            case Ids whole when other instanceof SelectedIds selected ->
                    areSame(whole, row, selected.all, selected.rows[otherRow]);
            case Ids whole -> whole.same(row, other, otherRow);
        };
    }

    @Override
    public Ids at(int[] some) {
        return new SelectedIds(all, Gather.at(rows, some));
    }
}
