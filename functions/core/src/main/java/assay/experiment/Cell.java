package assay.experiment;

import assay.experiment.OnlineMetric.Quantile;
import assay.statistics.adjustment.JointMoments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The units of one variant, all or those of one slice: how many there are, and what each metric
/// needs of them.
final class Cell {

    private final List<OnlineMetric> metrics;
    private final @Nullable RowMoments[] moments;
    private final @Nullable Numbers[] values;
    private final @Nullable EventValues[] eventValues;
    private long units;

    /// @param most as [ValueCounts] takes it
    Cell(Experiment experiment, Observed shape, int most) {
        metrics = experiment.metrics();
        int n = metrics.size();
        moments = new RowMoments[n];
        values = new Numbers[n];
        eventValues = new EventValues[n];
        for (int m = 0; m < n; m++) {
            if (!(metrics.get(m).kind() instanceof Quantile q)) {
                moments[m] =
                        new RowMoments(shape.rows[m].length, Observed.outcomes(metrics.get(m)));
            } else if (q.perUnit()) {
                values[m] = new Numbers();
            } else {
                eventValues[m] = new EventValues(q.quantile(), most);
            }
        }
    }

    private Cell(Cell first) {
        metrics = first.metrics;
        int n = metrics.size();
        moments = new RowMoments[n];
        values = new Numbers[n];
        eventValues = new EventValues[n];
        for (int m = 0; m < n; m++) {
            RowMoments sums = first.moments[m];
            EventValues each = first.eventValues[m];
            if (each != null) {
                eventValues[m] = each.forSome();
            } else if (metrics.get(m).winsorize().isPresent()) {
                moments[m] = sums == null ? null : sums.fresh();
                values[m] = first.values[m] == null ? null : new Numbers();
            }
        }
    }

    /// For some of the units that come by again.
    Cell forSome() {
        return new Cell(this);
    }

    /// Adds what others saw in the first round.
    void add(Cell others) {
        units += others.units;
        addRows(others);
        for (int m = 0; m < moments.length; m++) {
            EventValues mine = eventValues[m];
            EventValues theirs = others.eventValues[m];
            if (mine != null && theirs != null) {
                mine.add(theirs);
            }
        }
    }

    /// Adds what others saw in the second round.
    void addAgain(Cell others) {
        addRows(others);
        for (int m = 0; m < moments.length; m++) {
            EventValues mine = eventValues[m];
            EventValues theirs = others.eventValues[m];
            if (mine != null && theirs != null) {
                mine.addAgain(theirs);
            }
        }
    }

    private void addRows(Cell others) {
        for (int m = 0; m < moments.length; m++) {
            RowMoments sums = moments[m];
            RowMoments more = others.moments[m];
            if (sums != null && more != null) {
                sums.add(more);
            }
            Numbers each = values[m];
            Numbers further = others.values[m];
            if (each != null && further != null) {
                each.add(further);
            }
        }
    }

    /// In the first round.
    void add(Observed seen) {
        units++;
        for (int m = 0; m < moments.length; m++) {
            double[] row = seen.rows[m];
            EventValues each = eventValues[m];
            if (each != null) {
                each.add(seen.values[m], seen.sizes[m]);
            } else if (!Double.isNaN(row[0]) && metrics.get(m).winsorize().isEmpty()) {
                keep(m, row);
            }
        }
    }

    private void keep(int m, double[] row) {
        RowMoments sums = moments[m];
        Numbers each = values[m];
        if (sums != null) {
            sums.add(row);
        } else if (each != null) {
            each.add(row[0]);
        }
    }

    /// After the first round.
    void close() {
        for (EventValues each : eventValues) {
            if (each != null) {
                each.close();
            }
        }
    }

    /// In the second round.
    ///
    /// @param caps what values are cut to, by metric
    void again(Observed seen, double[] caps) {
        for (int m = 0; m < moments.length; m++) {
            double[] row = seen.rows[m];
            EventValues each = eventValues[m];
            if (each != null) {
                each.again(seen.values[m], seen.sizes[m]);
            } else if (!Double.isNaN(row[0]) && metrics.get(m).winsorize().isPresent()) {
                double whole = row[0];
                row[0] = Math.min(whole, caps[m]);
                keep(m, row);
                row[0] = whole;
            }
        }
    }

    long units() {
        return units;
    }

    /// The moments of a metric that is no quantile.
    JointMoments moments(int metric, double[] instead, boolean adjusted) {
        return kept(moments[metric]).moments(instead, adjusted);
    }

    /// Each unit's value of a quantile per unit, in no order.
    double[] values(int metric) {
        return kept(values[metric]).toArray();
    }

    /// What a quantile per event is read from.
    EventValues events(int metric) {
        return kept(eventValues[metric]);
    }

    private static <T> T kept(@Nullable T sums) {
        if (sums == null) {
            throw new IllegalArgumentException("this is not kept for a metric of this kind");
        }
        return sums;
    }
}
