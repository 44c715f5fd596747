package assay.experiment;

import assay.experiment.OnlineMetric.Count;
import assay.experiment.OnlineMetric.Mean;
import assay.experiment.OnlineMetric.Proportion;
import assay.experiment.OnlineMetric.Quantile;
import assay.experiment.OnlineMetric.Ratio;
import assay.experiment.OnlineMetric.Retention;
import assay.experiment.UnitState.Outcome;
import assay.statistics.Quantiles;
import assay.statistics.adjustment.JointMoments;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// One metric of all units that count, row by row; a unit that the metric leaves out has NaN.
final class MetricColumn {

    private final OnlineMetric metric;
    private final int[] events;
    private final int covariate;
    private final long now;
    private final Numbers outcome = new Numbers();
    private final Numbers denominator = new Numbers();
    private final Numbers before = new Numbers();
    private final Numbers denominatorBefore = new Numbers();
    private final Numbers values = new Numbers();
    private final Numbers owners = new Numbers();

    /// @param now in microseconds since 1970-01-01T00:00:00Z
    MetricColumn(Experiment experiment, OnlineMetric metric, long now) {
        List<String> codes = experiment.events();
        this.metric = metric;
        this.events = metric.kind().events().stream().mapToInt(codes::indexOf).toArray();
        this.covariate = metric.covariate().map(c -> experiment.covariates().indexOf(c)).orElse(-1);
        this.now = now;
    }

    void add(Counted unit) {
        int event = events[0];
        List<Outcome> after = unit.after();
        outcome.add(
                switch (metric.kind()) {
                    case Proportion p -> Counted.has(after, event);
                    case Mean m -> Counted.sum(after, event);
                    case Count c -> Counted.count(after, event);
                    case Ratio r -> Counted.sum(after, event);
                    case Retention r -> unit.retained(event, r.day(), now);
                    case Quantile q -> meanValue(after, event);
                });
        if (metric.kind() instanceof Ratio) {
            denominator.add(Counted.sum(after, events[1]));
        }
        if (metric.kind() instanceof Quantile q && !q.perUnit()) {
            for (Outcome o : after) {
                if (o.event() == event) {
                    values.add(o.value());
                    owners.add(outcome.size() - 1.0);
                }
            }
        }
        if (covariate >= 0) {
            before.add(unit.exposure().covariates().get(covariate));
        } else {
            past(unit.before(), event);
        }
    }

    private void past(List<Outcome> past, int event) {
        switch (metric.kind()) {
            case Proportion p -> before.add(Counted.has(past, event));
            case Mean m -> before.add(Counted.sum(past, event));
            case Count c -> before.add(Counted.count(past, event));
            case Retention r -> before.add(Counted.has(past, event));
            case Ratio r -> {
                before.add(Counted.sum(past, event));
                denominatorBefore.add(Counted.sum(past, events[1]));
            }
            case Quantile q -> before.add(0);
        }
    }

    private static double meanValue(List<Outcome> after, int event) {
        double count = Counted.count(after, event);
        return count == 0 ? Double.NaN : Counted.sum(after, event) / count;
    }

    /// Cuts outliers and fills gaps of covariates, once all units are in.
    void close() {
        double[] known = outcome.known();
        if (metric.winsorize().isPresent() && known.length > 0) {
            Arrays.sort(known);
            outcome.cap(Quantiles.of(known, metric.winsorize().getAsDouble()));
        }
        before.fill(Arrays.stream(before.known()).average().orElse(0));
    }

    /// Whether what units did before, or brought with them, is adjusted for.
    boolean isAdjusted() {
        return varies(before) || varies(denominatorBefore);
    }

    private static boolean varies(Numbers numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) != numbers.get(0)) {
                return true;
            }
        }
        return false;
    }

    /// The moments of the units chosen: the outcome, for a ratio its denominator, then covariates.
    JointMoments moments(IntPredicate chosen) {
        List<Numbers> columns =
                List.of(outcome, denominator, before, denominatorBefore).stream()
                        .filter(c -> c == outcome || c == denominator || isAdjusted())
                        .filter(c -> c.size() == outcome.size())
                        .toList();
        int[] rows = rows(chosen);
        double[][] gathered = new double[columns.size()][];
        for (int j = 0; j < gathered.length; j++) {
            Numbers column = columns.get(j);
            gathered[j] = Arrays.stream(rows).mapToDouble(column::get).toArray();
        }
        return JointMoments.of(gathered);
    }

    /// Each chosen unit's value, in no order.
    double[] unitValues(IntPredicate chosen) {
        return Arrays.stream(rows(chosen)).mapToDouble(outcome::get).toArray();
    }

    /// The values of the chosen units' events.
    double[] eventValues(IntPredicate chosen) {
        return Arrays.stream(events(chosen)).mapToDouble(values::get).toArray();
    }

    /// Whose each of these values is.
    int[] eventOwners(IntPredicate chosen) {
        return Arrays.stream(events(chosen)).map(i -> (int) owners.get(i)).toArray();
    }

    private int[] rows(IntPredicate chosen) {
        return IntStream.range(0, outcome.size())
                .filter(chosen)
                .filter(i -> !Double.isNaN(outcome.get(i)))
                .toArray();
    }

    private int[] events(IntPredicate chosen) {
        return IntStream.range(0, values.size())
                .filter(i -> chosen.test((int) owners.get(i)))
                .toArray();
    }
}
