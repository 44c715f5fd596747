package assay.experiment;

import java.util.List;
import java.util.function.IntFunction;

/// The rows of one log file, by column, and what they say of each unit.
public final class LogRows {

    /// What a file says lies in so many parts, by the leading bits that units go by; a part without
    /// a unit is empty.
    public static final int PARTS = 256;

    private final long[] high;
    private final long[] low;
    private final long[] micros;
    private final int rows;

    /// Columns of millions of rows, which are read where they are.
    ///
    /// @param high the first 64 bits that each row's unit goes by
    /// @param low the other 64 bits
    /// @param micros since 1970-01-01T00:00:00Z
    /// @param rows how many of the columns' places are taken
    public LogRows(long[] high, long[] low, long[] micros, int rows) {
        this.high = high;
        this.low = low;
        this.micros = micros;
        this.rows = rows;
    }

    /// What rows of outcomes say, in [#PARTS] that a [UnitStream] reads one after the other.
    ///
    /// @param events each row's place among the experiment's events
    public List<byte[]> outcomes(Experiment experiment, int[] events, double[] values) {
        int[] order =
                RowOrder.of(
                        high,
                        rows,
                        (a, b) -> {
                            int byUnit = compare(a, b);
                            return byUnit != 0
                                    ? byUnit
                                    : events[a] != events[b]
                                            ? Integer.compare(events[a], events[b])
                                            : Double.compare(values[a], values[b]);
                        });
        return written(
                experiment,
                order,
                (unit, row) -> unit.outcome(micros[row], events[row], values[row]));
    }

    /// What rows of exposures say.
    ///
    /// @param variants each row's place among the experiment's variants
    /// @param covariates by covariate, then by row
    /// @param dimensions by dimension: the value of a row
    public List<byte[]> exposures(
            Experiment experiment,
            int[] variants,
            double[][] covariates,
            List<IntFunction<String>> dimensions) {
        Unit one = new Unit(covariates.length, dimensions.size());
        return written(
                experiment,
                RowOrder.of(high, rows, this::compare),
                (unit, row) -> {
                    one.begin(unit.high, unit.low);
                    one.exposed = true;
                    one.exposedAt = micros[row];
                    one.variant = variants[row];
                    one.variants = 1 << variants[row];
                    for (int i = 0; i < covariates.length; i++) {
                        one.covariates[i] = covariates[i][row];
                    }
                    for (int i = 0; i < one.dimensions.length; i++) {
                        one.dimensions[i] = dimensions.get(i).apply(row);
                    }
                    unit.plus(one);
                });
    }

    private interface Row {
        void addTo(Unit unit, int row);
    }

    private List<byte[]> written(Experiment experiment, int[] order, Row each) {
        UnitWriter writer = new UnitWriter(experiment);
        byte[][] parts = new byte[PARTS][0];
        Unit unit = new Unit(experiment.covariates().size(), experiment.dimensions().size());
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            if (i == 0 || high[row] != unit.high || low[row] != unit.low) {
                if (i > 0) {
                    writer.write(unit);
                    if (unit.place(PARTS) != Unit.place(high[row], PARTS)) {
                        parts[unit.place(PARTS)] = writer.take();
                    }
                }
                unit.begin(high[row], low[row]);
            }
            each.addTo(unit, row);
        }
        if (order.length > 0) {
            writer.write(unit);
            parts[unit.place(PARTS)] = writer.take();
        }
        return List.of(parts);
    }

    private int compare(int a, int b) {
        if (high[a] != high[b]) {
            return Long.compareUnsigned(high[a], high[b]);
        }
        return low[a] != low[b]
                ? Long.compareUnsigned(low[a], low[b])
                : Long.compare(micros[a], micros[b]);
    }
}
