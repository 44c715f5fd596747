package assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EffectReferenceTest {

    private static final long AT = ChronoUnit.MICROS.between(Instant.EPOCH, Experiments.START);

    private static final List<String> ARMS = List.of("control", "treatment");
    private static final String FIXED =
            ", 'end': '2026-12-01T00:00:00Z', 'inference': {'method': 'fixed'}";

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

    static Stream<Row> retention() {
        return ReferenceTable.rowsOf("experiment/retention");
    }

    static Stream<Row> winsorised() {
        return ReferenceTable.rowsOf("experiment/winsorised");
    }

    static Stream<Row> quantilePerEvent() {
        return ReferenceTable.rowsOf("experiment/quantile-per-event");
    }

    static Stream<Row> groupSequential() {
        return ReferenceTable.rowsOf("experiment/group-sequential");
    }

    static Stream<Row> bayesian() {
        return ReferenceTable.rowsOf("experiment/bayesian");
    }

    static Stream<Row> family() {
        return ReferenceTable.rowsOf("experiment/family");
    }

    static Stream<Row> power() {
        return ReferenceTable.rowsOf("experiment/power");
    }

    @ParameterizedTest
    @MethodSource("power")
    void powerNowAndUnitsNeededAreThoseOfStatsmodels(Row row) {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'call', 'role': 'success', 'kind': 'proportion', 'event': 'y', 'minimumEffect': %s, 'margin': %s}"
                                .formatted(row.text("gain"), row.text("margin")),
                        FIXED);
        List<UnitState> states = new ArrayList<>();
        for (int variant = 0; variant < 2; variant++) {
            double[] calls = new double[row.integer("units")];
            Arrays.fill(calls, 0, row.integer(ARMS.get(variant) + "Calls"), 1);
            states.addAll(plain(calls, variant));
        }
        Instant now = Experiments.START.plus(10, ChronoUnit.DAYS);
        Sample sample = Sample.of(experiment, UnitState.parts(experiment, states), now);
        Power power =
                Analysis.of(experiment, sample, now, List.of())
                        .findings()
                        .getFirst()
                        .power()
                        .orElseThrow();
        double further = Math.max(0, row.number("further"));
        double tolerance = row.number("tolerance");

        assertThat(power.now()).isCloseTo(row.number("now"), close(tolerance));
        assertThat((double) power.unitsNeeded())
                .isCloseTo(further, close(tolerance * (further + 2 * row.integer("units"))));
        assertThat(power.daysNeeded())
                .hasValue((long) Math.ceil(power.unitsNeeded() / (row.integer("units") / 5.0)));
    }

    static Stream<Row> adjustment() {
        return ReferenceTable.rowsOf("adjustment/covariates");
    }

    @ParameterizedTest
    @MethodSource("retention")
    void retentionIsThatOfTheUnitsWhoseDayIsOver(Row row) {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'retention', 'event': 'y', 'day': "
                                + row.integer("day")
                                + "}",
                        FIXED);
        List<UnitState> states = new ArrayList<>();
        for (int variant = 0; variant < 2; variant++) {
            double[] came = row.numbers(ARMS.get(variant) + "Came");
            double[] back = row.numbers(ARMS.get(variant) + "Back");
            for (int i = 0; i < came.length; i++) {
                String name = variant + "-" + i;
                Exposure exposure =
                        new Exposure(AT + micros(came[i]), variant, List.of(), List.of());
                Stream<Outcome> outcomes =
                        back[i] < 0
                                ? Stream.of()
                                : Stream.of(new Outcome(AT + micros(back[i]), 0, 1));
                states.add(UnitState.exposed(name, exposure).plus(UnitState.of(name, outcomes)));
            }
        }
        Instant now = Experiments.START.plus(row.integer("now"), ChronoUnit.HOURS);
        Sample sample = Sample.of(experiment, UnitState.parts(experiment, states), now);
        Effect effect = Effect.of(experiment, sample, 0, 1, Units.ALL, List.of());

        assertThat(effect.units()).isEqualTo(row.integer("units"));
        assertAnswer(effect.absolute().answer(Question.twoSided(0.95)), row);
    }

    private static long micros(double hours) {
        return Math.round(hours * 3600 * 1e6);
    }

    @ParameterizedTest
    @MethodSource("winsorised")
    void winsorisedEffectsAreWelchsOfCutValues(Row row) {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y', 'winsorize': "
                                + row.text("share")
                                + "}",
                        FIXED);

        assertAnswer(
                effect(experiment, bothPlain(row)).absolute().answer(Question.twoSided(0.95)), row);
    }

    @ParameterizedTest
    @MethodSource("quantilePerEvent")
    void aQuantilePerEventIsClusteredByUnit(Row row) {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'quantile', 'event': 'y', 'quantile': "
                                + row.text("quantile")
                                + "}",
                        FIXED);
        List<UnitState> states = new ArrayList<>();
        for (int variant = 0; variant < 2; variant++) {
            List<String> units = List.of(row.text(ARMS.get(variant)).split(" "));
            for (int i = 0; i < units.size(); i++) {
                Stream<Outcome> outcomes =
                        Arrays.stream(units.get(i).split(";"))
                                .map(v -> new Outcome(AT + 2, 0, Double.parseDouble(v)));
                states.add(unit(variant, i, List.of(), outcomes));
            }
        }

        assertAnswer(effect(experiment, states).absolute().answer(Question.twoSided(0.95)), row);
    }

    @ParameterizedTest
    @MethodSource("groupSequential")
    void groupSequentialEffectsAreRepeatedIntervals(Row row) {
        Experiment experiment =
                Experiments.with(
                        "{'id': 'm', 'role': 'success', 'kind': 'mean', 'event': 'y'}",
                        ", 'inference': {'method': 'group-sequential', 'looks': 4, 'plannedUnits': 400, 'spending': '%s'}"
                                .formatted(row.text("spending")));
        List<Double> looks = Arrays.stream(row.numbers("fractions")).boxed().toList();

        assertAnswer(
                effect(experiment, bothPlain(row), looks)
                        .absolute()
                        .answer(Question.twoSided(0.95)),
                row);
    }

    @ParameterizedTest
    @MethodSource("bayesian")
    void posteriorsAndRelativeEffectsAreThoseOfGrowthBook(Row row) {
        boolean ratio = row.text("metric").equals("ratio");
        String metric =
                "{'id': 'm', 'role': 'success', %s}"
                        .formatted(
                                ratio
                                        ? "'kind': 'ratio', 'numerator': 'y', 'denominator': 'd'"
                                        : "'kind': 'mean', 'event': 'y'");
        String prior =
                row.text("priorMean").isEmpty()
                        ? ""
                        : ", 'prior': {'mean': %s, 'standardDeviation': %s}"
                                .formatted(row.text("priorMean"), row.text("priorDeviation"));
        Experiment experiment =
                Experiments.with(
                        metric, ", 'inference': {'method': 'bayesian'%s}".formatted(prior));
        List<UnitState> states = new ArrayList<>();
        states.addAll(units(row, 0, "control", false));
        states.addAll(units(row, 1, "treatment", false));
        Effect effect = effect(experiment, states);
        boolean absolute = row.text("kind").equals("absolute");
        double tolerance = row.number("tolerance");

        Inferred seen =
                (Inferred)
                        (absolute ? effect.absolute() : effect.relative().orElseThrow())
                                .answer(Question.twoSided(0.95));

        assertThat(seen.estimate()).isCloseTo(row.number("estimate"), close(tolerance));
        assertThat(seen.interval().lower()).isCloseTo(row.number("lower"), close(tolerance));
        assertThat(seen.interval().upper()).isCloseTo(row.number("upper"), close(tolerance));
        assertThat(seen.statistic()).isCloseTo(row.number("chance"), close(tolerance));
        if (!absolute) {
            Inferred fixed =
                    (Inferred)
                            effect(Experiments.with(metric, FIXED), states)
                                    .relative()
                                    .orElseThrow()
                                    .answer(Question.twoSided(0.95));
            assertThat(fixed.interval().lower()).isCloseTo(row.number("lower"), close(tolerance));
            assertThat(fixed.interval().upper()).isCloseTo(row.number("upper"), close(tolerance));
        }
    }

    @ParameterizedTest
    @MethodSource("family")
    void aFamilysPValuesAreThoseOfStatsmodels(Row row) {
        List<UnitState> states = new ArrayList<>();
        for (int variant = 0; variant < 2; variant++) {
            List<double[]> columns = new ArrayList<>();
            for (int m = 0; m < 4; m++) {
                columns.add(row.numbers(ARMS.get(variant) + m));
            }
            for (int i = 0; i < columns.getFirst().length; i++) {
                int place = i;
                Stream<Outcome> outcomes =
                        IntStream.range(0, 4)
                                .mapToObj(m -> new Outcome(AT + 2, m, columns.get(m)[place]));
                states.add(unit(variant, i, List.of(), outcomes));
            }
        }
        String metrics =
                IntStream.range(0, 4)
                        .mapToObj(m ->
                                "{'id': 'm%d', 'role': 'success', 'kind': 'mean', 'event': 'y%d'}"
                                        .formatted(m, m))
                        .collect(Collectors.joining(", "));
        Instant now = Experiments.START.plus(40, ChronoUnit.DAYS);
        for (String correction :
                List.of("none", "bonferroni", "holm", "hochberg", "benjamini-hochberg")) {
            Experiment experiment =
                    Experiments.with(metrics, FIXED + ", 'correction': '" + correction + "'");
            Sample sample = Sample.of(experiment, UnitState.parts(experiment, states), now);
            double[] expected = row.numbers(correction);
            List<Report.VariantFinding> findings =
                    Analysis.of(experiment, sample, now, List.of()).findings();
            for (int m = 0; m < 4; m++) {
                var measured = findings.get(m).finding().measured().orElseThrow();
                assertThat(measured.pValue().orElseThrow())
                        .as("%s, metric %d", correction, m)
                        .isCloseTo(expected[m], close(row.number("tolerance")));
            }
        }
    }

    /// The same table that the adjustments by themselves are held against, out of units' states.
    @ParameterizedTest
    @MethodSource("adjustment")
    void adjustedEffectsOfUnitsAreThoseOfStatsmodels(Row row) {
        assumeThat(
                        row.text("d0").isEmpty()
                                || Arrays.stream(row.numbers("d0")).allMatch(d -> d > 0))
                .isTrue();
        boolean ratio = row.text("method").endsWith("ratio");
        boolean two = !row.text("b0").isEmpty();
        String metric =
                "{'id': 'm', 'role': 'success', %s, 'covariates': [%s], 'adjustment': '%s'}"
                        .formatted(
                                ratio
                                        ? "'kind': 'ratio', 'numerator': 'y', 'denominator': 'd'"
                                        : "'kind': 'mean', 'event': 'y'",
                                two ? "'a', 'b'" : "'a'",
                                row.text("method").startsWith("cuped") ? "cuped" : "regression");
        List<UnitState> states = new ArrayList<>();
        for (int variant = 0; variant < 2; variant++) {
            double[] y = row.numbers("y" + variant);
            double[] d = row.numbers("d" + variant);
            double[] a = row.numbers("a" + variant);
            double[] b = row.numbers("b" + variant);
            for (int i = 0; i < y.length; i++) {
                Stream<Outcome> outcomes =
                        ratio
                                ? Stream.of(
                                        new Outcome(AT + 2, 0, y[i]), new Outcome(AT + 2, 1, d[i]))
                                : Stream.of(new Outcome(AT + 2, 0, y[i]));
                List<Double> covariates = two ? List.of(a[i], b[i]) : List.of(a[i]);
                states.add(unit(variant, i, covariates, outcomes));
            }
        }
        Effect effect = effect(Experiments.with(metric, FIXED), states);
        Inferred seen = (Inferred) effect.absolute().answer(Question.twoSided(0.95));
        double tolerance = Math.max(1e-9, row.number("tolerance"));

        assertThat(effect.adjusted()).isTrue();
        assertThat(seen.estimate()).isCloseTo(row.number("estimate"), close(tolerance));
        assertThat(seen.interval().lower()).isCloseTo(row.number("lower"), close(tolerance));
        assertThat(seen.interval().upper()).isCloseTo(row.number("upper"), close(tolerance));
        assertThat(seen.pValue()).isCloseTo(row.number("p"), close(tolerance));
    }

    private static List<UnitState> bothPlain(Row row) {
        List<UnitState> states = new ArrayList<>();
        for (int variant = 0; variant < 2; variant++) {
            states.addAll(plain(row.numbers(ARMS.get(variant)), variant));
        }
        return states;
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
        return effect(experiment, states, List.of());
    }

    private static Effect effect(
            Experiment experiment, List<UnitState> states, List<Double> looks) {
        Sample sample =
                Sample.of(
                        experiment,
                        UnitState.parts(experiment, states),
                        Experiments.START.plus(40, ChronoUnit.DAYS));
        return Effect.of(experiment, sample, 0, 1, Units.ALL, looks);
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
