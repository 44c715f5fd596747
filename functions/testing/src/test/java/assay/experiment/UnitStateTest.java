package assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.adjustment.JointMoments;
import assay.testing.UnitState;
import assay.testing.UnitState.Exposure;
import assay.testing.UnitState.Outcome;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnitStateTest {

    private static final long AT = ChronoUnit.MICROS.between(Instant.EPOCH, Experiments.START);

    @Test
    void statesAddUpInAnyOrderAndGrouping() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            UnitState a = some(random);
            UnitState b = some(random);
            UnitState c = some(random);
            assertThat(a.plus(b)).isEqualTo(b.plus(a));
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        }
    }

    @Test
    void anExposureThatComesLateMovesTheFirstOneForward() {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y'}", "");
        UnitState seen =
                UnitState.exposed("u", exposure(AT + 50, 1))
                        .plus(UnitState.of("u", Stream.of(new Outcome(AT + 20, 0, 7))));
        UnitState later = seen.plus(UnitState.exposed("u", exposure(AT + 10, 1)));

        assertThat(total(experiment, seen)).isZero();
        assertThat(total(experiment, later)).isEqualTo(7);
        assertThat(sample(experiment, seen).left().outcomesBefore()).isEqualTo(1);
        assertThat(sample(experiment, later).left().outcomesBefore()).isZero();
    }

    @Test
    void whoSawTwoVariantsIsLeftOutAndCounted() {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y'}", "");
        UnitState both =
                UnitState.exposed("u", exposure(AT + 1, 0))
                        .plus(UnitState.exposed("u", exposure(AT + 2, 1)));

        Sample sample = sample(experiment, both);

        assertThat(sample.units()).isZero();
        assertThat(sample.left().crossed()).isEqualTo(1);
    }

    @Test
    void botsAndUnitsWithoutExposureAreLeftOutAndCounted() {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'count', 'event': 'y'}",
                        ", 'outliers': {'maxEventsPerUnitPerDay': 2}");
        Stream<Outcome> three = Stream.of(1, 2, 3).map(i -> new Outcome(AT + i, 0, 1));
        UnitState bot = UnitState.exposed("bot", exposure(AT, 0)).plus(UnitState.of("bot", three));
        UnitState stranger = UnitState.of("who", Stream.of(new Outcome(AT + 1, 0, 1)));

        Sample sample = sample(experiment, bot, stranger);

        assertThat(sample.left().bots()).isEqualTo(1);
        assertThat(sample.left().unexposed()).isEqualTo(1);
        assertThat(sample.left().outcomesUnexposed()).isEqualTo(1);
    }

    @Test
    void withATriggerAUnitCountsFromTheTriggerOn() {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y'}",
                        ", 'trigger': {'event': 'seen'}");
        UnitState triggered =
                UnitState.exposed("a", exposure(AT, 0))
                        .plus(
                                UnitState.of(
                                        "a",
                                        Stream.of(
                                                new Outcome(AT + 1, 0, 3),
                                                new Outcome(AT + 2, 1, 1),
                                                new Outcome(AT + 3, 0, 4))));
        UnitState never = UnitState.exposed("b", exposure(AT, 1));

        Sample sample = sample(experiment, triggered, never);

        assertThat(sample.counts()).containsExactly(1L, 0L);
        assertThat(total(experiment, triggered)).isEqualTo(4);
        assertThat(sample.left().untriggered()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenIsReadAgainWhateverTheNumbersAre() {
        Experiment experiment = everything();
        double[] values = {
            1, 0, -0.0, -7, 19.99, 0.1f, 1e300, Double.MIN_VALUE, 1L << 53, -1e15, 3.25, 0.07
        };
        long[] times = {0, 1, 1_000, 1_000_000, 86_400_000_000L, 40L * 86_400_000_000L, -5};
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 500; round++) {
            long at = AT + times[random.nextInt(times.length)];
            UnitState one =
                    UnitState.of(
                            "u",
                            random.ints(random.nextInt(40), 0, values.length)
                                    .mapToObj(i ->
                                            new Outcome(
                                                    at + times[i % times.length],
                                                    i % 2,
                                                    values[i])));
            UnitState state =
                    round % 5 == 0
                            ? one
                            : one.plus(
                                    UnitState.exposed(
                                            "u",
                                            new Exposure(
                                                    at,
                                                    round % 3,
                                                    List.of(values[round % 12], Double.NaN),
                                                    List.of("länd " + round % 7))));
            UnitStream read =
                    UnitStream.of(experiment, UnitState.parts(experiment, List.of(state)));

            Unit unit = read.next();

            if (state.outcomes().isEmpty() && state.exposure().isEmpty()) {
                assertThat(unit).isNull();
            } else {
                assertThat(again(Objects.requireNonNull(unit)))
                        .isEqualTo(state.withoutTimeOfDay(experiment));
                assertThat(read.next()).isNull();
            }
        }
    }

    /// Many files of few units each, some of them twice exposed, in any order: merged they say what
    /// the plain states say that are added up.
    @Test
    void filesMergeToTheSumOfTheirStates() {
        Experiment experiment = everything();
        SplittableRandom random = new SplittableRandom(9);
        for (int round = 0; round < 30; round++) {
            Map<String, UnitState> sums = new HashMap<>();
            List<UnitStream> files = new ArrayList<>();
            for (int file = 0; file < 1 + random.nextInt(9); file++) {
                List<UnitState> states = new ArrayList<>();
                for (int i = 0; i < random.nextInt(200); i++) {
                    String name = "u" + random.nextInt(50);
                    UnitState state = named(name, random);
                    states.add(state);
                    sums.merge(name, state, UnitState::plus);
                }
                files.add(UnitStream.of(experiment, UnitState.parts(experiment, states)));
            }
            List<UnitState> merged = new ArrayList<>();
            UnitStream.of(experiment, List.of(opened(written(experiment, files))))
                    .forEach(unit -> merged.add(again(unit)));

            assertThat(merged)
                    .containsExactlyInAnyOrderElementsOf(
                            sums.values().stream()
                                    .map(state -> nameless(state.withoutTimeOfDay(experiment)))
                                    .toList());
        }
    }

    /// Files come one by one, in any order, and the state is written after each: its bytes are
    /// those of all files at once.
    @Test
    void theTimeOfDayIsForgottenInWhateverOrderFilesCome() {
        SplittableRandom random = new SplittableRandom(11);
        for (String more :
                List.of(
                        "",
                        ", 'trigger': {'event': 'seen'}",
                        ", 'end': '2026-11-02T15:00:00Z'",
                        ", 'end': '2026-11-03T00:00:00Z', 'trigger': {'event': 'y'}")) {
            Experiment experiment =
                    Experiments.with(
                            "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y'}", more);
            for (int round = 0; round < 60; round++) {
                List<List<UnitState>> files = new ArrayList<>();
                for (int file = 0; file < 4; file++) {
                    files.add(
                            IntStream.range(0, 6)
                                    .mapToObj(i -> hours("u" + i % 4, experiment, random))
                                    .toList());
                }
                byte[] state = written(experiment, List.of());
                for (List<UnitState> file : files) {
                    state =
                            written(
                                    experiment,
                                    List.of(
                                            UnitStream.of(experiment, List.of(opened(state))),
                                            stream(experiment, file)));
                }
                assertThat(state)
                        .isEqualTo(
                                written(
                                        experiment,
                                        files.stream().map(f -> stream(experiment, f)).toList()));
            }
        }
    }

    /// A metric of retention has the times kept; the others say the same as without it.
    @Test
    void whatCountsIsTheSameWithoutTheTimeOfDay() {
        SplittableRandom random = new SplittableRandom(12);
        String metrics =
                """
                {'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y'},
                {'id': 'r', 'role': 'guardrail', 'kind': 'ratio', 'numerator': 'y', 'denominator': 'seen'},
                {'id': 'q', 'role': 'guardrail', 'kind': 'quantile', 'quantile': 0.5, 'event': 'y'}\
                """;
        String kept =
                ", {'id': 'k', 'role': 'guardrail', 'kind': 'retention', 'event': 'y', 'day': 1}";
        for (String more :
                List.of(
                        ", 'outliers': {'maxEventsPerUnitPerDay': 4}",
                        ", 'end': '2026-11-02T15:00:00Z', 'trigger': {'event': 'seen'}")) {
            Experiment forgets = Experiments.with(metrics, more);
            Experiment keeps = Experiments.with(metrics + kept, more);
            List<UnitState> states =
                    IntStream.range(0, 300)
                            .mapToObj(i -> hours("u" + i % 200, forgets, random))
                            .toList();
            Sample one = sample(forgets, states.toArray(UnitState[]::new));
            Sample other = sample(keeps, states.toArray(UnitState[]::new));

            assertThat(one.left()).isEqualTo(other.left());
            assertThat(one.counts()).isEqualTo(other.counts());
            for (int variant = 0; variant < 2; variant++) {
                for (int metric = 0; metric < 2; metric++) {
                    JointMoments mine = one.moments(metric, variant, Sample.Units.ALL);
                    JointMoments theirs = other.moments(metric, variant, Sample.Units.ALL);
                    assertThat(mine.mean(0)).isCloseTo(theirs.mean(0), within(1e-12));
                    assertThat(mine.product(0, 0)).isCloseTo(theirs.product(0, 0), within(1e-9));
                }
                assertThat(one.events(2, variant, Sample.Units.ALL).quantile())
                        .isEqualTo(other.events(2, variant, Sample.Units.ALL).quantile());
                assertThat(one.days().arrivals()).isEqualTo(other.days().arrivals());
            }
        }
    }

    /// What an hour in which something happened is told by.
    private static UnitState hours(String name, Experiment experiment, SplittableRandom random) {
        long hour = 3_600_000_000L;
        UnitState outcomes =
                UnitState.of(
                        name,
                        random.ints(random.nextInt(7), 0, 80)
                                .mapToObj(i ->
                                        new Outcome(
                                                AT + (i - 6) * hour,
                                                random.nextInt(experiment.events().size()),
                                                random.nextInt(3) / 7.0)));
        Exposure exposure =
                exposure(AT + random.nextInt(60) * hour, Math.floorMod(name.hashCode(), 2));
        return random.nextInt(3) == 0 ? outcomes : outcomes.plus(UnitState.exposed(name, exposure));
    }

    private static UnitStream stream(Experiment experiment, List<UnitState> states) {
        return UnitStream.of(experiment, UnitState.parts(experiment, states));
    }

    private static byte[] written(Experiment experiment, List<UnitStream> streams) {
        UnitWriter writer = new UnitWriter(experiment);
        try (UnitStream units = UnitStream.merged(experiment, streams)) {
            units.forEach(writer::write);
        }
        return writer.take();
    }

    private static Supplier<InputStream> opened(byte[] part) {
        return () -> new ByteArrayInputStream(part);
    }

    private static Experiment everything() {
        return Experiments.read(
                """
                {'experiment': 'e', 'unit': 'user', 'start': '2026-11-01T00:00:00Z',
                 'variants': [{'name': 'a', 'share': 0.2}, {'name': 'b', 'share': 0.3}, {'name': 'c', 'share': 0.5}],
                 'metrics': [{'id': 'm', 'role': 'success', 'kind': 'ratio', 'numerator': 'x', 'denominator': 'y', 'covariates': ['p', 'q']}],
                 'dimensions': ['country']}
                """);
    }

    private static UnitState named(String name, SplittableRandom random) {
        UnitState outcomes =
                UnitState.of(
                        name,
                        random.ints(random.nextInt(4), 0, 5)
                                .mapToObj(i -> new Outcome(AT + i, i % 2, i)));
        Exposure exposure =
                new Exposure(
                        AT + random.nextInt(3),
                        random.nextInt(3),
                        List.of(random.nextInt(3) / 4.0, 1.0),
                        List.of("c" + random.nextInt(3)));
        return random.nextInt(3) == 0 && !outcomes.outcomes().isEmpty()
                ? outcomes
                : outcomes.plus(UnitState.exposed(name, exposure));
    }

    private static UnitState nameless(UnitState state) {
        return new UnitState("u", state.exposure(), state.variants(), state.outcomes());
    }

    private static UnitState again(Unit unit) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < unit.outcomes; i++) {
            outcomes.add(new Outcome(unit.micros[i], unit.events[i], unit.values[i]));
        }
        Optional<Exposure> exposure =
                unit.exposed
                        ? Optional.of(
                                new Exposure(
                                        unit.exposedAt,
                                        unit.variant,
                                        Arrays.stream(unit.covariates).boxed().toList(),
                                        List.of(unit.dimensions)))
                        : Optional.empty();
        return new UnitState("u", exposure, unit.variants, outcomes);
    }

    /// Of the first metric, over units of either variant.
    private static double total(Experiment experiment, UnitState... states) {
        Sample sample = sample(experiment, states);
        return IntStream.of(0, 1)
                .mapToObj(v -> sample.moments(0, v, Sample.Units.ALL))
                .mapToDouble(m -> m.count() * m.mean(0))
                .sum();
    }

    private static Sample sample(Experiment experiment, UnitState... states) {
        return Sample.of(
                experiment,
                UnitState.parts(experiment, List.of(states)),
                Experiments.START.plus(40, ChronoUnit.DAYS));
    }

    private static UnitState some(SplittableRandom random) {
        UnitState outcomes =
                UnitState.of(
                        "u",
                        random.ints(random.nextInt(4), 0, 5)
                                .mapToObj(i -> new Outcome(AT + i, i % 2, i)));
        return random.nextInt(3) == 0
                ? outcomes
                : outcomes.plus(
                        UnitState.exposed(
                                "u", exposure(AT + random.nextInt(4), random.nextInt(2))));
    }

    private static Exposure exposure(long at, int variant) {
        return new Exposure(at, variant, List.of(), List.of());
    }
}
