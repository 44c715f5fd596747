package assay.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Named columns of equal length, in order.
public final class Table {
    private final List<String> names;
    private final List<Column> columns;
    private final int rows;

    /// @throws IllegalArgumentException if names repeat, or the columns differ in number from them
    ///   or in length
    public Table(List<String> names, List<? extends Column> columns, int rows) {
        this.names = List.copyOf(names);
        this.columns = List.copyOf(columns);
        this.rows = rows;
        if (this.names.size() != this.columns.size()) {
            throw new IllegalArgumentException(
                    this.names.size() + " names for " + this.columns.size() + " columns");
        }
        if (Set.copyOf(this.names).size() != this.names.size()) {
            throw new IllegalArgumentException("column names repeat: " + this.names);
        }
        for (int i = 0; i < this.columns.size(); i++) {
            if (this.columns.get(i).size() != rows) {
                throw new IllegalArgumentException(
                        "column %s has %d rows, the table %d"
                                .formatted(this.names.get(i), this.columns.get(i).size(), rows));
            }
        }
    }

    /// The number of rows.
    public int rows() {
        return rows;
    }

    /// The columns' names in order.
    public List<String> names() {
        return names;
    }

    /// The columns in order.
    public List<Column> columns() {
        return columns;
    }

    /// The column of this name, if there is one.
    public Optional<Column> find(String name) {
        int index = names.indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(columns.get(index));
    }

    /// The column of this name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Column column(String name) {
        return find(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("no column " + name + " in " + names));
    }
}
