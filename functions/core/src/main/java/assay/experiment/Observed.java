package assay.experiment;

import assay.experiment.OnlineMetric.Adjustment;
import assay.experiment.OnlineMetric.Count;
import assay.experiment.OnlineMetric.Kind;
import assay.experiment.OnlineMetric.Mean;
import assay.experiment.OnlineMetric.Proportion;
import assay.experiment.OnlineMetric.Quantile;
import assay.experiment.OnlineMetric.Ratio;
import assay.experiment.OnlineMetric.Retention;
import assay.experiment.Sample.Left;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// What one unit that counts did before the experiment and after it came in, as each metric's row:
/// the outcome, for a ratio its denominator, then covariates. A metric that leaves the unit out has
/// NaN for its outcome. Used again for the next unit. Who does not count is counted by reason.
final class Observed {

    static final long DAY = 86_400_000_000L;

    private final List<OnlineMetric> metrics;
    private final int[][] events;
    private final int[][] covariates;
    private final int trigger;
    private final long start;
    private final long end;
    private final long now;

    private final int mostEvents;
    private final int mostEventsInADay;

    private long crossed;
    private long bots;
    private long outside;
    private long untriggered;
    private long unexposed;
    private long outcomesUnexposed;
    private long outcomesBefore;

    private final double[] sum;
    private final double[] count;
    private final double[] sumBefore;
    private final double[] countBefore;

    /// When it came in: its first exposure, or its first trigger after that.
    long from;

    /// Outcomes that count lie from here to before `last`.
    int first;

    int last;

    /// Outcomes between the start and when it came in.
    private int early;

    final double[][] rows;

    /// By metric that is a quantile per event: the values, so many as `sizes` says.
    final double[][] values;

    final int[] sizes;

    /// @param now up to when the logs have been read
    Observed(Experiment experiment, Instant now) {
        List<String> codes = experiment.events();
        List<String> columns = experiment.covariates();
        metrics = experiment.metrics();
        events =
                metrics.stream()
                        .map(m -> m.kind().events().stream().mapToInt(codes::indexOf).toArray())
                        .toArray(int[][]::new);
        covariates =
                metrics.stream()
                        .map(m -> m.covariates().stream().mapToInt(columns::indexOf).toArray())
                        .toArray(int[][]::new);
        trigger = experiment.trigger().map(codes::indexOf).orElse(-1);
        start = micros(experiment.start());
        end = experiment.end().map(Observed::micros).orElse(Long.MAX_VALUE);
        this.now = Math.min(micros(now), end);
        mostEvents = experiment.outliers().mostEvents().orElse(Integer.MAX_VALUE);
        mostEventsInADay = experiment.outliers().mostEventsInADay().orElse(Integer.MAX_VALUE);
        sum = new double[codes.size()];
        count = new double[codes.size()];
        sumBefore = new double[codes.size()];
        countBefore = new double[codes.size()];
        values = new double[metrics.size()][16];
        sizes = new int[metrics.size()];
        rows =
                metrics.stream()
                        .map(m -> new double[outcomes(m) + adjusters(m)])
                        .toArray(double[][]::new);
    }

    /// How many columns a metric's outcome takes.
    static int outcomes(OnlineMetric metric) {
        return metric.kind() instanceof Ratio ? 2 : 1;
    }

    private static int adjusters(OnlineMetric metric) {
        return metric.kind() instanceof Quantile || metric.adjustment() == Adjustment.NONE
                ? 0
                : metric.covariates().isEmpty() ? outcomes(metric) : metric.covariates().size();
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /// Fills the rows, if the unit counts; otherwise counts why not.
    boolean reads(Unit unit) {
        if (!unit.exposed) {
            unexposed++;
            outcomesUnexposed += unit.outcomes;
            return false;
        }
        if (unit.isCrossed()) {
            crossed++;
            return false;
        }
        if (isBot(unit)) {
            bots++;
            return false;
        }
        if (unit.exposedAt < start || unit.exposedAt >= end) {
            outside++;
            return false;
        }
        OptionalLong came = from(unit);
        if (came.isEmpty()) {
            untriggered++;
            return false;
        }
        read(unit, came.getAsLong());
        outcomesBefore += early;
        return true;
    }

    /// Who does not count.
    Left left() {
        return new Left(
                crossed, bots, outside, untriggered, unexposed, outcomesUnexposed, outcomesBefore);
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
            long its = Math.floorDiv(unit.micros[i], DAY);
            today = its == day ? today + 1 : 1;
            day = its;
            if (today > mostEventsInADay) {
                return true;
            }
        }
        return false;
    }

