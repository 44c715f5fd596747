package assay.tables;

import java.util.function.ToLongFunction;

/// How much of a stranger's file is read before it is refused. Counted while reading, over all
/// files of a table.
///
/// @param bytes after unpacking
/// @param rows of the table
/// @param columns of any one file
/// @param fieldBytes of one value
/// @param recordBytes of one row of text
/// @param nesting of JSON values that are passed over
/// @param expansion bytes after unpacking for each byte before, once past the first MiB
public record Limits(
        long bytes,
        int rows,
        int columns,
        int fieldBytes,
        int recordBytes,
        int nesting,
        int expansion) {

    /// What one function with a few GB of memory reads.
    public static final Limits DEFAULT =
            new Limits(8L << 30, 100_000_000, 2_000, 1 << 20, 16 << 20, 64, 200);

    /// Limits as a function's environment states them: `BYTES`, `ROWS`, `COLUMNS`, `FIELD_BYTES`,
    /// `RECORD_BYTES`, `NESTING`, `EXPANSION`.
    public static Limits of(ToLongFunction<String> most) {
        return new Limits(
                most.applyAsLong("BYTES"),
                Math.toIntExact(most.applyAsLong("ROWS")),
                Math.toIntExact(most.applyAsLong("COLUMNS")),
                Math.toIntExact(most.applyAsLong("FIELD_BYTES")),
                Math.toIntExact(most.applyAsLong("RECORD_BYTES")),
                Math.toIntExact(most.applyAsLong("NESTING")),
                Math.toIntExact(most.applyAsLong("EXPANSION")));
    }

    public Limits {
        if (bytes < 1
                || rows < 1
                || columns < 1
                || fieldBytes < 1
                || recordBytes < 1
                || nesting < 1
                || expansion < 1) {
            throw new IllegalArgumentException(
                    "each limit is at least 1: bytes %d, rows %d, columns %d, field bytes %d, record bytes %d, nesting %d, expansion %d"
                            .formatted(
                                    bytes,
                                    rows,
                                    columns,
                                    fieldBytes,
                                    recordBytes,
                                    nesting,
                                    expansion));
        }
        if (recordBytes > 1 << 30) {
            throw new IllegalArgumentException(
                    "recordBytes " + recordBytes + " is above 1 GiB, more than one buffer holds");
        }
    }
}
