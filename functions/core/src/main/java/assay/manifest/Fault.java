package assay.manifest;

import assay.json.Whole;

/// What is wrong with an upload, and where.
public sealed interface Fault extends Whole {

    /// One sentence for the person who uploaded it.
    String reason();

    /// A fault of the manifest.
    ///
    /// @param pointer an RFC 6901 JSON pointer, empty for the whole document
    record AtPointer(String pointer, String reason) implements Fault {}

    /// A fault of a data file.
    ///
    /// @param file its path below the manifest
    /// @param row counted from 1, after any header; 0 where the column as a whole is meant
    /// @param column its name; empty where the row as a whole is meant
    record AtCell(String file, long row, String column, String reason) implements Fault {}

    /// A fault of an object as a whole.
    ///
    /// @param file its path below the manifest
    record OfFile(String file, String reason) implements Fault {}
}
