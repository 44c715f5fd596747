package assay.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// What units amount to that have come by in one round.
///
/// @param <T> the kind of round
interface Round<T extends Round<T>> {

    /// Takes the next unit.
    void add(Unit unit);

    /// Adds what units after these amount to.
    void plus(T others);

    /// Has all units come by, ranges side by side.
    ///
    /// @param ranges of units, in order; none begins within a group
    /// @param fresh what takes the units of a group, by its number
    /// @param all that is added to, in the order of the groups
    static <T extends Round<T>> void over(
            List<Supplier<UnitStream>> ranges, IntFunction<T> fresh, T all) {
        if (ranges.size() < 2) {
            ranges.forEach(range -> groups(range, fresh).forEach(all::plus));
            return;
        }
        int processors = Runtime.getRuntime().availableProcessors();
        try (Ahead<Supplier<UnitStream>, List<T>> ahead =
                new Ahead<>(ranges, processors, range -> groups(range, fresh))) {
            while (ahead.hasNext()) {
                ahead.next().forEach(all::plus);
            }
        }
    }

    private static <T extends Round<T>> List<T> groups(
            Supplier<UnitStream> range, IntFunction<T> fresh) {
        List<T> groups = new ArrayList<>();
        int group = -1;
        try (UnitStream units = range.get()) {
            for (Unit unit = units.next(); unit != null; unit = units.next()) {
                if (unit.group() != group) {
                    group = unit.group();
                    groups.add(fresh.apply(group));
                }
                groups.getLast().add(unit);
            }
        }
        return groups;
    }
}
