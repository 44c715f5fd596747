package assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.experiment.Sample.Units;
import assay.statistics.Inference;
import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import assay.testing.UnitState;
import assay.testing.UnitState.Exposure;
import assay.testing.UnitState.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EffectReferenceTest {

    private static final long AT = ChronoUnit.MICROS.between(Instant.EPOCH, Experiments.START);

    static Stream<Row> fixed() {
        return ReferenceTable.rowsOf("experiment/fixed");
    }

    static Stream<Row> cuped() {
        return ReferenceTable.rowsOf("experiment/cuped");
    }

    static Stream<Row> alwaysValid() {
        return ReferenceTable.rowsOf("experiment/always-valid");
    }

    static Stream<Row> resumeNames() {
        return ReferenceTable.rowsOf("experiment/resume-names");
    }

    @ParameterizedTest
    @MethodSource("fixed")
    void fixedEffectsAreThoseOfTeaTasting(Row row) {
        String metric =
                switch (row.text("kind")) {
                    case "mean" -> "'kind': 'mean', 'event': 'y'";
                    case "proportion" -> "'kind': 'proportion', 'event': 'y'";
                    default -> "'kind': 'ratio', 'numerator': 'y', 'denominator': 'd'";
                };
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', " + metric + "}",
                        ", 'end': '2026-12-01T00:00:00Z', 'inference': {'method': 'fixed'}");
        List<UnitState> states = new ArrayList<>();
        states.addAll(units(row, 0, "control", false));
        states.addAll(units(row, 1, "treatment", false));
        Effect effect = effect(experiment, states);
        double tolerance = row.number("tolerance");

        assertThat(effect.control()).hasValueCloseTo(row.number("controlValue"), close(tolerance));
        assertThat(effect.treatment())
                .hasValueCloseTo(row.number("treatmentValue"), close(tolerance));
        assertAnswer(effect.absolute().answer(Question.twoSided(0.95)), row);
    }

    @ParameterizedTest
    @MethodSource("cuped")
    void anAdjustedEffectIsThatOfARegressionOnTheCovariate(Row row) {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y', 'covariate': 'x'}",
                        "");
        List<UnitState> states = new ArrayList<>();
        states.addAll(units(row, 0, "control", true));
        states.addAll(units(row, 1, "treatment", true));
        Effect effect = effect(experiment, states);

        assertThat(effect.adjusted()).isTrue();
        assertThat(effect.treatment().orElseThrow() - effect.control().orElseThrow())
                .isCloseTo(row.number("estimate"), close(row.number("tolerance")));
        assertThat(effect.absolute().answer(Question.twoSided(0.95)))
                .isInstanceOfSatisfying(
                        Inferred.class,
                        seen ->
                                assertThat(seen.estimate())
                                        .isCloseTo(
                                                row.number("estimate"),
                                                close(row.number("tolerance"))));
    }

    @ParameterizedTest
    @MethodSource("alwaysValid")
    void alwaysValidEffectsAreThoseOfGrowthBook(Row row) {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y'}",
                        ", 'inference': {'method': 'always-valid', 'tunedFor': "
                                + row.integer("tunedFor")
                                + "}");
        List<UnitState> states = new ArrayList<>();
        states.addAll(plain(row.numbers("control"), 0));
        states.addAll(plain(row.numbers("treatment"), 1));
        Effect effect = effect(experiment, states);

        assertAnswer(
                row.text("kind").equals("absolute")
                        ? effect.absolute().answer(Question.twoSided(0.95))
                        : effect.relative().orElseThrow().answer(Question.twoSided(0.95)),
                row);
    }

    @ParameterizedTest
    @MethodSource("resumeNames")
    void theFieldTrialOnResumeNamesFindsWhatStatsmodelsFinds(Row row) {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'call', 'role': 'success', 'kind': 'proportion', 'event': 'y'}",
                        ", 'end': '2026-12-01T00:00:00Z', 'inference': {'method': 'fixed'}");
        List<UnitState> states = new ArrayList<>();
        states.addAll(plain(calls(row, "control"), 0));
        states.addAll(plain(calls(row, "treatment"), 1));

        assertAnswer(effect(experiment, states).absolute().answer(Question.twoSided(0.95)), row);
    }

    private static double[] calls(Row row, String arm) {
        double[] calls = new double[row.integer(arm + "Units")];
        Arrays.fill(calls, 0, row.integer(arm + "Calls"), 1);
        return calls;
    }

    private static void assertAnswer(Inference answer, Row row) {
        double tolerance = row.number("tolerance");
        assertThat(answer).isInstanceOf(Inferred.class);
        Inferred seen = (Inferred) answer;
        assertThat(seen.estimate()).isCloseTo(row.number("estimate"), close(tolerance));
        assertThat(seen.interval().lower()).isCloseTo(row.number("lower"), close(tolerance));
        assertThat(seen.interval().upper()).isCloseTo(row.number("upper"), close(tolerance));
        assertThat(seen.pValue()).isCloseTo(row.number("pValue"), close(tolerance));
    }

    private static Offset<Double> close(double tolerance) {
        return within(tolerance);
    }

    private static Effect effect(Experiment experiment, List<UnitState> states) {
        Sample sample =
                Sample.of(
                        experiment,
                        UnitState.parts(experiment, states),
                        Experiments.START.plus(40, ChronoUnit.DAYS));
        return Effect.of(experiment, sample, 0, 1, Units.ALL, List.of());
    }

    private static List<UnitState> plain(double[] values, int variant) {
        List<UnitState> states = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            states.add(unit(variant, i, List.of(), outcome(0, values[i])));
        }
        return states;
    }

    private static List<UnitState> units(Row row, int variant, String arm, boolean cuped) {
        double[] values = row.numbers(arm);
        double[] beside = row.numbers(arm + "Beside");
        if (beside.length == 0) {
            return plain(values, variant);
        }
        List<UnitState> states = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Stream<Outcome> outcomes =
                    cuped
                            ? outcome(0, values[i])
                            : Stream.concat(outcome(0, values[i]), outcome(1, beside[i]));
            states.add(unit(variant, i, cuped ? List.of(beside[i]) : List.of(), outcomes));
        }
        return states;
    }

    /// No outcome where there is nothing to see, as in a log.
    private static Stream<Outcome> outcome(int event, double value) {
        return value == 0 ? Stream.of() : Stream.of(new Outcome(AT + 2, event, value));
    }

    private static UnitState unit(
            int variant, int number, List<Double> covariates, Stream<Outcome> outcomes) {
        String name = variant + "-" + number;
        return UnitState.exposed(name, new Exposure(AT + 1, variant, covariates, List.of()))
                .plus(UnitState.of(name, outcomes));
    }
}
