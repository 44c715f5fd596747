package assay.testing;

import assay.experiment.Experiment;
import assay.experiment.LogRows;
import assay.experiment.OnlineMetric;
import assay.experiment.UnitStream;
import assay.experiment.UnitWriter;
import assay.profile.TextColumn;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What was seen of one unit so far, spelt out: the plain way to say what [assay.experiment.Unit]
/// does in columns. Two states of the same unit add up, in any order and grouping, to the state of
/// all that both have seen: an exposure that comes late moves the first one forward, and the
/// outcomes from there on count.
///
/// @param unit its name
/// @param exposure the first one; empty while there are only outcomes
/// @param variants that it was exposed to, one bit each
/// @param outcomes in order of time, then of event and value
public record UnitState(
        String unit, Optional<Exposure> exposure, int variants, List<Outcome> outcomes) {

    /// @param micros since 1970-01-01T00:00:00Z
    /// @param variant its place in the experiment
    /// @param covariates by place; NaN where the log has none
    /// @param dimensions by place; empty text where the log has none
    public record Exposure(
            long micros, int variant, List<Double> covariates, List<String> dimensions) {

        /// The first comes first; of two at the same time, one that does not depend on which file
        /// was read first.
        static final Comparator<Exposure> ORDER =
                Comparator.comparingLong(Exposure::micros)
                        .thenComparingInt(Exposure::variant)
                        .thenComparing(e -> e.dimensions().toString())
                        .thenComparing(e -> e.covariates().toString());

        public Exposure {
            covariates = List.copyOf(covariates);
            dimensions = List.copyOf(dimensions);
        }
    }

    /// @param micros since 1970-01-01T00:00:00Z
    /// @param event its place among the experiment's events
    /// @param value 1 where the log has none
    public record Outcome(long micros, int event, double value) {
        static final Comparator<Outcome> ORDER =
                Comparator.comparingLong(Outcome::micros)
                        .thenComparingInt(Outcome::event)
                        .thenComparingDouble(Outcome::value);
    }

    public UnitState {
        outcomes = List.copyOf(outcomes);
    }

    /// After one exposure.
    public static UnitState exposed(String unit, Exposure exposure) {
        return new UnitState(unit, Optional.of(exposure), 1 << exposure.variant(), List.of());
    }

    /// After outcomes, in any order.
    public static UnitState of(String unit, Stream<Outcome> outcomes) {
        return new UnitState(unit, Optional.empty(), 0, outcomes.sorted(Outcome.ORDER).toList());
    }

    /// What both have seen.
    public UnitState plus(UnitState other) {
        if (!unit.equals(other.unit)) {
            throw new IllegalArgumentException(unit + " and " + other.unit + " are two units");
        }
        return new UnitState(
                unit,
                Stream.of(exposure, other.exposure).flatMap(Optional::stream).min(Exposure.ORDER),
                variants | other.variants,
                merged(outcomes, other.outcomes));
    }

    /// As it is kept: what it did once it had come in is at the last moment of its day that counts,
    /// unless retention is asked for.
    public UnitState withoutTimeOfDay(Experiment experiment) {
        boolean retention =
                experiment.metrics().stream()
                        .anyMatch(m -> m.kind() instanceof OnlineMetric.Retention);
        if (exposure.isEmpty() || retention) {
            return this;
        }
        int trigger = experiment.trigger().map(experiment.events()::indexOf).orElse(-1);
        boolean came = false;
        List<Outcome> all = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            boolean exposed = outcome.micros() >= exposure.get().micros();
            came |= exposed && trigger < 0;
            all.add(came ? onItsDay(outcome, experiment) : outcome);
            came |= exposed && outcome.event() == trigger;
        }
        all.sort(Outcome.ORDER);
        return new UnitState(unit, exposure, variants, all);
    }

    private static Outcome onItsDay(Outcome outcome, Experiment experiment) {
        Instant at = Instant.EPOCH.plus(outcome.micros(), ChronoUnit.MICROS);
        Instant midnight = at.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Instant until =
                experiment
                        .end()
                        .filter(end -> at.isBefore(end) && end.isBefore(midnight))
                        .orElse(midnight);
        long moment = ChronoUnit.MICROS.between(Instant.EPOCH, until) - 1;
        return new Outcome(moment, outcome.event(), outcome.value());
    }

    /// Whether it was exposed to more than one variant.
    public boolean isCrossed() {
        return Integer.bitCount(variants) > 1;
    }

    /// These states as the files of the state are, in one part; states of the same unit are added
    /// up. Outcomes that the experiment does not read are left out.
    public static List<Supplier<InputStream>> parts(Experiment experiment, List<UnitState> states) {
        List<UnitStream> streams =
                List.of(
                        UnitStream.of(experiment, opened(exposures(experiment, states))),
                        UnitStream.of(experiment, opened(outcomes(experiment, states))));
        UnitWriter writer = new UnitWriter(experiment);
        try (UnitStream all = UnitStream.merged(experiment, streams)) {
            all.forEach(writer::write);
        }
        return opened(List.of(writer.take()));
    }

    private static List<byte[]> exposures(Experiment experiment, List<UnitState> states) {
        List<UnitState> some = states.stream().filter(s -> s.exposure().isPresent()).toList();
        List<UnitState> rows = new ArrayList<>();
        List<Integer> variants = new ArrayList<>();
        for (UnitState state : some) {
            int first = state.exposure().orElseThrow().variant();
            for (int v = 0; v < experiment.variants().size(); v++) {
                if (v == first || (state.variants() >> v & 1) != 0) {
                    rows.add(state);
                    variants.add(v);
                }
            }
        }
        List<Exposure> seen = rows.stream().map(s -> s.exposure().orElseThrow()).toList();
        long[] micros = new long[rows.size()];
        for (int i = 0; i < micros.length; i++) {
            boolean later = variants.get(i) != seen.get(i).variant();
            micros[i] = seen.get(i).micros() + (later ? 1 : 0);
        }
        double[][] covariates = new double[experiment.covariates().size()][];
        for (int c = 0; c < covariates.length; c++) {
            int place = c;
            covariates[c] = seen.stream().mapToDouble(e -> e.covariates().get(place)).toArray();
        }
        return rows(rows.stream().map(UnitState::unit).toList(), micros)
                .exposures(
                        experiment,
                        variants.stream().mapToInt(Integer::intValue).toArray(),
                        covariates,
                        IntStream.range(0, experiment.dimensions().size())
                                .<IntFunction<String>>mapToObj(
                                        d -> row -> seen.get(row).dimensions().get(d))
                                .toList());
    }

    private static List<byte[]> outcomes(Experiment experiment, List<UnitState> states) {
        List<String> units = new ArrayList<>();
        List<Outcome> all = new ArrayList<>();
        for (UnitState state : states) {
            for (Outcome outcome : state.outcomes()) {
                if (outcome.event() < experiment.events().size()) {
                    units.add(state.unit());
                    all.add(outcome);
                }
            }
        }
        return rows(units, all.stream().mapToLong(Outcome::micros).toArray())
                .outcomes(
                        experiment,
                        all.stream().mapToInt(Outcome::event).toArray(),
                        all.stream().mapToDouble(Outcome::value).toArray());
    }

    private static LogRows rows(List<String> units, long[] micros) {
        TextColumn names = TextColumn.of(units.toArray(String[]::new));
        long[] high = new long[micros.length];
        long[] low = new long[micros.length];
        for (int i = 0; i < micros.length; i++) {
            high[i] = names.hash(names.code(i), 1);
            low[i] = names.hash(names.code(i), 2);
        }
        return new LogRows(high, low, micros, micros.length);
    }

    private static List<Supplier<InputStream>> opened(List<byte[]> parts) {
        return parts.stream()
                .<Supplier<InputStream>>map(bytes -> () -> new ByteArrayInputStream(bytes))
                .toList();
    }

    private static List<Outcome> merged(List<Outcome> some, List<Outcome> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        Outcome[] all = new Outcome[some.size() + more.size()];
        int i = 0;
        int j = 0;
        for (int k = 0; k < all.length; k++) {
            boolean first =
                    j == more.size()
                            || i < some.size()
                                    && Outcome.ORDER.compare(some.get(i), more.get(j)) <= 0;
            all[k] = first ? some.get(i++) : more.get(j++);
        }
        return Arrays.asList(all);
    }
}
