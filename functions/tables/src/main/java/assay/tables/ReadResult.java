package assay.tables;

import assay.profile.Table;

/// What reading files gives: a table, or what is wrong with them.
public sealed interface ReadResult {

    /// All files, one after the other.
    record Read(Table table) implements ReadResult {}

    /// A file that is not what it should be, or more than is read.
    ///
    /// @param file its name
    /// @param row counted from 1 without the header, within the file; 0 if it is not about one row
    /// @param column its name; empty if it is not about one column
    /// @param reason one sentence for a person
    record Malformed(String file, long row, String column, String reason) implements ReadResult {

        /// All of it in one line.
        public String sentence() {
            return file
                    + (row == 0 ? "" : ", row " + row)
                    + (column.isEmpty() ? "" : ", column " + column)
                    + ": "
                    + reason;
        }
    }
}
