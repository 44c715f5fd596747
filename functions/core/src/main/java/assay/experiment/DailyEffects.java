package assay.experiment;

import assay.experiment.OnlineMetric.Count;
import assay.experiment.OnlineMetric.Mean;
import assay.experiment.OnlineMetric.Proportion;
import assay.experiment.OnlineMetric.Quantile;
import assay.experiment.OnlineMetric.Ratio;
import assay.experiment.OnlineMetric.Retention;
import assay.experiment.UnitState.Outcome;
import assay.statistics.Inference.Inferred;
import assay.statistics.Interval;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.Question;
import assay.statistics.Student;
import assay.statistics.twosample.Welch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// How large the effect was day by day: of each day, what units that had come in by then did on it.
public final class DailyEffects {

    private final Experiment experiment;
    private final List<String> events;
    private final List<Map<Long, Long>> arrivals = new ArrayList<>();
    private final Map<Cell, Sums> cells = new HashMap<>();

    private record Cell(int metric, int variant, long day) {}

    private record Sums(double sum, double squares) {
        Sums plus(double value) {
            return new Sums(sum + value, squares + value * value);
        }
    }

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
        experiment.variants().forEach(v -> arrivals.add(new TreeMap<>()));
    }

    void add(Counted unit) {
        int variant = unit.exposure().variant();
        arrivals.get(variant).merge(day(unit.from()), 1L, Long::sum);
        for (int m = 0; m < experiment.metrics().size(); m++) {
            OnlineMetric metric = experiment.metrics().get(m);
            if (!isDaily(metric)) {
                continue;
            }
            int event = events.indexOf(metric.kind().events().getFirst());
            Map<Long, Double> byDay = new HashMap<>();
            for (Outcome o : unit.after()) {
                if (o.event() == event) {
                    byDay.merge(day(o.micros()), value(metric, o), (a, b) -> sum(metric, a, b));
                }
            }
            for (var entry : byDay.entrySet()) {
                Cell cell = new Cell(m, variant, entry.getKey());
                cells.put(cell, cells.getOrDefault(cell, new Sums(0, 0)).plus(entry.getValue()));
            }
        }
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

    private static double value(OnlineMetric metric, Outcome outcome) {
        return metric.kind() instanceof Mean ? outcome.value() : 1;
    }

    private static double sum(OnlineMetric metric, double some, double more) {
        return metric.kind() instanceof Proportion ? 1 : some + more;
    }

    private static long day(long micros) {
        return Math.floorDiv(micros, Counted.DAY);
    }

    /// The units that came in, by day.
    public List<Arrivals> arrivals() {
        TreeSet<Long> days = new TreeSet<>();
        arrivals.forEach(a -> days.addAll(a.keySet()));
        return days.stream()
                .map(day ->
                        new Arrivals(
                                LocalDate.ofEpochDay(day),
                                arrivals.stream().map(a -> a.getOrDefault(day, 0L)).toList()))
                .toList();
    }

    /// The days on which there is an effect to speak of; none for ratios, quantiles and retention.
    public List<Day> of(int metric, int variant) {
        if (!isDaily(experiment.metrics().get(metric))) {
            return List.of();
        }
        TreeSet<Long> days = new TreeSet<>();
        cells.keySet().stream().filter(c -> c.metric() == metric).forEach(c -> days.add(c.day()));
        List<Day> effects = new ArrayList<>();
        for (long day : days) {
            Welch test = new Welch(moments(metric, variant, day), moments(metric, 0, day));
            if (test.answer(Question.twoSided(1 - experiment.alpha())) instanceof Inferred seen) {
                effects.add(new Day(LocalDate.ofEpochDay(day), seen.estimate(), seen.interval()));
            }
        }
        return List.copyOf(effects);
    }

    private Moments moments(int metric, int variant, long day) {
        long n =
                arrivals.get(variant).entrySet().stream()
                        .filter(e -> e.getKey() <= day)
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        Sums sums = cells.getOrDefault(new Cell(metric, variant, day), new Sums(0, 0));
        double mean = n == 0 ? 0 : sums.sum() / n;
        return new Moments(n, mean, Math.max(0, sums.squares() - n * mean * mean));
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