    /// When the unit came in; empty if it never showed the trigger.
    private OptionalLong from(Unit unit) {
        if (trigger < 0) {
            return OptionalLong.of(unit.exposedAt);
        }
        for (int i = 0; i < unit.outcomes; i++) {
            long at = unit.micros[i];
            if (unit.events[i] == trigger && at >= unit.exposedAt && at < end) {
                return OptionalLong.of(at);
            }
        }
        return OptionalLong.empty();
    }

    private void read(Unit unit, long came) {
        from = came;
        early = 0;
        first = unit.outcomes;
        last = unit.outcomes;
        Arrays.fill(sum, 0);
        Arrays.fill(count, 0);
        Arrays.fill(sumBefore, 0);
        Arrays.fill(countBefore, 0);
        for (int i = 0; i < unit.outcomes; i++) {
            long at = unit.micros[i];
            int event = unit.events[i];
            if (at < start) {
                sumBefore[event] += unit.values[i];
                countBefore[event]++;
            } else if (at < from) {
                early++;
            } else if (at >= end) {
                last = i;
                break;
            } else {
                first = Math.min(first, i);
                sum[event] += unit.values[i];
                count[event]++;
            }
        }
        first = Math.min(first, last);
        for (int m = 0; m < rows.length; m++) {
            fill(m, unit);
        }
    }

    private void fill(int m, Unit unit) {
        double[] row = rows[m];
        Kind kind = metrics.get(m).kind();
        int event = events[m][0];
        if (kind instanceof Quantile q && !q.perUnit()) {
            gather(m, unit, event);
        }
        row[0] =
                switch (kind) {
                    case Proportion p -> count[event] > 0 ? 1 : 0;
                    case Mean mean -> sum[event];
                    case Count c -> count[event];
                    case Ratio r -> sum[event];
                    case Retention r -> retained(unit, event, r.day());
                    case Quantile q -> sum[event] / count[event];
                };
        boolean ratio = kind instanceof Ratio;
        if (ratio) {
            row[1] = sum[events[m][1]];
        }
        int at = ratio ? 2 : 1;
        if (at == row.length) {
            return;
        }
        if (covariates[m].length > 0) {
            for (int covariate : covariates[m]) {
                row[at++] = unit.covariates[covariate];
            }
            return;
        }
        row[at] =
                switch (kind) {
                    case Proportion p -> countBefore[event] > 0 ? 1 : 0;
                    case Mean mean -> sumBefore[event];
                    case Count c -> countBefore[event];
                    case Ratio r -> sumBefore[event];
                    case Retention r -> countBefore[event] > 0 ? 1 : 0;
                    case Quantile q -> 0;
                };
        if (ratio) {
            row[at + 1] = sumBefore[events[m][1]];
        }
    }

    private void gather(int m, Unit unit, int event) {
        int size = 0;
        for (int i = first; i < last; i++) {
            if (unit.events[i] == event) {
                if (size == values[m].length) {
                    values[m] = Arrays.copyOf(values[m], 2 * size);
                }
                values[m][size++] = unit.values[i];
            }
        }
        sizes[m] = size;
    }

    /// Whether the event falls into the day-th day after the unit came in; NaN before that day is
    /// over.
    private double retained(Unit unit, int event, int day) {
        long opens = from + day * DAY;
        long closes = opens + DAY;
        if (now < closes) {
            return Double.NaN;
        }
        for (int i = first; i < last; i++) {
            long at = unit.micros[i];
            if (unit.events[i] == event && at >= opens && at < closes) {
                return 1;
            }
        }
        return 0;
    }
}
