package assay.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A cell for each variant: of all units, and of those with each value of each dimension.
final class Cells {

    /// Values of one dimension that are told apart, those that come first; the others are taken
    /// together.
    static final int MOST_SLICES = 1_000;

    static final String OTHERS = "(others)";

    private static final int TOLD_APART = 1 << 18;
    private static final int TOLD_APART_IN_A_SLICE = 1 << 14;

    private final Cell[] all;
    private final List<Map<String, Cell[]>> slices;
    private final List<? extends Set<String>> first;
    private final IntFunction<Cell[]> fresh;

    /// Of no unit yet.
    Cells(Experiment experiment, Observed shape) {
        fresh =
                most ->
                        experiment.variants().stream()
                                .map(_ -> new Cell(experiment, shape, most))
                                .toArray(Cell[]::new);
        all = fresh.apply(TOLD_APART);
        slices =
                experiment.dimensions().stream()
                        .<Map<String, Cell[]>>map(_ -> new LinkedHashMap<>())
                        .toList();
        first = slices.stream().map(Map::keySet).toList();
    }

    private Cells(
            Cell[] all,
            List<Map<String, Cell[]>> slices,
            List<? extends Set<String>> first,
            IntFunction<Cell[]> fresh) {
        this.all = all;
        this.slices = slices;
        this.first = first;
        this.fresh = fresh;
    }

    /// Of no unit yet, for units that come after these. Where these have as many values as are told
    /// apart, no others will be.
    Cells next() {
        return new Cells(
                fresh.apply(TOLD_APART),
                slices.stream().<Map<String, Cell[]>>map(_ -> new LinkedHashMap<>()).toList(),
                first,
                fresh);
    }

    /// For some of the units that come by again.
    Cells forSome() {
        UnaryOperator<Cell[]> copy =
                cells -> Arrays.stream(cells).map(Cell::forSome).toArray(Cell[]::new);
        List<Map<String, Cell[]>> copies = new ArrayList<>();
        for (Map<String, Cell[]> slice : slices) {
            Map<String, Cell[]> some = new LinkedHashMap<>();
            slice.forEach((value, cells) -> some.put(value, copy.apply(cells)));
            copies.add(some);
        }
        return new Cells(copy.apply(all), copies, first, fresh);
    }

    /// What is done with each cell that a unit falls into.
    void each(Unit unit, Consumer<Cell> action) {
        action.accept(all[unit.variant]);
        for (int d = 0; d < slices.size(); d++) {
            action.accept(of(d, unit.dimensions[d])[unit.variant]);
        }
    }

    private Cell[] of(int dimension, String value) {
        Map<String, Cell[]> cells = slices.get(dimension);
        Cell[] known = cells.get(value);
        if (known != null) {
            return known;
        }
        Set<String> before = first.get(dimension);
        boolean apart = before.size() < MOST_SLICES || before.contains(value);
        return cells.computeIfAbsent(
                apart ? value : OTHERS, _ -> fresh.apply(TOLD_APART_IN_A_SLICE));
    }

    /// Adds what others saw in the first round.
    void add(Cells others) {
        both(others, Cell::add);
    }

    /// Adds what others saw in the second round.
    void addAgain(Cells others) {
        both(others, Cell::addAgain);
    }

    private interface Sum {
        void add(Cell mine, Cell theirs);
    }

    private void both(Cells others, Sum sum) {
        pairs(all, others.all, sum);
        for (int d = 0; d < slices.size(); d++) {
            int dimension = d;
            others.slices.get(d).forEach((value, cells) -> pairs(of(dimension, value), cells, sum));
        }
    }

    private static void pairs(Cell[] mine, Cell[] theirs, Sum sum) {
        for (int v = 0; v < mine.length; v++) {
            sum.add(mine[v], theirs[v]);
        }
    }

    /// After the first round.
    void close() {
        Arrays.stream(all).forEach(Cell::close);
        slices.forEach(slice ->
                slice.values().forEach(cells -> Arrays.stream(cells).forEach(Cell::close)));
    }

    /// By variant.
    Cell[] all() {
        return all;
    }

    /// By variant; `null` where no unit has the value.
    Cell @Nullable [] slice(int dimension, String value) {
        return slices.get(dimension).get(value);
    }

    /// The values of a dimension, in order.
    List<String> values(int dimension) {
        return slices.get(dimension).keySet().stream().sorted().toList();
    }
}
