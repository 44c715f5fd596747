package assay.experiment;

import assay.experiment.OnlineMetric.Quantile;
import assay.statistics.Quantiles;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Makes a sample of units that come by one at a time, once, or twice where a metric asks for that.
/// What is in memory follows the metrics and the slices, not the units; only a metric that is
/// winsorised, or is a quantile per unit, keeps a number of each unit.
///
/// Units are taken together by the leading bits that they go by, and what these groups come to is
/// added up in their order: to the last digit the same, however many are worked on side by side.
final class Sampling implements Round<Sampling> {

    private final Experiment experiment;
    private final Instant now;
    private final Observed seen;
    private final Cells cells;
    private final Numbers[] toWinsorise;
    private final double[] caps;
    private final Covariates covariates;
    private final DailyEffects days;
    private Sample.Left left = Sample.Left.NONE;

    private Sampling(Experiment experiment, Instant now, Observed seen, Cells cells) {
        this.experiment = experiment;
        this.now = now;
        this.seen = seen;
        this.cells = cells;
        int metrics = experiment.metrics().size();
        this.toWinsorise = new Numbers[metrics];
        Arrays.setAll(toWinsorise, _ -> new Numbers());
        this.caps = new double[metrics];
        this.covariates = new Covariates(experiment, seen);
        this.days = new DailyEffects(experiment);
    }

    private static Sampling none(Experiment experiment, Instant now) {
        Observed seen = new Observed(experiment, now);
        return new Sampling(experiment, now, seen, new Cells(experiment, seen));
    }

    private Sampling next() {
        return new Sampling(experiment, now, new Observed(experiment, now), cells.next());
    }

    /// @param ranges as [Sample#ofRanges] takes them
    static Sample of(Experiment experiment, List<Supplier<UnitStream>> ranges, Instant now) {
        Sampling first = none(experiment, now);
        IntFunction<Sampling> fresh = group -> group == 0 ? first : first.next();
        Sampling all = none(experiment, now);
        // What the first group has seen is known before the others begin.
        Round.over(ranges.subList(0, 1), fresh, all);
        Round.over(ranges.subList(1, ranges.size()), fresh, all);
        if (all.asksAgain()) {
            Again again = all.again();
            Round.over(ranges, _ -> all.again(), again);
            all.cells.addAgain(again.some);
        }
        return new Sample(all.cells, all.covariates, all.days, all.left);
    }

    @Override
    public void add(Unit unit) {
        if (!seen.reads(unit)) {
            return;
        }
        cells.each(unit, cell -> cell.add(seen));
        covariates.add(seen);
        for (int m = 0; m < toWinsorise.length; m++) {
            boolean asked = experiment.metrics().get(m).winsorize().isPresent();
            if (asked && !Double.isNaN(seen.rows[m][0])) {
                toWinsorise[m].add(seen.rows[m][0]);
            }
        }
        days.add(unit, seen);
    }

    @Override
    public void plus(Sampling others) {
        cells.add(others.cells);
        for (int m = 0; m < toWinsorise.length; m++) {
            toWinsorise[m].add(others.toWinsorise[m]);
        }
        covariates.add(others.covariates);
        days.add(others.days);
        left = left.plus(others.seen.left());
    }

    /// Ends the first round.
    ///
    /// @return whether all units are to come by again
    private boolean asksAgain() {
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
        cells.close();
        return again;
    }

    private Again again() {
        return new Again(new Observed(experiment, now), cells.forSome(), caps);
    }

    /// The second round.
    private static final class Again implements Round<Again> {
        private final Observed seen;
        private final Cells some;
        private final double[] caps;

        /// @param caps what values are cut to, by metric
        Again(Observed seen, Cells some, double[] caps) {
            this.seen = seen;
            this.some = some;
            this.caps = caps;
        }

        @Override
        public void add(Unit unit) {
            if (seen.reads(unit)) {
                some.each(unit, cell -> cell.again(seen, caps));
            }
        }

        @Override
        public void plus(Again others) {
            some.addAgain(others.some);
        }
    }
}
