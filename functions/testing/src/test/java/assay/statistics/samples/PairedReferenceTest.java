package assay.statistics.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference.Inferred;
import assay.statistics.Moments;
import assay.statistics.Question;
import assay.statistics.paired.Bootstrap;
import assay.statistics.paired.McNemar;
import assay.statistics.paired.PairedT;
import assay.statistics.paired.RobustPairedT;
import assay.statistics.paired.SignTest;
import assay.statistics.paired.WilcoxonSignedRank;
import assay.statistics.paired.WilcoxonSignedRank.Zeros;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairedReferenceTest {

    static Stream<Row> pairedT() {
        return ReferenceTable.rowsOf("paired/paired-t");
    }

    static Stream<Row> robustPairedT() {
        return ReferenceTable.rowsOf("paired/robust-paired-t");
    }

    static Stream<Row> wilcoxon() {
        return ReferenceTable.rowsOf("paired/wilcoxon");
    }

    static Stream<Row> wilcoxonZeros() {
        return ReferenceTable.rowsOf("paired/wilcoxon-zeros");
    }

    static Stream<Row> sign() {
        return ReferenceTable.rowsOf("paired/sign");
    }

    static Stream<Row> mcNemar() {
        return ReferenceTable.rowsOf("paired/mcnemar");
    }

    static Stream<Row> tango() {
        return ReferenceTable.rowsOf("paired/tango");
    }

    static Stream<Row> bootstrap() {
        return ReferenceTable.rowsOf("paired/bootstrap");
    }

    static Stream<Row> splitZeros() {
        return ReferenceTable.rowsOf("paired/wilcoxon-split");
    }

    static Stream<Row> clusteredBootstrap() {
        return ReferenceTable.rowsOf("paired/clustered-bootstrap");
    }

    @ParameterizedTest
    @MethodSource("pairedT")
    void pairedTAgreesWithR(Row row) {
        Reference.check(row, PairedT.of(row.numbers("differences")));
    }

    @ParameterizedTest
    @MethodSource("robustPairedT")
    void weightsAndClustersAgreeWithSurvey(Row row) {
        Reference.check(
                row,
                RobustPairedT.clustered(
                        row.numbers("differences"),
                        row.numbers("weights"),
                        Reference.integers(row, "clusters")));
    }

    @ParameterizedTest
    @MethodSource("wilcoxon")
    void wilcoxonAgreesWithR(Row row) {
        var test = WilcoxonSignedRank.of(row.numbers("differences"));
        Reference.check(row, test);
        var inferred = (Inferred) test.answer(Reference.question(row));
        assertThat(inferred.statistic()).isEqualTo(row.number("statistic"));
    }

    @ParameterizedTest
    @MethodSource("wilcoxonZeros")
    void zerosAgreeWithCoin(Row row) {
        var question = new Question(0, Reference.alternative(row), row.number("confidence"));
        for (Zeros zeros : new Zeros[] {Zeros.PRATT, Zeros.WILCOXON}) {
            var inference =
                    WilcoxonSignedRank.of(row.numbers("differences"), zeros).answer(question);
            double expected = row.number(zeros == Zeros.PRATT ? "pratt" : "wilcoxon");
            boolean exact = zeros == Zeros.WILCOXON && isPlain(row.numbers("differences"));
            if (!exact) {
                assertThat(((Inferred) inference).pValue()).isCloseTo(expected, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("splitZeros")
    void splitZerosAgreeWithScipy(Row row) {
        var question = new Question(0, Reference.alternative(row), 0.95);
        var inference =
                WilcoxonSignedRank.of(row.numbers("differences"), Zeros.SPLIT).answer(question);
        assertThat(((Inferred) inference).pValue())
                .isCloseTo(row.number("p"), within(row.number("tolerance")));
    }

    private static boolean isPlain(double[] differences) {
        double[] sizes = Arrays.stream(differences).filter(d -> d != 0).map(Math::abs).toArray();
        return Arrays.stream(sizes).distinct().count() == sizes.length;
    }

    @ParameterizedTest
    @MethodSource("sign")
    void signTestAgreesWithR(Row row) {
        Reference.check(row, SignTest.of(row.numbers("differences")));
    }

    @ParameterizedTest
    @MethodSource("mcNemar")
    void mcNemarAgreesWithR(Row row) {
        var exact = (Inferred) mcNemar(row, McNemar.Tail.EXACT).answer(Reference.question(row));
        var midP = (Inferred) mcNemar(row, McNemar.Tail.MID_P).answer(Reference.question(row));
        Reference.near(row, "estimate", exact.estimate(), 0);
        Reference.near(row, "p", exact.pValue(), 0);
        assertThat(midP.pValue()).isCloseTo(row.number("midP"), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("tango")
    void mcNemarWithAMarginAndItsIntervalAreTangos(Row row) {
        Reference.check(row, mcNemar(row, McNemar.Tail.EXACT));
    }

    private static McNemar mcNemar(Row row, McNemar.Tail tail) {
        return new McNemar(
                row.integer("challengerOnly"),
                row.integer("championOnly"),
                row.integer("rows"),
                tail);
    }

    @ParameterizedTest
    @MethodSource("bootstrap")
    void bootstrapAgreesWithScipyWithinChance(Row row) {
        double[] values = row.numbers("values");
        for (Bootstrap.Method method : Bootstrap.Method.values()) {
            near(
                    row,
                    method,
                    Moments.of(values).standardError(),
                    Bootstrap.of(values, 20_000, 11, method));
        }
    }

    @ParameterizedTest
    @MethodSource("clusteredBootstrap")
    void drawingWholeClustersAgreesWithNumpyWithinChance(Row row) {
        for (Bootstrap.Method method : Bootstrap.Method.values()) {
            near(
                    row,
                    method,
                    row.number("error"),
                    Bootstrap.clustered(
                            row.numbers("values"),
                            Reference.integers(row, "clusters"),
                            20_000,
                            11,
                            method));
        }
    }

    private static void near(
            Row row, Bootstrap.Method method, double standardError, Bootstrap bootstrap) {
        double allowed = row.number("tolerance") * standardError;
        String name = method == Bootstrap.Method.BCA ? "bca" : "percentile";
        var inferred = (Inferred) bootstrap.answer(Question.twoSided(0.95));
        double estimate = row.number("estimate");
        assertThat(inferred.estimate()).isCloseTo(estimate, within(1e-12 * Math.abs(estimate)));
        assertThat(inferred.interval().lower())
                .isCloseTo(row.number(name + "Lower"), within(allowed));
        assertThat(inferred.interval().upper())
                .isCloseTo(row.number(name + "Upper"), within(allowed));
    }
}
