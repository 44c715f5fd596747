package assay.tables;

import assay.profile.ColumnType;
import org.jspecify.annotations.Nullable;

/// Finds the narrowest type that holds all values of a column: boolean, integer, number or
/// timestamp; else string.
final class Guess implements Field {
    private @Nullable ColumnType type;

    /// The type so far; a column without any value is one of strings.
    ColumnType type() {
        return type == null ? ColumnType.STRING : type;
    }

    @Override
    public void accept(byte[] bytes, int from, int to, boolean bare) {
        if (type != ColumnType.STRING) {
            widen(typeOf(bytes, from, to, bare));
        }
    }

    @Override
    public void acceptEmpty() {
        // Empty text in quotation marks is how some programs write "no value", whatever the type.
    }

    @Override
    public void acceptNull() {
        // A row without a value fits every type.
    }

    @Override
    public void append(Field later) {
        Guess other = (Guess) later;
        if (other.type != null) {
            widen(other.type);
        }
    }

    @Override
    public void clear() {
        type = null;
    }

    @Override
    public Guess fresh() {
        return new Guess();
    }

    void widen(ColumnType next) {
        if (type == null || type == next) {
            type = next;
        } else {
            type = isNumeric(type) && isNumeric(next) ? ColumnType.NUMBER : ColumnType.STRING;
        }
    }

    private static boolean isNumeric(ColumnType type) {
        return type == ColumnType.INTEGER || type == ColumnType.NUMBER;
    }

    private static ColumnType typeOf(byte[] bytes, int from, int to, boolean bare) {
        if (Moment.parse(bytes, from, to) != Moment.NONE) {
            return ColumnType.TIMESTAMP;
        }
        if (!bare) {
            return ColumnType.STRING;
        }
        if (Whole.parse(bytes, from, to) != Whole.NONE || Whole.isLeast(bytes, from, to)) {
            return ColumnType.INTEGER;
        }
        if (!Double.isNaN(NonFinite.parse(bytes, from, to)) || NonFinite.isNaN(bytes, from, to)) {
            return ColumnType.NUMBER;
        }
        return Text.isWord(bytes, from, to, "true") || Text.isWord(bytes, from, to, "false")
                ? ColumnType.BOOLEAN
                : ColumnType.STRING;
    }
}
