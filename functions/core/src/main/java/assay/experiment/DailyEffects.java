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
import assay.statistics.twosample.Welch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How large the effect was day by day: of each day, what units that had come in by then did on it.
public final class DailyEffects {

    private final Experiment experiment;
    private final List<String> events;
    private final long firstDay;
    private final List<Days> byVariant = new ArrayList<>();
    private final double[] sum;
    private final double[] count;
    private final int[] eventOf;
    private final int[] dailyMetrics;
    private int active;
    private int[] activeOn = new int[16];
    private double[][] did = {};

    /// What the units of one variant did, by day since the start.
    private static final class Days {
        private final int events;
        private long[] arrivals = {};
        private double[][] sums = {};

        /// By metric: sums over units of what they did on one day times what they did on another.
        private final Triangle[] products;

        /// By metric: what those that came in on one day did on another.
        private final Triangle[] byArrival;

        Days(int events, int metrics) {
            this.events = events;
            this.products = new Triangle[metrics];
            this.byArrival = new Triangle[metrics];
            Arrays.setAll(products, _ -> new Triangle());
            Arrays.setAll(byArrival, _ -> new Triangle());
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

        /// Adds what other units did.
        void add(Days others) {
            room(others.arrivals.length - 1);
            for (int day = 0; day < others.arrivals.length; day++) {
                arrivals[day] += others.arrivals[day];
                for (int at = 0; at < sums[day].length; at++) {
                    sums[day][at] += others.sums[day][at];
                }
            }
            for (int m = 0; m < products.length; m++) {
                products[m].add(others.products[m]);
                byArrival[m].add(others.byArrival[m]);
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

    /// A number for each pair of days, the earlier one named first.
    private static final class Triangle {
        private final List<double[]> rows = new ArrayList<>();

        void add(int earlier, int later, double value) {
            while (rows.size() <= later) {
                rows.add(new double[rows.size() + 1]);
            }
            rows.get(later)[earlier] += value;
        }

        void add(Triangle others) {
            for (int later = 0; later < others.rows.size(); later++) {
                double[] row = others.rows.get(later);
                for (int earlier = 0; earlier < row.length; earlier++) {
                    add(earlier, later, row[earlier]);
                }
            }
        }

        double at(int earlier, int later) {
            return later < rows.size() ? rows.get(later)[earlier] : 0;
        }
    }

    /// What lies beyond is no matter of novelty.
    private static final int LONGEST_TREND = 400;

    private static final int HAVE = 0;
    private static final int COUNT = 1;
    private static final int COUNT_SQUARES = 2;
    private static final int SUM = 3;
    private static final int SUM_SQUARES = 4;
    private static final int PER_EVENT = 5;

    /// The effect on one day, with the interval of that day alone.
    ///
    /// @param ratio of the arms' means; empty unless both are positive
    public record Day(LocalDate day, double effect, Interval interval, Optional<Quotient> ratio) {}

    /// Treatment over control.
    ///
    /// @param log its natural logarithm
    /// @param error the standard error of that, by the delta method; `> 0`
    public record Quotient(double log, double error) {
        static Optional<Quotient> of(Moments treatment, Moments control) {
            double square = relative(treatment) + relative(control);
            return treatment.mean() > 0 && control.mean() > 0 && square > 0
                    ? Optional.of(
                            new Quotient(
                                    Math.log(treatment.mean() / control.mean()), Math.sqrt(square)))
                    : Optional.empty();
        }

        private static double relative(Moments arm) {
            double mean = arm.mean();
            return arm.count() < 2 ? 0 : arm.variance() / (arm.count() * mean * mean);
        }

        private double precision() {
            return 1 / (error * error);
        }
    }

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
    /// @param perDay by what part of itself treatment over control changes a day
    /// @param interval for it
    public record Trend(double perDay, Interval interval) {}

    DailyEffects(Experiment experiment) {
        this.experiment = experiment;
        this.events = experiment.events();
        this.firstDay = Math.floorDiv(experiment.start().getEpochSecond(), 86_400L);
        this.sum = new double[events.size()];
        this.count = new double[events.size()];
        this.eventOf =
                experiment.metrics().stream()
                        .mapToInt(m -> events.indexOf(m.kind().events().getFirst()))
                        .toArray();
        this.dailyMetrics =
                IntStream.range(0, experiment.metrics().size())
                        .filter(m -> isDaily(experiment.metrics().get(m)))
                        .toArray();
        int metrics = experiment.metrics().size();
        experiment.variants().forEach(_ -> byVariant.add(new Days(events.size(), metrics)));
    }

    void add(Unit unit, Observed seen) {
        Days days = byVariant.get(unit.variant);
        int came = day(seen.from);
        days.room(came);
        days.arrivals[came]++;
        long ends = Long.MIN_VALUE;
        int today = -1;
        active = 0;
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
        together(days, came);
    }

    /// Adds what other units did.
    void add(DailyEffects others) {
        for (int v = 0; v < byVariant.size(); v++) {
            byVariant.get(v).add(others.byVariant.get(v));
        }
    }

    /// Days on which the same units come back are not independent.
    private void together(Days days, int came) {
        for (int j = 0; j < active; j++) {
            double[] later = did[j];
            for (int m : dailyMetrics) {
                if (later[m] != 0) {
                    days.byArrival[m].add(came, activeOn[j], later[m]);
                    for (int i = 0; i <= j; i++) {
                        days.products[m].add(activeOn[i], activeOn[j], did[i][m] * later[m]);
                    }
                }
            }
        }
    }

    /// Keeps what the unit at hand did on a day, by metric.
    private void keep(int day) {
        if (day < 0 || day >= LONGEST_TREND) {
            return;
        }
        if (active == did.length) {
            int room = Math.max(16, active * 2);
            did = Arrays.copyOf(did, room);
            activeOn = Arrays.copyOf(activeOn, room);
            for (int i = active; i < room; i++) {
                did[i] = new double[experiment.metrics().size()];
            }
        }
        for (int m : dailyMetrics) {
            int event = event(m);
            var kind = experiment.metrics().get(m).kind();
            did[active][m] =
                    kind instanceof Proportion
                            ? Math.min(1, count[event])
                            : kind instanceof Mean ? sum[event] : count[event];
        }
        activeOn[active++] = day;
    }

    private void flush(Days days, int day) {
        keep(day);
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
            Moments treatment = moments(metric, variant, day);
            Moments control = moments(metric, 0, day);
            Welch test = new Welch(treatment, control);
            if (test.answer(Question.twoSided(1 - experiment.alpha())) instanceof Inferred seen) {
                effects.add(
                        new Day(
                                LocalDate.ofEpochDay(firstDay + day),
                                seen.estimate(),
                                seen.interval(),
                                Quotient.of(treatment, control)));
            }
        }
        return List.copyOf(effects);
    }

    private boolean isSeen(int metric, int day) {
        int at = PER_EVENT * event(metric) + HAVE;
        return byVariant.stream().anyMatch(d -> day < d.sums.length && d.sums[day][at] > 0);
    }

    private int event(int metric) {
        return eventOf[metric];
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

    /// A line through the logarithms of treatment over control, each day weighed by its precision;
    /// empty for fewer than three days.
    ///
    /// Not through the differences: of units that have done all they will, more are there every
    /// day, which makes both arms' means smaller, and their difference with them, at an effect that
    /// stays. Its standard error is clustered by unit, since those who come back make days alike,
    /// and Student's t stands for what few days, the first with few units, leave unsure of it.
    ///
    /// @param days of this metric and treatment
    public Optional<Trend> trend(int metric, int variant, List<Day> days) {
        List<Day> weighed =
                days.stream()
                        .filter(d -> d.ratio().isPresent() && place(d) < LONGEST_TREND)
                        .toList();
        if (weighed.size() < 3) {
            return Optional.empty();
        }
        double weight = 0;
        double when = 0;
        for (Day day : weighed) {
            double precision = day.ratio().orElseThrow().precision();
            weight += precision;
            when += precision * day.day().toEpochDay();
        }
        double xx = 0;
        double xy = 0;
        double[] pull = new double[weighed.size()];
        for (int i = 0; i < pull.length; i++) {
            Quotient ratio = weighed.get(i).ratio().orElseThrow();
            double x = weighed.get(i).day().toEpochDay() - when / weight;
            pull[i] = ratio.precision() * x;
            xx += pull[i] * x;
            xy += pull[i] * ratio.log();
        }
        int[] places = weighed.stream().mapToInt(this::place).toArray();
        double square = spread(metric, variant, places, pull) + spread(metric, 0, places, pull);
        if (!(square > 0)) {
            return Optional.empty();
        }
        Pivot slope = new Pivot(xy / xx, Math.sqrt(square) / xx, weighed.size() - 1);
        return slope.answer(Question.twoSided(1 - experiment.alpha())) instanceof Inferred seen
                ? Optional.of(
                        new Trend(
                                Math.expm1(seen.estimate()),
                                new Interval(
                                        Math.expm1(seen.interval().lower()),
                                        Math.expm1(seen.interval().upper()))))
                : Optional.empty();
    }

    private int place(Day day) {
        return Math.toIntExact(day.day().toEpochDay() - firstDay);
    }

    /// The variance of a sum of logarithms of one arm's daily means, by what its units did on pairs
    /// of days. Of two days, only who had come in by the earlier one is in both means.
    ///
    /// @param pull the weight of each day's logarithm
    private double spread(int metric, int variant, int[] places, double[] pull) {
        Days days = byVariant.get(variant);
        int length = places[places.length - 1] + 1;
        double[] came = new double[length];
        double sum = 0;
        for (int day = 0; day < length; day++) {
            sum += day < days.arrivals.length ? days.arrivals[day] : 0;
            came[day] = sum;
        }
        double[] means =
                Arrays.stream(places)
                        .mapToDouble(day -> moments(metric, variant, day).mean())
                        .toArray();
        double variance = 0;
        for (int j = 0; j < places.length; j++) {
            int later = places[j];
            double byThen = 0;
            int arrived = 0;
            for (int i = 0; i <= j; i++) {
                int earlier = places[i];
                while (arrived <= earlier) {
                    byThen += days.byArrival[metric].at(arrived++, later);
                }
                double together = days.products[metric].at(earlier, later) - means[i] * byThen;
                variance +=
                        (i == j ? 1 : 2)
                                * (pull[i] / (came[earlier] * means[i]))
                                * (pull[j] / (came[later] * means[j]))
                                * together;
            }
        }
        return variance;
    }
}
