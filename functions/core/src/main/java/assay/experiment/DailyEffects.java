package assay.experiment;

import assay.experiment.OnlineMetric.Count;
import assay.experiment.OnlineMetric.Mean;
import assay.experiment.OnlineMetric.Proportion;
import assay.experiment.OnlineMetric.Quantile;
import assay.experiment.OnlineMetric.Ratio;
import assay.experiment.OnlineMetric.Retention;
import assay.statistics.Inference.Inferred;
import assay.statistics.Interval;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.Question;
import assay.statistics.Student;
import assay.statistics.twosample.Welch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How large the effect was day by day: of each day, what units that had come in by then did on it.
public final class DailyEffects {

    private final Experiment experiment;
    private final List<String> events;
    private final long firstDay;
    private final List<Days> byVariant = new ArrayList<>();
    private final double[] sum;
    private final double[] count;

    /// What the units of one variant did, by day since the start.
    private static final class Days {
        private final int events;
        private long[] arrivals = {};
        private double[][] sums = {};

        Days(int events) {
            this.events = events;
        }

        void room(int day) {
            int before = arrivals.length;
            if (day >= before) {
                int days = Math.max(day + 1, before * 2);
                arrivals = Arrays.copyOf(arrivals, days);
                sums = Arrays.copyOf(sums, days);
                for (int i = before; i < days; i++) {
                    sums[i] = new double[PER_EVENT * events];
                }
            }
        }

        /// What one unit did of one event on one day.
        void add(int day, int event, double count, double sum) {
            double[] here = sums[day];
            int at = PER_EVENT * event;
            here[at + HAVE]++;
            here[at + COUNT] += count;
            here[at + COUNT_SQUARES] += count * count;
            here[at + SUM] += sum;
            here[at + SUM_SQUARES] += sum * sum;
        }
    }

    private static final int HAVE = 0;
    private static final int COUNT = 1;
    private static final int COUNT_SQUARES = 2;
    private static final int SUM = 3;
    private static final int SUM_SQUARES = 4;
    private static final int PER_EVENT = 5;

    /// The effect on one day, with the interval of that day alone.
    public record Day(LocalDate day, double effect, Interval interval) {}

    /// The units that came in on one day.
    ///
    /// @param counts by variant
    public record Arrivals(LocalDate day, List<Long> counts) {
        public Arrivals {
            counts = List.copyOf(counts);
        }
    }

    /// What a line through the days says.
    ///
    /// @param perDay how much the effect changes a day
    /// @param interval for it
    public record Trend(double perDay, Interval interval) {}

    DailyEffects(Experiment experiment) {
        this.experiment = experiment;
        this.events = experiment.events();
        this.firstDay = Math.floorDiv(experiment.start().getEpochSecond(), 86_400L);
        this.sum = new double[events.size()];
        this.count = new double[events.size()];
        experiment.variants().forEach(_ -> byVariant.add(new Days(events.size())));
    }

    void add(Unit unit, Observed seen) {
        Days days = byVariant.get(unit.variant);
        int came = day(seen.from);
        days.room(came);
        days.arrivals[came]++;
        long ends = Long.MIN_VALUE;
        int today = -1;
        for (int i = seen.first; i < seen.last; i++) {
            if (unit.micros[i] >= ends) {
                flush(days, today);
                today = day(unit.micros[i]);
                ends = (firstDay + today + 1) * Observed.DAY;
                days.room(today);
            }
            sum[unit.events[i]] += unit.values[i];
            count[unit.events[i]]++;
        }
        flush(days, today);
    }

    private void flush(Days days, int day) {
        for (int event = 0; event < count.length && day >= 0; event++) {
            if (count[event] > 0) {
                days.add(day, event, count[event], sum[event]);
                count[event] = 0;
                sum[event] = 0;
            }
        }
    }

    private int day(long micros) {
        return Math.toIntExact(Math.floorDiv(micros, Observed.DAY) - firstDay);
    }

    private static boolean isDaily(OnlineMetric metric) {
        return switch (metric.kind()) {
            case Proportion p -> true;
            case Mean m -> true;
            case Count c -> true;
            case Ratio r -> false;
            case Quantile q -> false;
            case Retention r -> false;
        };
    }

