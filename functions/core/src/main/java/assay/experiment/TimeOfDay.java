package assay.experiment;

import assay.experiment.OnlineMetric.Retention;
import java.util.Arrays;

/// What a unit does once it has come in counts for its day, whatever the time of day: so the time
/// is not kept. All of one day that counts is put at the day's last moment that counts, in order of
/// event and value.
///
/// A unit can only turn out to have come in earlier than was known, which leaves what is put so
/// where it is: states come to the same in whatever order files come. Where retention is asked for,
/// times are kept, since its days are 24 hours from when the unit came in.
final class TimeOfDay {

    private final boolean kept;
    private final int trigger;
    private final long end;

    TimeOfDay(Experiment experiment) {
        kept = experiment.metrics().stream().anyMatch(m -> m.kind() instanceof Retention);
        trigger = experiment.trigger().map(experiment.events()::indexOf).orElse(-1);
        end = experiment.end().map(Observed::micros).orElse(Long.MAX_VALUE);
    }

    /// The day's last moment that counts, or, of what comes after the end, the last one.
    long moment(long day, boolean after) {
        long last = (day + 1) * Observed.DAY - 1;
        return after ? last : Math.min(last, end - 1);
    }

    boolean isAfterEnd(long micros) {
        return micros >= end;
    }

    /// Forgets the time of day of what the unit did once it had come in.
    ///
    /// @return the place of the first outcome that it is forgotten of; those before it keep theirs
    int forget(Unit unit) {
        int first = first(unit);
        for (int i = first; i < unit.outcomes; i++) {
            long at = unit.micros[i];
            unit.micros[i] = moment(Math.floorDiv(at, Observed.DAY), isAfterEnd(at));
        }
        int from = first;
        for (int i = first + 1; i <= unit.outcomes; i++) {
            if (i == unit.outcomes || unit.micros[i] != unit.micros[from]) {
                sort(unit, from, i);
                from = i;
            }
        }
        return first;
    }

    /// Where it came in; by a trigger, what comes after that, which keeps its time to be known by.
    private int first(Unit unit) {
        if (kept || !unit.exposed) {
            return unit.outcomes;
        }
        int i = 0;
        while (i < unit.outcomes && unit.micros[i] < unit.exposedAt) {
            i++;
        }
        if (trigger < 0) {
            return i;
        }
        while (i < unit.outcomes && unit.events[i] != trigger) {
            i++;
        }
        return Math.min(i + 1, unit.outcomes);
    }

    private static void sort(Unit unit, int from, int to) {
        int i = from + 1;
        while (i < to && compare(unit, i - 1, i) <= 0) {
            i++;
        }
        if (i >= to) {
            return;
        }
        int[] order = new int[to - from];
        Arrays.setAll(order, place -> from + place);
        RowOrder.sort(order, 0, order.length, (a, b) -> compare(unit, a, b));
        int[] events = new int[order.length];
        double[] values = new double[order.length];
        for (int place = 0; place < order.length; place++) {
            events[place] = unit.events[order[place]];
            values[place] = unit.values[order[place]];
        }
        System.arraycopy(events, 0, unit.events, from, events.length);
        System.arraycopy(values, 0, unit.values, from, values.length);
    }

    private static int compare(Unit unit, int a, int b) {
        int byEvent = Integer.compare(unit.events[a], unit.events[b]);
        return byEvent != 0 ? byEvent : Double.compare(unit.values[a], unit.values[b]);
    }
}
