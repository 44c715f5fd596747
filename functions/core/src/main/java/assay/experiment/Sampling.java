package assay.experiment;

import assay.experiment.OnlineMetric.Quantile;
import assay.experiment.Sample.Left;
import assay.statistics.Quantiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Makes a sample of units that come by one at a time, once, or twice where a metric asks for that.
/// What is in memory follows the metrics and the slices, not the units; only a metric that is
/// winsorised, or is a quantile per unit, keeps a number of each unit.
public final class Sampling {

    /// Values of one dimension that are told apart; what comes later is taken together.
    static final int MOST_SLICES = 1_000;

    static final String OTHERS = "(others)";

    private static final int TOLD_APART = 1 << 18;
    private static final int TOLD_APART_IN_A_SLICE = 1 << 14;

    private final Experiment experiment;
    private final Observed seen;
    private final int mostEvents;
    private final int mostEventsInADay;
    private final Cell[] all;
    private final List<Map<String, Cell[]>> slices = new ArrayList<>();
    private final Numbers[] toWinsorise;
    private final double[] caps;
    private final Covariates covariates;
    private final DailyEffects days;
    private final long[] left = new long[7];

    /// @param now up to when the logs have been read
    public Sampling(Experiment experiment, Instant now) {
        this.experiment = experiment;
        this.seen = new Observed(experiment, now);
        this.mostEvents = experiment.outliers().mostEvents().orElse(Integer.MAX_VALUE);
        this.mostEventsInADay = experiment.outliers().mostEventsInADay().orElse(Integer.MAX_VALUE);
        this.all = cells(TOLD_APART);
        experiment.dimensions().forEach(_ -> slices.add(new HashMap<>()));
        int metrics = experiment.metrics().size();
        this.toWinsorise = new Numbers[metrics];
        Arrays.setAll(toWinsorise, _ -> new Numbers());
        this.caps = new double[metrics];
        this.covariates = new Covariates(experiment, seen);
        this.days = new DailyEffects(experiment);
    }

    private Cell[] cells(int most) {
        Cell[] cells = new Cell[experiment.variants().size()];
        Arrays.setAll(cells, _ -> new Cell(experiment, seen, most));
        return cells;
    }

    /// Takes the next unit of the first round.
    public void add(Unit unit) {
        if (!reads(unit, left)) {
            return;
        }
        left[6] += seen.early;
        all[unit.variant].add(unit, seen);
        for (int d = 0; d < slices.size(); d++) {
            slice(d, unit.dimensions[d])[unit.variant].add(unit, seen);
        }
        covariates.add(seen);
        for (int m = 0; m < toWinsorise.length; m++) {
            boolean asked = experiment.metrics().get(m).winsorize().isPresent();
            if (asked && !Double.isNaN(seen.rows[m][0])) {
                toWinsorise[m].add(seen.rows[m][0]);
            }
        }
        days.add(unit, seen);
    }

    private Cell[] slice(int dimension, String value) {
        Map<String, Cell[]> cells = slices.get(dimension);
        Cell[] known = cells.get(value);
        if (known != null) {
            return known;
        }
        String name = cells.size() < MOST_SLICES ? value : OTHERS;
        return cells.computeIfAbsent(name, _ -> cells(TOLD_APART_IN_A_SLICE));
    }

    /// Ends the first round.
    ///
    /// @return whether all units are to come by again
    public boolean asksAgain() {
        boolean again = false;
        for (int m = 0; m < caps.length; m++) {
            OnlineMetric metric = experiment.metrics().get(m);
            again |= metric.winsorize().isPresent();
            again |= metric.kind() instanceof Quantile q && !q.perUnit();
            double[] values = toWinsorise[m].toArray();
            if (values.length > 0) {
                Arrays.sort(values);
                caps[m] = Quantiles.of(values, metric.winsorize().orElseThrow());
            }
            toWinsorise[m] = new Numbers();
        }
        cells().forEach(Cell::close);
        return again;
    }

    /// Takes the next unit of the second round.
    public void again(Unit unit) {
        if (!reads(unit, new long[left.length])) {
            return;
        }
        all[unit.variant].again(unit, seen, caps);
        for (int d = 0; d < slices.size(); d++) {
            slice(d, unit.dimensions[d])[unit.variant].again(unit, seen, caps);
        }
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>(Arrays.asList(all));
        slices.forEach(s -> s.values().forEach(c -> cells.addAll(Arrays.asList(c))));
        return cells;
    }

    /// Reads what the unit did, if it counts; otherwise counts why not.
    private boolean reads(Unit unit, long[] why) {
        if (!unit.exposed) {
            why[4]++;
            why[5] += unit.outcomes;
            return false;
        }
        if (unit.isCrossed()) {
            why[0]++;
            return false;
        }
        if (isBot(unit)) {
            why[1]++;
            return false;
        }
        if (seen.isOutside(unit)) {
            why[2]++;
            return false;
        }
        OptionalLong from = seen.from(unit);
        if (from.isEmpty()) {
            why[3]++;
            return false;
        }
        seen.read(unit, from.getAsLong());
        return true;
    }

    private boolean isBot(Unit unit) {
        if (unit.outcomes > mostEvents) {
            return true;
        }
        if (unit.outcomes <= mostEventsInADay) {
            return false;
        }
        int today = 0;
        long day = Long.MIN_VALUE;
        for (int i = 0; i < unit.outcomes; i++) {
            long its = Math.floorDiv(unit.micros[i], Observed.DAY);
            today = its == day ? today + 1 : 1;
            day = its;
            if (today > mostEventsInADay) {
                return true;
            }
        }
        return false;
    }

    /// The sample, after the last round.
    public Sample sample() {
        return new Sample(
                all,
                slices,
                covariates,
                days,
                new Left(left[0], left[1], left[2], left[3], left[4], left[5], left[6]));
    }
}
