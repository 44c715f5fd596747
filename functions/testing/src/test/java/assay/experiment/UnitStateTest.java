package assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import assay.experiment.UnitState.Exposure;
import assay.experiment.UnitState.Outcome;
import assay.testing.SimulatedUnits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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

        assertThat(total(experiment, seen)).containsExactly(0);
        assertThat(total(experiment, later)).containsExactly(7);
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
        assertThat(total(experiment, triggered)).containsExactly(4);
        assertThat(sample.left().untriggered()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenIsReadAgainAndDaysMerge() throws IOException {
        List<UnitState> states = new SimulatedUnits(3, 500, 3, 0.5, 0.2, 0).from(Experiments.START);
        List<UnitState> exposures =
                states.stream()
                        .map(s -> UnitState.exposed(s.unit(), s.exposure().orElseThrow()))
                        .toList();
        List<UnitState> outcomes =
                states.stream().map(s -> UnitState.of(s.unit(), s.outcomes().stream())).toList();

        List<UnitState> merged = new ArrayList<>();
        UnitStream.merged(List.of(again(outcomes).iterator(), again(exposures).iterator()))
                .forEachRemaining(merged::add);

        assertThat(merged).isEqualTo(states);
    }

    private static List<UnitState> again(List<UnitState> states) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        UnitStream.write(states.iterator(), bytes);
        List<UnitState> read = new ArrayList<>();
        UnitStream.read(new ByteArrayInputStream(bytes.toByteArray())).forEachRemaining(read::add);
        return read;
    }

    private static double[] total(Experiment experiment, UnitState... states) {
        return sample(experiment, states).column(0).unitValues(_ -> true);
    }

    private static Sample sample(Experiment experiment, UnitState... states) {
        return Sample.of(
                experiment,
                List.of(states).iterator(),
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
