package assay.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequentialReferenceTest {

    @ParameterizedTest
    @MethodSource("normal")
    void normalMixtureIsThatOfConfseq(Row row) {
        var direction = Alternative.valueOf(row.text("alternative"));
        double alpha = row.number("alpha");
        double time = row.number("time");
        var mixture =
                NormalMixture.tunedFor(row.number("tuned"), question(alpha).towards(direction));
        agree(row, mixture.boundary(direction, time, alpha), "boundary");
        agree(
                row,
                mixture.logWealth(direction, row.number("z") * Math.sqrt(time), time),
                "logwealth");
    }

    @ParameterizedTest
    @MethodSource("betting")
    void hedgedCapitalIsThatOfConfseq(Row row) {
        double alpha = row.number("alpha");
        var question =
                question(alpha)
                        .towards(Alternative.valueOf(row.text("alternative")))
                        .about(row.number("null"));
        double[] values = row.numbers("values");
        int half = values.length / 2;
        var capital =
                HedgedCapital.none(alpha, row.integer("cells"))
                        .plus(Arrays.copyOf(values, half))
                        .plus(Arrays.copyOfRange(values, half, values.length));
        var inferred = (Inferred) capital.answer(question);
        agree(row, inferred.statistic(), "logwealth");
        if (question.hasLower()) {
            agree(row, inferred.interval().lower(), "lower");
        }
        if (question.hasUpper()) {
            agree(row, inferred.interval().upper(), "upper");
        }
        assertThat(inferred.interval().contains(question.nullValue()))
                .isEqualTo(inferred.pValue() >= question.alpha());
    }

    static Stream<Row> betting() {
        return ReferenceTable.rowsOf("sequential/betting");
    }

    static Stream<Row> normal() {
        return ReferenceTable.rowsOf("sequential/normal");
    }

    @ParameterizedTest
    @MethodSource("asymptotic")
    void asymptoticSequenceIsThatOfGrowthBook(Row row) {
        var question = question(row.number("alpha"));
        var inferred =
                (Inferred)
                        NormalSequence.asymptotic(
                                row.number("estimate"),
                                row.number("error"),
                                row.integer("observations"),
                                NormalMixture.tunedFor(row.number("tuned"), question),
                                question);
        agree(row, inferred.interval().lower(), "lower");
        agree(row, inferred.interval().upper(), "upper");
        agree(row, inferred.pValue(), "p");
    }

    static Stream<Row> asymptotic() {
        return ReferenceTable.rowsOf("sequential/asymptotic");
    }

    @ParameterizedTest
    @MethodSource("bernoulli")
    void proportionIsThatOfConfseq(Row row) {
        var question = question(row.number("alpha")).about(row.number("null"));
        var mixture = BetaBinomialMixture.tunedFor(row.number("tuned"), question);
        double successes = row.number("successes");
        int trials = row.integer("trials");
        var inferred = (Inferred) BernoulliSequence.at(successes, trials, mixture, question);
        agree(row, inferred.interval().lower(), "lower");
        agree(row, inferred.interval().upper(), "upper");
        agree(row, inferred.statistic(), "logwealth");
        var greater = question.towards(Alternative.GREATER);
        agree(
                row,
                BetaBinomialMixture.tunedFor(row.number("tuned"), greater)
                        .logWealth(Alternative.GREATER, successes, trials, row.number("null")),
                "logwealthgreater");
    }

    static Stream<Row> bernoulli() {
        return ReferenceTable.rowsOf("sequential/bernoulli");
    }

    @ParameterizedTest
    @MethodSource("quantile")
    void quantileEndsAtTheOrderStatisticsOfConfseq(Row row) {
        var question = question(row.number("alpha"));
        var answer =
                QuantileSequence.at(
                        row.numbers("values"),
                        row.number("quantile"),
                        BetaBinomialMixture.tunedFor(row.number("tuned"), question),
                        question);
        if (Double.isInfinite(row.number("lower")) || Double.isInfinite(row.number("upper"))) {
            assertThat(((CannotSay) answer).reason()).isEqualTo(Reason.UNBOUNDED);
        } else {
            var inferred = (Inferred) answer;
            agree(row, inferred.estimate(), "estimate");
            agree(row, inferred.interval().lower(), "lower");
            agree(row, inferred.interval().upper(), "upper");
        }
    }

    static Stream<Row> quantile() {
        return ReferenceTable.rowsOf("sequential/quantile");
    }

    @ParameterizedTest
    @MethodSource("quantileDifference")
    void quantileDifferenceHasThePValueOfConfseq(Row row) {
        var question = question(0.05);
        var answer =
                QuantileDifference.at(
                        row.numbers("control"),
                        row.numbers("treatment"),
                        row.number("quantile"),
                        BetaBinomialMixture.tunedFor(row.number("tuned"), question),
                        question);
        switch (answer) {
            case Inferred inferred -> {
                agree(row, inferred.pValue(), "p");
                assertThat(inferred.interval().contains(0)).isEqualTo(inferred.pValue() >= 0.05);
                assertThat(inferred.interval().contains(inferred.estimate())).isTrue();
            }
            case CannotSay reason -> {
                assertThat(reason.reason()).isEqualTo(Reason.UNBOUNDED);
                assertThat(row.numbers("control")).hasSizeLessThan(10);
            }
        }
    }

    static Stream<Row> quantileDifference() {
        return ReferenceTable.rowsOf("sequential/quantile-difference");
    }

    @ParameterizedTest
    @MethodSource("sampleRatio")
    void sampleRatioIsThatOfSavvi(Row row) {
        List<Double> shares = boxed(row.numbers("shares"));
        List<Long> counts =
                Arrays.stream(row.numbers("counts")).mapToObj(count -> (long) count).toList();
        var seen = SampleRatio.none(shares).plus(counts);
        agree(row, seen.pValue(), "p");
        var share = (Inferred) seen.share(0, question(0.05).about(shares.getFirst()));
        double tolerance = row.number("endtolerance");
        assertThat(share.interval().lower()).isCloseTo(row.number("lower"), within(tolerance));
        assertThat(share.interval().upper()).isCloseTo(row.number("upper"), within(tolerance));
    }

    static Stream<Row> sampleRatio() {
        return ReferenceTable.rowsOf("sequential/sample-ratio");
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void groupSequentialBoundariesAreThoseOfRpactAndOfQuadrature(Row row) {
        List<Double> fractions = boxed(row.numbers("fractions"));
        List<Double> critical =
                rule(row, fractions)
                        .criticalValues(fractions, row.number("alpha"), row.integer("sided") == 2);
        double[] expected = row.numbers("critical");
        for (int k = 0; k < expected.length; k++) {
            assertThat(critical.get(k)).isCloseTo(expected[k], within(row.number("tolerance")));
        }
    }

    static Stream<Row> boundaries() {
        return Stream.of("sequential/boundaries", "sequential/boundaries-quadrature")
                .flatMap(ReferenceTable::rowsOf);
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void repeatedIntervalsAndPValuesAreThoseOfRpact(Row row) {
        var inferred = (Inferred) GroupSequential.repeated(rule(row), looks(row), oneSided(row));
        agree(row, inferred.interval().lower(), "lower");
        agree(row, inferred.pValue(), "p");
    }

    static Stream<Row> repeated() {
        return ReferenceTable.rowsOf("sequential/repeated");
    }

    @ParameterizedTest
    @MethodSource("stopped")
    void stagewiseInferenceIsThatOfRpact(Row row) {
        var inferred = (Inferred) GroupSequential.stopped(rule(row), looks(row), oneSided(row));
        agree(row, inferred.estimate(), "estimate");
        agree(row, inferred.interval().lower(), "lower");
        agree(row, inferred.pValue(), "p");
    }

    static Stream<Row> stopped() {
        return ReferenceTable.rowsOf("sequential/stopped");
    }

    @ParameterizedTest
    @MethodSource("stoppedTwoSided")
    void stagewiseInferenceOnBothSidesIsThatOfQuadrature(Row row) {
        var inferred =
                (Inferred)
                        GroupSequential.stopped(
                                rule(row), looks(row), question(row.number("alpha")));
        agree(row, inferred.estimate(), "estimate");
        agree(row, inferred.interval().lower(), "lower");
        agree(row, inferred.interval().upper(), "upper");
        agree(row, inferred.pValue(), "p");
    }

    static Stream<Row> stoppedTwoSided() {
        return ReferenceTable.rowsOf("sequential/stopped-two-sided");
    }

    private static Question question(double alpha) {
        return Question.twoSided(1 - alpha);
    }

    private static Question oneSided(Row row) {
        return question(row.number("alpha")).towards(Alternative.GREATER);
    }

    private static StoppingRule rule(Row row) {
        return rule(row, boxed(row.numbers("planned")));
    }

    private static StoppingRule rule(Row row, List<Double> planned) {
        return switch (row.text("rule")) {
            case "spend-of" -> new StoppingRule.Spending(SpendingFunction.obrienFleming());
            case "spend-pocock" -> new StoppingRule.Spending(SpendingFunction.pocock());
            case "spend-power-1" -> new StoppingRule.Spending(SpendingFunction.power(1));
            case "spend-power-3" -> new StoppingRule.Spending(SpendingFunction.power(3));
            case "spend-hsd--4" -> new StoppingRule.Spending(SpendingFunction.hwangShihDeCani(-4));
            case "spend-hsd-1" -> new StoppingRule.Spending(SpendingFunction.hwangShihDeCani(1));
            case "obf" -> new StoppingRule.WangTsiatis(0, planned);
            case "pocock" -> new StoppingRule.WangTsiatis(0.5, planned);
            case "wt-0.25" -> new StoppingRule.WangTsiatis(0.25, planned);
            default -> throw new IllegalArgumentException("no rule " + row.text("rule"));
        };
    }

    private static List<Look> looks(Row row) {
        double[] fractions = row.numbers("fractions");
        double[] estimates = row.numbers("estimates");
        double[] errors = row.numbers("errors");
        Look[] looks = new Look[fractions.length];
        Arrays.setAll(looks, k -> new Look(fractions[k], estimates[k], errors[k]));
        return List.of(looks);
    }

    private static List<Double> boxed(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }

    private static void agree(Row row, double value, String column) {
        double expected = row.number(column);
        double tolerance = row.number("tolerance") * Math.max(1, Math.abs(expected));
        assertThat(value).as(column).isCloseTo(expected, within(tolerance));
    }
}
