package assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import assay.testing.UnitState;
import assay.testing.UnitState.Exposure;
import assay.testing.UnitState.Outcome;
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
                assertThat(again(Objects.requireNonNull(unit))).isEqualTo(state);
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
            UnitStream.merged(experiment, files).forEach(unit -> merged.add(again(unit)));

            assertThat(merged)
                    .containsExactlyInAnyOrderElementsOf(
                            sums.values().stream().map(UnitStateTest::nameless).toList());
        }
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
