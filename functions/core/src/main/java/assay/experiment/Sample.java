package assay.experiment;

import assay.experiment.UnitState.Exposure;
import assay.experiment.UnitState.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The units that count, in columns, and how many do not.
public final class Sample {

    private final Experiment experiment;
    private final long start;
    private final long end;
    private final List<MetricColumn> columns = new ArrayList<>();
    private final List<Map<String, Integer>> codes = new ArrayList<>();
    private final List<Numbers> slices = new ArrayList<>();
    private final Numbers variants = new Numbers();
    private final DailyEffects days;
    private Left left = Left.NONE;

    /// The units and outcomes that do not count, by reason.
    ///
    /// @param crossed units that were exposed to more than one variant
    /// @param bots units with more outcomes than the experiment allows
    /// @param outside units whose first exposure is before the start or after the end
    /// @param untriggered units that were exposed, but never showed the trigger
    /// @param unexposed units with outcomes, but no exposure
    /// @param outcomesUnexposed outcomes of those
    /// @param outcomesBefore outcomes between the start and the unit's first exposure
    public record Left(
            long crossed,
            long bots,
            long outside,
            long untriggered,
            long unexposed,
            long outcomesUnexposed,
            long outcomesBefore) {
        static final Left NONE = new Left(0, 0, 0, 0, 0, 0, 0);

        Left plus(Left o) {
            return new Left(
                    crossed + o.crossed,
                    bots + o.bots,
                    outside + o.outside,
                    untriggered + o.untriggered,
                    unexposed + o.unexposed,
                    outcomesUnexposed + o.outcomesUnexposed,
                    outcomesBefore + o.outcomesBefore);
        }
    }

    private Sample(Experiment experiment, Instant now) {
        this.experiment = experiment;
        this.start = micros(experiment.start());
        this.end = experiment.end().map(Sample::micros).orElse(Long.MAX_VALUE);
        this.days = new DailyEffects(experiment);
        long until = Math.min(micros(now), end);
        experiment.metrics().forEach(m -> columns.add(new MetricColumn(experiment, m, until)));
        experiment
                .dimensions()
                .forEach(d -> {
                    codes.add(new TreeMap<>());
                    slices.add(new Numbers());
                });
    }

    /// Of every unit seen.
    ///
    /// @param states each unit once
    /// @param now up to when the logs have been read
    public static Sample of(Experiment experiment, Iterator<UnitState> states, Instant now) {
        Sample sample = new Sample(experiment, now);
        states.forEachRemaining(sample::add);
        sample.columns.forEach(MetricColumn::close);
        return sample;
    }

    private void add(UnitState state) {
        Optional<Exposure> first = state.exposure();
        if (first.isEmpty()) {
            long outcomes = state.outcomes().size();
            left = left.plus(new Left(0, 0, 0, 0, 1, outcomes, 0));
        } else if (state.isCrossed()) {
            left = left.plus(new Left(1, 0, 0, 0, 0, 0, 0));
        } else if (isBot(state)) {
            left = left.plus(new Left(0, 1, 0, 0, 0, 0, 0));
        } else if (first.get().micros() < start || first.get().micros() >= end) {
            left = left.plus(new Left(0, 0, 1, 0, 0, 0, 0));
        } else {
            OptionalLong from = from(first.get(), state);
            if (from.isEmpty()) {
                left = left.plus(new Left(0, 0, 0, 1, 0, 0, 0));
            } else {
                add(first.get(), from.getAsLong(), state);
            }
        }
    }

    private void add(Exposure exposure, long from, UnitState state) {
        List<Outcome> before = between(state, Long.MIN_VALUE, start);
        List<Outcome> after = between(state, from, end);
        long early = between(state, start, from).size();
        left = left.plus(new Left(0, 0, 0, 0, 0, 0, early));
        Counted unit = new Counted(exposure, from, before, after);
        variants.add(exposure.variant());
        for (int d = 0; d < codes.size(); d++) {
            Map<String, Integer> known = codes.get(d);
            String value = exposure.dimensions().get(d);
            slices.get(d).add(known.computeIfAbsent(value, _ -> known.size()));
        }
        columns.forEach(c -> c.add(unit));
        days.add(unit);
    }

    private OptionalLong from(Exposure exposure, UnitState state) {
        if (experiment.trigger().isEmpty()) {
            return OptionalLong.of(exposure.micros());
        }
        int trigger = experiment.events().indexOf(experiment.trigger().get());
        return state.outcomes().stream()
                .filter(o -> o.event() == trigger)
                .mapToLong(Outcome::micros)
                .filter(at -> at >= exposure.micros() && at < end)
                .min();
    }

    private boolean isBot(UnitState state) {
        int most = experiment.outliers().mostEvents().orElse(Integer.MAX_VALUE);
        int daily = experiment.outliers().mostEventsInADay().orElse(Integer.MAX_VALUE);
        if (state.outcomes().size() > most) {
            return true;
        }
        int today = 0;
        long day = Long.MIN_VALUE;
        for (Outcome outcome : state.outcomes()) {
            long its = Math.floorDiv(outcome.micros(), Counted.DAY);
            today = its == day ? today + 1 : 1;
            day = its;
            if (today > daily) {
                return true;
            }
        }
        return false;
    }

    private static List<Outcome> between(UnitState state, long from, long to) {
        return state.outcomes().stream()
                .filter(o -> o.micros() >= from && o.micros() < to)
                .toList();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /// How many units count.
    public int units() {
        return variants.size();
    }

    /// What does not count.
    public Left left() {
        return left;
    }

    /// The units by variant.
    public List<Long> counts() {
        return counts(Units.ALL);
    }

    /// The values of a dimension, in order.
    public List<String> values(int dimension) {
        return List.copyOf(codes.get(dimension).keySet());
    }

    /// Which units.
    ///
    /// @param dimension its place; -1 for all units
    /// @param value of the dimension
    record Units(int dimension, String value) {
        static final Units ALL = new Units(-1, "");
    }

    List<Long> counts(Units which) {
        Long[] counts = new Long[experiment.variants().size()];
        Arrays.fill(counts, 0L);
        for (int i = 0; i < variants.size(); i++) {
            if (isIn(which, i)) {
                counts[(int) variants.get(i)]++;
            }
        }
        return List.of(counts);
    }

    boolean isOf(int variant, Units which, int unit) {
        return variants.get(unit) == variant && isIn(which, unit);
    }

    private boolean isIn(Units which, int unit) {
        if (which.dimension() < 0) {
            return true;
        }
        int code = codes.get(which.dimension()).getOrDefault(which.value(), -1);
        return slices.get(which.dimension()).get(unit) == code;
    }

    MetricColumn column(int metric) {
        return columns.get(metric);
    }

    DailyEffects days() {
        return days;
    }
}