    /// The units that came in, by day; no day on which none did.
    public List<Arrivals> arrivals() {
        int last = byVariant.stream().mapToInt(d -> d.arrivals.length).max().orElse(0);
        List<Arrivals> days = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            int day = i;
            List<Long> counts =
                    byVariant.stream()
                            .map(d -> day < d.arrivals.length ? d.arrivals[day] : 0)
                            .toList();
            if (counts.stream().anyMatch(count -> count > 0)) {
                days.add(new Arrivals(LocalDate.ofEpochDay(firstDay + day), counts));
            }
        }
        return List.copyOf(days);
    }

    /// The days on which there is an effect to speak of; none for ratios, quantiles and retention.
    public List<Day> of(int metric, int variant) {
        if (!isDaily(experiment.metrics().get(metric))) {
            return List.of();
        }
        List<Day> effects = new ArrayList<>();
        int last = byVariant.stream().mapToInt(d -> d.sums.length).max().orElse(0);
        for (int day = 0; day < last; day++) {
            if (!isSeen(metric, day)) {
                continue;
            }
            Welch test = new Welch(moments(metric, variant, day), moments(metric, 0, day));
            if (test.answer(Question.twoSided(1 - experiment.alpha())) instanceof Inferred seen) {
                effects.add(
                        new Day(
                                LocalDate.ofEpochDay(firstDay + day),
                                seen.estimate(),
                                seen.interval()));
            }
        }
        return List.copyOf(effects);
    }

    private boolean isSeen(int metric, int day) {
        int at = PER_EVENT * event(metric) + HAVE;
        return byVariant.stream().anyMatch(d -> day < d.sums.length && d.sums[day][at] > 0);
    }

    private int event(int metric) {
        return events.indexOf(experiment.metrics().get(metric).kind().events().getFirst());
    }

    private Moments moments(int metric, int variant, int day) {
        Days days = byVariant.get(variant);
        long n = 0;
        for (int i = 0; i <= day && i < days.arrivals.length; i++) {
            n += days.arrivals[i];
        }
        if (n == 0 || day >= days.sums.length) {
            return new Moments(n, 0, 0);
        }
        double[] here = days.sums[day];
        int at = PER_EVENT * event(metric);
        var kind = experiment.metrics().get(metric).kind();
        double total =
                here[at + (kind instanceof Proportion ? HAVE : kind instanceof Mean ? SUM : COUNT)];
        double squares =
                kind instanceof Proportion
                        ? total
                        : here[at + (kind instanceof Mean ? SUM_SQUARES : COUNT_SQUARES)];
        double mean = total / n;
        return new Moments(n, mean, Math.max(0, squares - n * mean * mean));
    }

    /// A line through the days, each weighed by its precision; empty for fewer than three.
    public Optional<Trend> trend(List<Day> days) {
        if (days.size() < 3) {
            return Optional.empty();
        }
        double weight = 0;
        double when = 0;
        double effect = 0;
        for (Day day : days) {
            double w = precision(day);
            weight += w;
            when += w * day.day().toEpochDay();
            effect += w * day.effect();
        }
        double xx = 0;
        double xy = 0;
        for (Day day : days) {
            double x = day.day().toEpochDay() - when / weight;
            xx += precision(day) * x * x;
            xy += precision(day) * x * (day.effect() - effect / weight);
        }
        Pivot slope = Pivot.normal(xy / xx, 1 / Math.sqrt(xx));
        return slope.answer(Question.twoSided(1 - experiment.alpha())) instanceof Inferred seen
                ? Optional.of(new Trend(seen.estimate(), seen.interval()))
                : Optional.empty();
    }

    /// One over the squared standard error that a normal interval of this width has.
    private double precision(Day day) {
        double error = day.interval().width() / 2 / reach();
        return 1 / (error * error);
    }

    private double reach() {
        return Student.reach(Question.twoSided(1 - experiment.alpha()), Double.POSITIVE_INFINITY);
    }
}
