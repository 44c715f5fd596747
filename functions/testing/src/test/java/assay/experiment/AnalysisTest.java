package assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.experiment.Report.VariantFinding;
import assay.gate.Finding;
import assay.gate.Verdict.Outcome;
import assay.json.Json;
import assay.testing.SimulatedUnits;
import assay.testing.UnitState;
import assay.testing.UnitState.Exposure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisTest {

    private static final String CONVERSION =
            "{'id': 'conversion', 'stakeholder': 'product', 'role': 'success', 'kind': 'proportion', 'event': 'buy'}";
    private static final String LATENCY =
            "{'id': 'latency', 'stakeholder': 'sre', 'role': 'guardrail', 'kind': 'quantile', 'event': 'view', 'quantile': 0.9, 'direction': 'decrease', 'margin': 20}";
    private static final String REVENUE =
            "{'id': 'revenue', 'stakeholder': 'business', 'role': 'success', 'kind': 'mean', 'event': 'buy', 'covariate': 'habit'}";
    private static final String FIXED =
            ", 'end': '2026-11-15T00:00:00Z', 'inference': {'method': 'fixed'}";
    private static final String ALL = CONVERSION + ", " + LATENCY + ", " + REVENUE;

    @Test
    void aBetterTreatmentIsPromotedOnceItsGuardrailsHold() {
        Report report = after(14, better(), experiment(ALL, ", 'minimumDays': 7"));

        assertThat(report.outcome()).isEqualTo(Outcome.PROMOTE);
        assertThat(report.winner()).hasValue("treatment");
        assertThat(report.findings())
                .extracting(f -> f.finding().criterion().stakeholder())
                .containsExactly("product", "sre", "business");
        assertThat(report.findings()).allMatch(f -> f.finding().outcome() == Finding.Outcome.PASS);
    }

    @Test
    void nothingIsPromotedBeforeTheMinimumDays() {
        Report report = after(14, better(), experiment(ALL, ", 'minimumDays': 20"));

        assertThat(report.outcome()).isEqualTo(Outcome.NEED_DATA);
        assertThat(report.summary()).contains("14 of at least 20 days");
    }

    @Test
    void aWorseTreatmentIsRejectedEvenBeforeTheMinimumDays() {
        SimulatedUnits worse = new SimulatedUnits(5, 6000, 10, 0.5, 0.3, -0.1);

        Report report = after(10, worse, experiment(ALL, ", 'minimumDays': 20"));

        assertThat(report.outcome()).isEqualTo(Outcome.REJECT);
        assertThat(report.summary()).contains("worse");
    }

    @Test
    void noEffectNeedsData() {
        Report report = after(10, same(7), experiment(ALL, ""));

        assertThat(report.outcome()).isEqualTo(Outcome.NEED_DATA);
        VariantFinding conversion = report.findings().getFirst();
        assertThat(conversion.finding().outcome()).isEqualTo(Finding.Outcome.UNDECIDED);
        assertThat(conversion.detectable()).isPresent();
    }

    @Test
    void aSplitThatIsNoChanceIsInvalidAndNamesItsCause() {
        SimulatedUnits skewed = new SimulatedUnits(5, 4000, 10, 0.6, 0.3, 0);
        List<UnitState> states =
                Stream.concat(
                                skewed.from(Experiments.START).stream()
                                        .filter(s -> country(s).equals("fr")),
                                same(8).from(Experiments.START).stream()
                                        .filter(s -> country(s).equals("de")))
                        .toList();

        Report report = report(10, states, experiment(CONVERSION, ""));

        assertThat(report.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(report.summary()).contains("country=fr");
    }

    @Test
    void aFixedTestIsDecidedAtItsEndAndNotBefore() {
        Experiment experiment =
                experiment(
                        CONVERSION,
                        ", 'end': '2026-11-15T00:00:00Z', 'inference': {'method': 'fixed'}");

        assertThat(after(13, better(), experiment).outcome()).isEqualTo(Outcome.NEED_DATA);
        assertThat(after(14, better(), experiment).outcome()).isEqualTo(Outcome.PROMOTE);
    }

    @Test
    void aGroupSequentialTestAnswersAtItsLooks() {
        Experiment experiment =
                experiment(
                        CONVERSION,
                        ", 'inference': {'method': 'group-sequential', 'looks': 4, 'plannedUnits': 8000}");
        SimulatedUnits few = new SimulatedUnits(5, 1900, 10, 0.5, 0.3, 0.2);

        Report early = after(14, few, experiment);
        Report third = after(14, better(), experiment);

        assertThat(early.looks()).isEmpty();
        assertThat(early.findings().getFirst().finding().reason()).contains("first of 4 looks");
        assertThat(third.looks()).containsExactly(0.75);
        assertThat(third.outcome()).isEqualTo(Outcome.PROMOTE);
    }

    @Test
    void betweenLooksAGroupSequentialTestKeepsItsLooks() {
        Method.Sequential method =
                (Method.Sequential)
                        experiment(
                                        CONVERSION,
                                        ", 'inference': {'method': 'group-sequential', 'looks': 4, 'plannedUnits': 8000}")
                                .inference();

        assertThat(method.due(List.of(), 1999, false)).isEmpty();
        assertThat(method.due(List.of(), 2000, false)).containsExactly(0.25);
        assertThat(method.due(List.of(0.25), 3000, false)).containsExactly(0.25);
        assertThat(method.due(List.of(0.25), 9000, false)).containsExactly(0.25, 1.125);
        assertThat(method.due(List.of(0.9), 7900, false)).containsExactly(0.9);
    }

    @Test
    void whenItIsOverAGroupSequentialTestLooksOnceMore() {
        Method.Sequential method =
                (Method.Sequential)
                        experiment(
                                        CONVERSION,
                                        ", 'inference': {'method': 'group-sequential', 'looks': 4, 'plannedUnits': 8000}")
                                .inference();

        assertThat(method.due(List.of(0.75), 7900, true)).containsExactly(0.75, 0.9875);
        assertThat(method.due(List.of(0.75, 0.9875), 7901, true)).containsExactly(0.75, 0.9875);
        assertThat(method.due(List.of(0.75, 1.01), 9000, true)).containsExactly(0.75, 1.01);
        assertThat(method.next(7900)).hasValue(8000);
        assertThat(method.next(8000)).isEmpty();
    }

    @Test
    void betweenLooksNothingIsDecidedWhateverTheIntervalsSay() {
        Experiment experiment =
                experiment(
                        CONVERSION,
                        ", 'inference': {'method': 'group-sequential', 'looks': 4, 'plannedUnits': 8000}");
        Instant now = Experiments.START.plus(14, ChronoUnit.DAYS);
        List<UnitState> states = better().from(Experiments.START);
        Sample sample = Sample.of(experiment, UnitState.parts(experiment, states), now);

        Report between = Analysis.of(experiment, sample, now, List.of(0.75));

        assertThat(between.looks()).containsExactly(0.75);
        assertThat(between.outcome()).isEqualTo(Outcome.NEED_DATA);
        assertThat(between.summary())
                .isEqualTo(
                        "Nothing is decided between looks: the next one is at 8000 units, and there are 6000.");
    }

    @Test
    void aPriorMovesTheBayesianEstimate() {
        Experiment flat = experiment(CONVERSION, ", 'inference': {'method': 'bayesian'}");
        Experiment sceptical =
                experiment(
                        CONVERSION,
                        ", 'inference': {'method': 'bayesian', 'prior': {'mean': 0, 'standardDeviation': 0.01}}");

        assertThat(estimate(after(14, better(), sceptical)))
                .isBetween(0.0, estimate(after(14, better(), flat)));
    }

    @Test
    void aCovariateNarrowsTheIntervalAndKeepsTheTruth() {
        Experiment adjusted = experiment(REVENUE, "");
        Experiment plain = experiment(REVENUE.replace(", 'covariate': 'habit'", ""), "");

        assertThat(width(after(14, same(7), adjusted)))
                .isLessThan(0.97 * width(after(14, same(7), plain)));
    }

    @Test
    void thePowerNowIsThatOfTheLeastEffectThatCanBeDetected() {
        Report first = after(10, same(7), experiment(CONVERSION, ""));
        double detectable = first.findings().getFirst().detectable().orElseThrow();
        String metric = CONVERSION.replace("}", ", 'minimumEffect': " + detectable + "}");
        String guarded = LATENCY.replace("'margin': 20", "'margin': 1000");

        List<VariantFinding> findings =
                after(10, same(7), experiment(metric + ", " + guarded, "")).findings();

        assertThat(first.findings().getFirst().power()).isEmpty();
        Power power = findings.getFirst().power().orElseThrow();
        assertThat(power.now()).isCloseTo(0.8, within(1e-9));
        assertThat(power.unitsNeeded()).isBetween(0L, 1L);
        assertThat(findings.getLast().power().orElseThrow().now()).isCloseTo(1, within(1e-9));
    }

    /// With two values a slice is asked at half of alpha; with one, at all of it.
    @Test
    void slicesOfADimensionShareItsLevel() {
        Experiment experiment = experiment(CONVERSION, FIXED);
        List<UnitState> states = same(7).from(Experiments.START);
        List<UnitState> german = states.stream().filter(s -> country(s).equals("de")).toList();
        Finding.Slice both = slice(report(14, states, experiment), "country=de");
        Finding.Slice alone = slice(report(14, german, experiment), "country=de");
        double reach = z(1 - 0.05 / 4) / z(1 - 0.05 / 2);

        assertThat(both.measured().orElseThrow().interval().width())
                .isCloseTo(alone.measured().orElseThrow().interval().width() * reach, within(1e-4));
        assertThat(both.measured().orElseThrow().pValue().orElseThrow())
                .isCloseTo(
                        Math.min(1, 2 * alone.measured().orElseThrow().pValue().orElseThrow()),
                        within(1e-9));
    }

    /// Of many experiments without effect, few have any slice that is told apart.
    @Test
    void noSliceIsToldApartTooOften() {
        Experiment experiment = experiment(CONVERSION, FIXED);
        int runs = 400;
        int any = 0;
        for (int seed = 0; seed < runs; seed++) {
            SimulatedUnits none = new SimulatedUnits(5000 + seed, 400, 10, 0.5, 0.3, 0);
            any +=
                    after(14, none, experiment).findings().getFirst().finding().slices().stream()
                                    .anyMatch(
                                            s -> !s.measured().orElseThrow().interval().contains(0))
                            ? 1
                            : 0;
        }
        // Alpha and three standard errors.
        assertThat(any / (double) runs).isLessThan(0.05 + 3 * Math.sqrt(0.05 * 0.95 / runs));
    }

    private static Finding.Slice slice(Report report, String name) {
        return report.findings().getFirst().finding().slices().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double z(double probability) {
        return assay.statistics.Student.upperQuantile(1 - probability, Double.POSITIVE_INFINITY);
    }

    /// Shares of a half, 30 and 20 %: each treatment is held against the control by its own units,
    /// and the family is all of them.
    @Test
    void severalTreatmentsOfUnequalSharesAreEachHeldAgainstTheControl() {
        String json =
                """
                {'experiment': 'e', 'unit': 'user', 'start': '2026-11-01T00:00:00Z', 'end': '2026-11-15T00:00:00Z',
                 'variants': [{'name': 'a', 'share': 0.5}, {'name': 'b', 'share': 0.3}, {'name': 'c', 'share': 0.2}],
                 'inference': {'method': 'fixed'}, 'correction': 'bonferroni', 'metrics': [%s]}
                """
                        .formatted(CONVERSION);
        Experiment three = Experiments.read(json);
        List<UnitState> all = new ArrayList<>();
        int[] sizes = {1000, 600, 400};
        int[] buys = {300, 186, 168};
        for (int variant = 0; variant < 3; variant++) {
            for (int i = 0; i < sizes[variant]; i++) {
                String name = variant + "-" + i;
                Exposure exposure =
                        new Exposure(micros(Experiments.START) + 1, variant, List.of(), List.of());
                Stream<UnitState.Outcome> bought =
                        i < buys[variant]
                                ? Stream.of(
                                        new UnitState.Outcome(micros(Experiments.START) + 2, 0, 1))
                                : Stream.of();
                all.add(UnitState.exposed(name, exposure).plus(UnitState.of(name, bought)));
            }
        }

        Report report = report(14, all, three);

        assertThat(report.split().isBroken()).isFalse();
        assertThat(report.outcome()).isEqualTo(Outcome.PROMOTE);
        assertThat(report.winner()).hasValue("c");
        assertThat(report.findings())
                .extracting(f -> f.variant() + " " + f.finding().outcome())
                .containsExactly("b UNDECIDED", "c PASS");
        // scipy 1.17.1: ttest_ind(equal_var=False).pvalue of each against the control, doubled
        assertThat(report.findings().getFirst().finding().measured().orElseThrow().pValue())
                .hasValueCloseTo(1.0, within(1e-9));
        assertThat(report.findings().getLast().finding().measured().orElseThrow().pValue())
                .hasValueCloseTo(6.340796766707304e-05, within(1e-9));

        List<UnitState> skewed =
                all.stream()
                        .filter(s ->
                                s.exposure().orElseThrow().variant() != 2
                                        || s.unit().hashCode() % 3 == 0)
                        .toList();
        assertThat(report(14, skewed, three).outcome()).isEqualTo(Outcome.INVALID);
    }

    @Test
    void slicesAndDaysAreReported() {
        VariantFinding conversion =
                after(14, better(), experiment(CONVERSION, "")).findings().getFirst();

        assertThat(conversion.finding().slices())
                .extracting(Finding.Slice::name)
                .containsExactlyInAnyOrder("country=de", "country=fr");
        assertThat(conversion.days()).hasSize(10);
        assertThat(conversion.trend()).isPresent();
        assertThat(conversion.relative()).isPresent();
    }

    @Test
    void anEffectThatStaysIsNotTakenForOneThatWearsOffThoughUnitsBecomeMore() {
        for (int seed = 1; seed <= 5; seed++) {
            VariantFinding conversion =
                    after(
                                    14,
                                    new SimulatedUnits(seed, 6000, 10, 0.5, 0.3, 0.1),
                                    experiment(CONVERSION, ""))
                            .findings()
                            .getFirst();

            assertThat(conversion.days().getLast().effect())
                    .as("units buy once, and become more")
                    .isLessThan(conversion.days().getFirst().effect() / 3);
            assertThat(conversion.changes()).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void aGuardrailWithoutMarginOnlyStopsWhatIsProvedWorse() {
        String guardrail = CONVERSION.replace("success", "guardrail");

        assertThat(after(14, better(), experiment(guardrail, "")).findings().getFirst().finding())
                .extracting(Finding::outcome)
                .isEqualTo(Finding.Outcome.NOT_APPLICABLE);
        assertThat(
                        after(
                                        14,
                                        new SimulatedUnits(5, 6000, 10, 0.5, 0.3, -0.1),
                                        experiment(guardrail, ""))
                                .outcome())
                .isEqualTo(Outcome.REJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "bonferroni", "holm", "hochberg", "benjamini-hochberg"})
    void intervalsOfTheFamilyAgreeWithItsDecisions(String correction) {
        Experiment experiment =
                experiment(CONVERSION + ", " + REVENUE, ", 'correction': '" + correction + "'");
        for (int seed = 1; seed <= 8; seed++) {
            SimulatedUnits some = new SimulatedUnits(seed, 3000, 10, 0.5, 0.3, 0.01 * seed);
            for (VariantFinding f : after(14, some, experiment).findings()) {
                Finding.Measured m = f.finding().measured().orElseThrow();
                boolean rejected = m.pValue().orElseThrow() <= 0.05;
                assertThat(!m.interval().contains(0)).isEqualTo(rejected);
            }
        }
    }

    @Test
    void aReportIsWrittenInTheFieldsOfTheGatesVerdicts() {
        Experiment experiment = experiment(ALL, "");

        String json = Json.write(ReportJson.of(experiment, after(14, better(), experiment)));

        assertThat(json)
                .contains("\"outcome\":\"PROMOTE\"")
                .contains("\"variant\":\"treatment\"")
                .contains("\"rule\":\"non-inferior\"")
                .contains("\"interval\":[")
                .contains("\"leftOut\"");
    }

    @Test
    void underNoEffectDailyPeekingPromotesHardlyEver() {
        int runs = 200;
        Experiment experiment =
                experiment(
                        CONVERSION, ", 'inference': {'method': 'always-valid', 'tunedFor': 500}");
        int promoted = 0;
        for (int seed = 0; seed < runs; seed++) {
            List<UnitState> states =
                    new SimulatedUnits(1000 + seed, 500, 10, 0.5, 0.3, 0).from(Experiments.START);
            boolean ever = false;
            for (int day = 2; day <= 10; day++) {
                Instant until = Experiments.START.plus(day, ChronoUnit.DAYS);
                List<UnitState> seen =
                        states.stream().filter(s -> micros(s) < micros(until)).toList();
                ever |= report(day, seen, experiment).outcome() == Outcome.PROMOTE;
            }
            promoted += ever ? 1 : 0;
        }
        // Half of alpha may promote, the other half rejects: 0.025 and three standard errors.
        assertThat(promoted / (double) runs).isLessThan(0.058);
    }

    private static double estimate(Report report) {
        return report.findings().getFirst().finding().measured().orElseThrow().estimate();
    }

    private static double width(Report report) {
        return report.findings().getFirst().finding().measured().orElseThrow().interval().width();
    }

    private static String country(UnitState state) {
        return state.exposure().orElseThrow().dimensions().getFirst();
    }

    private static long micros(UnitState state) {
        return state.exposure().orElseThrow().micros();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static SimulatedUnits better() {
        return new SimulatedUnits(5, 6000, 10, 0.5, 0.3, 0.1);
    }

    private static SimulatedUnits same(int seed) {
        return new SimulatedUnits(seed, 4000, 10, 0.5, 0.3, 0);
    }

    private static Experiment experiment(String metrics, String more) {
        return Experiments.with(metrics, ", 'dimensions': ['country']" + more);
    }

    private static Report after(int days, SimulatedUnits units, Experiment experiment) {
        return report(days, units.from(Experiments.START), experiment);
    }

    private static Report report(int days, List<UnitState> states, Experiment experiment) {
        Instant now = Experiments.START.plus(days, ChronoUnit.DAYS);
        Sample sample = Sample.of(experiment, UnitState.parts(experiment, states), now);
        return Analysis.of(experiment, sample, now, List.of());
    }
}
