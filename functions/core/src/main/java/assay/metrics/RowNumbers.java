package assay.metrics;

import java.util.ArrayList;
import java.util.List;

/// Rows with something wrong: how many, and which the first ones are.
///
/// @param count of all of them
/// @param first at most 100 row numbers, counted from 0, ascending
public record RowNumbers(int count, List<Integer> first) {
    /// No rows.
    public static final RowNumbers NONE = new RowNumbers(0, List.of());

    private static final int SHOWN = 100;

    public RowNumbers {
        first = List.copyOf(first);
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return count == 0;
    }

    /// Counts rows as they are found.
    static final class Builder {
        private final List<Integer> first = new ArrayList<>();
        private int count;

        void add(int row) {
            if (count++ < SHOWN) {
                first.add(row);
            }
        }

        RowNumbers build() {
            return count == 0 ? NONE : new RowNumbers(count, first);
        }
    }
}
