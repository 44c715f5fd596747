package assay.gate;

import assay.lineage.Reference;
import assay.metrics.Predictions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A challenger's predictions on one dataset, beside the champion's.
///
/// @param dataset that they are on
/// @param challenger on every row that it answered
/// @param missing rows that it did not answer
/// @param duel both on the rows that both answered; empty without a champion
/// @param slices the dataset's slice columns on the challenger's rows, by name
public record Trial(
        Reference dataset,
        Predictions challenger,
        int missing,
        Optional<Duel> duel,
        Map<String, SliceColumn> slices) {

    public Trial {
        slices = Map.copyOf(slices);
    }

    /// Two models' predictions of the same rows in the same order.
    ///
    /// @param slices the dataset's slice columns on these rows, by name
    /// @param identical whether the two predict the same everywhere
    public record Duel(
            Predictions challenger,
            Predictions champion,
            Map<String, SliceColumn> slices,
            boolean identical) {
        public Duel {
            slices = Map.copyOf(slices);
        }
    }

    /// A column that divides rows into slices. The codes are kept, not copied.
    public static final class SliceColumn {
        private final int[] codes;
        private final List<String> values;

        /// @param codes for each row, the place of its value in `values`
        /// @param values distinct
        public SliceColumn(int[] codes, List<String> values) {
            this.codes = codes;
            this.values = List.copyOf(values);
        }

        /// The place in {@link #values()} of the row's value.
        public int code(int row) {
            return codes[row];
        }

        /// The places of all rows' values, as given.
        public int[] codes() {
            return codes;
        }

        /// The distinct values.
        public List<String> values() {
            return values;
        }

        /// How many rows.
        public int rows() {
            return codes.length;
        }

        /// The same column on some of the rows, in the order asked for.
        public SliceColumn at(int[] rows) {
            int[] some = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                some[i] = codes[rows[i]];
            }
            return new SliceColumn(some, values);
        }
    }
}
