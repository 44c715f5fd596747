package assay.tables;

import assay.tables.ReadResult.Malformed;

/// Carries what is wrong with a file up to [TableReader], which answers with it. Where it is
/// becomes known on the way.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final long row;
    private final String column;
    private final String reason;

    private Refusal(long row, String column, String reason) {
        super(reason, null, false, false);
        this.row = row;
        this.column = column;
        this.reason = reason;
    }

    Refusal(String reason) {
        this(0, "", reason);
    }

    Refusal inRow(long number) {
        return new Refusal(number, column, reason);
    }

    Refusal inColumn(String name) {
        return new Refusal(row, name, reason);
    }

    Refusal after(long rows) {
        return row == 0 ? this : new Refusal(row + rows, column, reason);
    }

    Malformed in(String file) {
        return new Malformed(file, row, column, reason);
    }
}
