package assay.statistics.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Moments;
import assay.statistics.PairMoments;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.WeightedMoments;
import assay.statistics.onesample.QuantileTest;
import assay.statistics.onesample.Wilson;
import assay.statistics.twosample.AgrestiCaffo;
import assay.statistics.twosample.Fieller;
import assay.statistics.twosample.MannWhitney;
import assay.statistics.twosample.MiettinenNurminen;
import assay.statistics.twosample.Newcombe;
import assay.statistics.twosample.PooledT;
import assay.statistics.twosample.Proportions;
import assay.statistics.twosample.RatioMetric;
import assay.statistics.twosample.RatioOfMeans;
import assay.statistics.twosample.RelativeLift;
import assay.statistics.twosample.RobustWelch;
import assay.statistics.twosample.Welch;
import assay.statistics.twosample.WinsorisedWelch;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleReferenceTest {

    static Stream<Row> moments() {
        return ReferenceTable.rowsOf("moments/moments");
    }

    static Stream<Row> welch() {
        return ReferenceTable.rowsOf("twosample/welch");
    }

    static Stream<Row> pooledT() {
        return ReferenceTable.rowsOf("twosample/pooled-t");
    }

    static Stream<Row> mannWhitney() {
        return ReferenceTable.rowsOf("twosample/mann-whitney");
    }

    static Stream<Row> ratioMetric() {
        return ReferenceTable.rowsOf("twosample/ratio-metric");
    }

    static Stream<Row> fieller() {
        return ReferenceTable.rowsOf("twosample/fieller");
    }

    static Stream<Row> wilson() {
        return ReferenceTable.rowsOf("onesample/wilson");
    }

    static Stream<Row> quantile() {
        return ReferenceTable.rowsOf("onesample/quantile");
    }

    static Stream<Row> newcombe() {
        return ReferenceTable.rowsOf("twosample/newcombe");
    }

    static Stream<Row> agrestiCaffo() {
        return ReferenceTable.rowsOf("twosample/agresti-caffo");
    }

    static Stream<Row> miettinenNurminen() {
        return ReferenceTable.rowsOf("twosample/miettinen-nurminen");
    }

    static Stream<Row> winsorisedWelch() {
        return ReferenceTable.rowsOf("twosample/winsorised-welch");
    }

    static Stream<Row> robustWelch() {
        return ReferenceTable.rowsOf("twosample/robust-welch");
    }

    static Stream<Row> ratioOfMeans() {
        return ReferenceTable.rowsOf("twosample/ratio-of-means");
    }

    static Stream<Row> relativeLift() {
        return ReferenceTable.rowsOf("twosample/relative-lift");
    }

    @ParameterizedTest
    @MethodSource("moments")
    void momentsHaveTheCertifiedDigits(Row row) {
        var moments = Moments.of(row.numbers("values"));
        Reference.near(row, "mean", moments.mean(), moments.standardDeviation());
        Reference.near(row, "deviation", moments.standardDeviation(), 0);
    }

    @ParameterizedTest
    @MethodSource("welch")
    void welchAgreesWithR(Row row) {
        Reference.check(row, Welch.of(row.numbers("treatment"), row.numbers("control")));
    }

    @ParameterizedTest
    @MethodSource("pooledT")
    void pooledTAgreesWithR(Row row) {
        Reference.check(row, PooledT.of(row.numbers("treatment"), row.numbers("control")));
    }

    @ParameterizedTest
    @MethodSource("winsorisedWelch")
    void winsorisedWelchAgreesWithScipy(Row row) {
        Reference.check(
                row,
                WinsorisedWelch.of(
                        row.numbers("treatment"), row.numbers("control"), row.number("quantile")));
    }

    @ParameterizedTest
    @MethodSource("robustWelch")
    void weightsAndClustersAgreeWithStatsmodels(Row row) {
        Reference.check(row, new RobustWelch(weighted(row, "treatment"), weighted(row, "control")));
    }

    private static WeightedMoments weighted(Row row, String side) {
        return WeightedMoments.ofClusters(
                row.numbers(side),
                row.numbers(side + "Weights"),
                Reference.integers(row, side + "Clusters"));
    }

    @ParameterizedTest
    @MethodSource("ratioOfMeans")
    void ratioOfMeansAgreesWithStatsmodels(Row row) {
        Reference.check(
                row,
                new RatioOfMeans(
                        Moments.of(row.numbers("treatment")), Moments.of(row.numbers("control"))));
    }

    @ParameterizedTest
    @MethodSource("relativeLift")
    void relativeLiftAgreesWithStatsmodels(Row row) {
        Reference.check(
                row,
                new RelativeLift(
                        Moments.of(row.numbers("treatment")), Moments.of(row.numbers("control"))));
    }

    @ParameterizedTest
    @MethodSource("mannWhitney")
    void mannWhitneyAgreesWithR(Row row) {
        var test = MannWhitney.of(row.numbers("treatment"), row.numbers("control"));
        Reference.check(row, test);
        var inferred = (Inferred) test.answer(Reference.question(row));
        assertThat(inferred.statistic()).isEqualTo(row.number("statistic"));
    }

    @ParameterizedTest
    @MethodSource("ratioMetric")
    void ratioMetricAgreesWithSurvey(Row row) {
        Reference.check(
                row,
                new RatioMetric(
                        PairMoments.of(row.numbers("x1"), row.numbers("y1")),
                        PairMoments.of(row.numbers("x2"), row.numbers("y2"))));
    }

    @ParameterizedTest
    @MethodSource("fieller")
    void fiellerInvertsTheZTest(Row row) {
        Reference.check(
                row,
                new Fieller(
                        Moments.of(row.numbers("treatment")), Moments.of(row.numbers("control"))));
    }

    @ParameterizedTest
    @MethodSource("wilson")
    void wilsonAgreesWithStatsmodels(Row row) {
        var test = new Wilson(row.integer("successes"), row.integer("trials"));
        var question = Question.twoSided(row.number("confidence")).about(0.3);
        checkEnds(row, test.answer(question));
        checkPValue(row, "p", test.answer(question));
        checkPValue(row, "pgreater", test.answer(question.towards(Alternative.GREATER)));
        checkPValue(row, "pless", test.answer(question.towards(Alternative.LESS)));
    }

    @ParameterizedTest
    @MethodSource("quantile")
    void quantileAgreesWithScipy(Row row) {
        var test = QuantileTest.of(row.numbers("values"), row.number("probability"));
        var question = Question.twoSided(row.number("confidence"));
        Inference inference = test.answer(question.about(-1e6));
        if (Double.isNaN(row.number("lower"))) {
            assertThat(inference).isInstanceOf(CannotSay.class);
            return;
        }
        checkEnds(row, inference);
        var there = question.about(row.number("null"));
        checkPValue(row, "pgreater", test.answer(there.towards(Alternative.GREATER)));
        checkPValue(row, "pless", test.answer(there.towards(Alternative.LESS)));
    }

    @ParameterizedTest
    @MethodSource("newcombe")
    void newcombeAgreesWithStatsmodels(Row row) {
        checkShares(row, Newcombe::new);
    }

    @ParameterizedTest
    @MethodSource("agrestiCaffo")
    void agrestiCaffoAgreesWithStatsmodels(Row row) {
        checkShares(row, AgrestiCaffo::new);
    }

    @ParameterizedTest
    @MethodSource("miettinenNurminen")
    void miettinenNurminenInvertsTheScoreTest(Row row) {
        checkShares(row, MiettinenNurminen::new);
    }

    private static void checkShares(Row row, Function<Proportions, StatisticalTest> method) {
        var test =
                method.apply(
                        new Proportions(
                                row.integer("treated"),
                                row.integer("treatedTrials"),
                                row.integer("controlled"),
                                row.integer("controlTrials")));
        var question = Question.twoSided(row.number("confidence"));
        checkEnds(row, test.answer(question));
        checkPValue(row, "p0", test.answer(question));
        checkPValue(row, "p5", test.answer(question.about(0.05)));
    }

    private static void checkPValue(Row row, String column, Inference inference) {
        if (!Double.isNaN(row.number(column))) {
            assertThat(((Inferred) inference).pValue())
                    .isCloseTo(row.number(column), within(row.number("tolerance")));
        }
    }

    private static void checkEnds(Row row, Inference inference) {
        var inferred = (Inferred) inference;
        double width = row.number("upper") - row.number("lower");
        Reference.near(row, "estimate", inferred.estimate(), width);
        Reference.near(row, "lower", inferred.interval().lower(), width);
        Reference.near(row, "upper", inferred.interval().upper(), width);
    }
}
