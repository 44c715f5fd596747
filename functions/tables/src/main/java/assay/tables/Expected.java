package assay.tables;

import assay.profile.ColumnType;
import java.util.List;

/// Which columns are read, and as what.
public sealed interface Expected {

    /// All columns that the files have, their types found by reading everything once before.
    record Inferred() implements Expected {}

    /// These columns and no other; what else the files have is passed over.
    record Columns(List<Wanted> columns) implements Expected {
        public Columns {
            columns = List.copyOf(columns);
            if (columns.stream().map(Wanted::name).distinct().count() != columns.size()) {
                throw new IllegalArgumentException("a column is asked for twice: " + columns);
            }
        }
    }

    /// One column.
    ///
    /// @param optional whether the table goes without it when no file has it
    /// @param finite whether NaN and infinities are refused
    record Wanted(String name, ColumnType type, boolean optional, boolean finite) {

        /// A column that must be there; NaN and infinities may be in it.
        public static Wanted of(String name, ColumnType type) {
            return new Wanted(name, type, false, false);
        }

        /// The same, but the table goes without it when no file has it.
        public Wanted optionally() {
            return new Wanted(name, type, true, finite);
        }

        /// The same, but NaN and infinities are refused.
        public Wanted finiteOnly() {
            return new Wanted(name, type, optional, true);
        }
    }

    /// All columns that the files have.
    static Expected inferred() {
        return new Inferred();
    }

    /// These columns and no other.
    static Expected of(Wanted... columns) {
        return new Columns(List.of(columns));
    }
}
