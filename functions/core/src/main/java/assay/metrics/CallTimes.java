package assay.metrics;

import java.util.Arrays;
import java.util.List;

/// How long calls with a single row took, of some rows.
final class CallTimes {
    private final int[] rows;
    private final double[] millis;

    /// @param rows that were measured, ascending
    private CallTimes(int[] rows, double[] millis) {
        this.rows = rows;
        this.millis = millis;
    }

    /// @param column one per row; `NaN` where it was not measured
    static CallTimes of(double[] column) {
        int[] rows = new int[column.length];
        int n = 0;
        for (int row = 0; row < column.length; row++) {
            if (!Double.isNaN(column[row])) {
                if (!(column[row] >= 0 && column[row] < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "latency of a call " + column[row] + " is not in [0, inf)");
                }
                rows[n++] = row;
            }
        }
        int[] measured = Arrays.copyOf(rows, n);
        return new CallTimes(measured, Gather.at(column, measured));
    }

    /// Those of shards, one after the other.
    ///
    /// @param sizes rows of each shard
    static CallTimes together(List<CallTimes> shards, int[] sizes) {
        int n = shards.stream().mapToInt(s -> s.rows.length).sum();
        int[] rows = new int[n];
        double[] millis = new double[n];
        int at = 0;
        int before = 0;
        for (int shard = 0; shard < sizes.length; shard++) {
            CallTimes some = shards.get(shard);
            for (int i = 0; i < some.rows.length; i++) {
                rows[at] = before + some.rows[i];
                millis[at++] = some.millis[i];
            }
            before += sizes[shard];
        }
        return new CallTimes(rows, millis);
    }

    /// Those of some rows, in the order asked for.
    CallTimes at(int[] some) {
        int[] places = new int[some.length];
        double[] times = new double[some.length];
        int n = 0;
        for (int place = 0; place < some.length; place++) {
            int measured = Arrays.binarySearch(rows, some[place]);
            if (measured >= 0) {
                places[n] = place;
                times[n++] = millis[measured];
            }
        }
        return new CallTimes(Arrays.copyOf(places, n), Arrays.copyOf(times, n));
    }

    /// The rows that were measured, ascending. Not to be changed.
    int[] rows() {
        return rows;
    }

    /// The times of these rows. Not to be changed.
    double[] millis() {
        return millis;
    }

    /// The times of those rows that were measured here and there.
    double[] alsoIn(CallTimes other) {
        double[] times = new double[rows.length];
        int n = 0;
        for (int i = 0; i < rows.length; i++) {
            if (Arrays.binarySearch(other.rows, rows[i]) >= 0) {
                times[n++] = millis[i];
            }
        }
        return Arrays.copyOf(times, n);
    }
}
