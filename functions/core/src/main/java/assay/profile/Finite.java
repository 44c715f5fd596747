package assay.profile;

import java.util.Arrays;

/// The finite numbers of a column.
final class Finite {
    private static final double[] NONE = {};

    private Finite() {}

    /// All finite numbers, least first; none where the column holds no numbers.
    static double[] sorted(Column column) {
        double[] values =
                switch (column) {
                    case NumberColumn numbers -> numbers.toArray();
                    case IntegerColumn integers -> asDoubles(integers);
                    case TextColumn _, BooleanColumn _, TimestampColumn _ -> NONE;
                };
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            if (!column.isNull(row) && Double.isFinite(values[row])) {
                values[count++] = values[row];
            }
        }
        double[] finite = count == values.length ? values : Arrays.copyOf(values, count);
        Arrays.sort(finite);
        return finite;
    }

    /// Hyndman and Fan's type 7 of at least one sorted number; `0 <= probability <= 1`.
    static double quantile(double[] sorted, double probability) {
        double position = probability * (sorted.length - 1);
        int below = (int) position;
        double fraction = position - below;
        return fraction == 0
                ? sorted[below]
                : sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
    }

    private static double[] asDoubles(IntegerColumn integers) {
        double[] values = new double[integers.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = integers.value(row);
        }
        return values;
    }
}
