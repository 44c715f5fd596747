package assay.profile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a column holds, as `dataset.json` names it.
public enum ColumnType {
    /// A 64-bit floating point number.
    NUMBER,
    /// A 64-bit whole number.
    INTEGER,
    /// Text in UTF-8.
    STRING,
    /// True or false.
    BOOLEAN,
    /// A moment in UTC, to the microsecond.
    TIMESTAMP;

    /// The name in a manifest: `number`, `integer`, `string`, `boolean`, `timestamp`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The type that a manifest calls `text`, if there is one.
    public static Optional<ColumnType> named(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }
}
