package assay.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
<<<<<<< HEAD
=======
import com.fasterxml.jackson.annotation.JsonInclude.Include;
>>>>>>> 2fc87f8 (Uploads become records, records become verdicts: dataset-intake, model-intake, evaluation)

/// What is wrong with an upload, and where.
@JsonInclude(JsonInclude.Include.ALWAYS)
public sealed interface Fault {

    /// One sentence for the person who uploaded it.
    String reason();

    /// A fault of the manifest.
    ///
    /// @param pointer an RFC 6901 JSON pointer, empty for the whole document
    record AtPointer(@JsonInclude String pointer, String reason) implements Fault {}

    /// A fault of a data file.
    ///
    /// @param file its path below the manifest
    /// @param row counted from 1, after any header; 0 where the column as a whole is meant
    /// @param column its name; empty where the row as a whole is meant
    record AtCell(
            String file, @JsonInclude(Include.NON_DEFAULT) long row, String column, String reason)
            implements Fault {}

    /// A fault of an object as a whole.
    ///
    /// @param file its path below the manifest
    record OfFile(String file, String reason) implements Fault {}
}
