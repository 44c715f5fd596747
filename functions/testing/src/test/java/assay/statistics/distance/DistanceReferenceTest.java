package assay.statistics.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.distance.Distance.Measured;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistanceReferenceTest {

    static Stream<Row> twoSample() {
        return ReferenceTable.rowsOf("distance/ks-two-sample");
    }

    static Stream<Row> ties() {
        return ReferenceTable.rowsOf("distance/ks-ties");
    }

    static Stream<Row> oneSample() {
        return ReferenceTable.rowsOf("distance/ks-one-sample");
    }

    static Stream<Row> wasserstein() {
        return ReferenceTable.rowsOf("distance/wasserstein");
    }

    static Stream<Row> wassersteinP() {
        return ReferenceTable.rowsOf("distance/wasserstein-p");
    }

    static Stream<Row> wassersteinInterval() {
        return ReferenceTable.rowsOf("distance/wasserstein-interval");
    }

    static Stream<Row> kolmogorovSmirnovInterval() {
        return ReferenceTable.rowsOf("distance/ks-interval");
    }

    static Stream<Row> contingency() {
        return ReferenceTable.rowsOf("distance/contingency");
    }

    static Stream<Row> shares() {
        return ReferenceTable.rowsOf("distance/shares");
    }

    static Stream<Row> divergence() {
        return ReferenceTable.rowsOf("distance/divergence");
    }

    @ParameterizedTest
    @MethodSource("twoSample")
    void kolmogorovSmirnovOfTwoSamplesIsThatOfScipy(Row row) {
        Measured m = twoSampleOf(row);
        assertThat(m.distance()).isCloseTo(row.number("distance"), within(1e-12));
        relative(m.pValue(), row, "p");
    }

    @ParameterizedTest
    @MethodSource("ties")
    void kolmogorovSmirnovOfTiedSamplesIsThatOfR(Row row) {
        Measured m = twoSampleOf(row);
        assertThat(m.distance()).isCloseTo(row.number("distance"), within(1e-12));
        assertThat(m.pValue()).isCloseTo(row.number("p"), within(row.number("tolerance")));
    }

    @ParameterizedTest
    @MethodSource("oneSample")
    void kolmogorovSmirnovOfOneSampleIsThatOfScipy(Row row) {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        Measured m =
                (Measured)
                        KolmogorovSmirnov.oneSample(
                                row.numbers("x"),
                                normal::cumulativeProbability,
                                alternative(row),
                                0.95);
        assertThat(m.distance()).isCloseTo(row.number("distance"), within(1e-12));
        relative(m.pValue(), row, "p");
    }

    @ParameterizedTest
    @MethodSource("wasserstein")
    void wassersteinIsThatOfScipy(Row row) {
        Measured m =
                (Measured) new Wasserstein(99, 1).between(row.numbers("x"), row.numbers("y"), 0.95);
        relative(m.distance(), row, "distance");
        relative(m.effect(), row, "effect");
    }

    @ParameterizedTest
    @MethodSource("wassersteinP")
    void wassersteinsPValueIsThatOfAllRelabellings(Row row) {
        Measured m =
                (Measured)
                        new Wasserstein(9999, 1).between(row.numbers("x"), row.numbers("y"), 0.95);
        assertThat(m.pValue()).isCloseTo(row.number("p"), within(row.number("tolerance")));
    }

    @ParameterizedTest
    @MethodSource("wassersteinInterval")
    void wassersteinsIntervalIsThatOfScipysBootstrap(Row row) {
        interval(new Wasserstein(1999, 1).between(row.numbers("x"), row.numbers("y"), 0.95), row);
    }

    @ParameterizedTest
    @MethodSource("kolmogorovSmirnovInterval")
    void kolmogorovSmirnovsIntervalIsThatOfStatsmodelsWhereTheGapIsLargest(Row row) {
        interval(
                row.text("y").isEmpty()
                        ? KolmogorovSmirnov.oneSample(
                                row.numbers("x"),
                                NormalDistribution.of(0, 1)::cumulativeProbability,
                                Alternative.TWO_SIDED,
                                0.95)
                        : KolmogorovSmirnov.twoSample(
                                row.numbers("x"), row.numbers("y"), Alternative.TWO_SIDED, 0.95),
                row);
    }

    private static void interval(Distance distance, Row row) {
        Measured m = (Measured) distance;
        double tolerance = row.number("tolerance");
        assertThat(m.interval().lower()).isCloseTo(row.number("lower"), within(tolerance));
        assertThat(m.interval().upper()).isCloseTo(row.number("upper"), within(tolerance));
    }

    @ParameterizedTest
    @MethodSource("contingency")
    void chiSquareGAndCramersVAreThoseOfScipy(Row row) {
        long[] cells = counts(row, "table");
        int rows = row.integer("rows");
        int columns = cells.length / rows;
        long[][] table = new long[rows][];
        for (int i = 0; i < rows; i++) {
            table[i] = Arrays.copyOfRange(cells, i * columns, (i + 1) * columns);
        }
        Measured m = (Measured) Contingency.ofTable(table, statistic(row), 0.95);
        double tolerance = row.number("tolerance");
        relative(m.statistic(), row, "value");
        relative(m.pValue(), row, "p");
        assertThat(m.distance()).isCloseTo(row.number("distance"), within(tolerance));
        assertThat(m.interval().lower()).isCloseTo(row.number("lower"), within(tolerance));
        assertThat(m.interval().upper()).isCloseTo(row.number("upper"), within(tolerance));
        if (!row.text("effect").isEmpty()) {
            assertThat(m.effect()).isCloseTo(row.number("effect"), within(tolerance));
        }
    }

    @ParameterizedTest
    @MethodSource("shares")
    void goodnessOfFitIsThatOfScipy(Row row) {
        Measured m =
                (Measured)
                        Contingency.ofShares(
                                counts(row, "counts"), row.numbers("shares"), statistic(row), 0.95);
        relative(m.statistic(), row, "value");
        relative(m.pValue(), row, "p");
        assertThat(m.interval().lower()).isCloseTo(row.number("lower"), within(1e-6));
        assertThat(m.interval().upper()).isCloseTo(row.number("upper"), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("divergence")
    void divergencesAreThoseOfScipy(Row row) {
        Divergence divergence =
                row.text("method").equals("psi")
                        ? Divergence.POPULATION_STABILITY
                        : Divergence.JENSEN_SHANNON;
        Measured m =
                (Measured)
                        divergence.between(counts(row, "reference"), counts(row, "current"), 0.95);
        relative(m.distance(), row, "distance");
        relative(m.pValue(), row, "p");
        double upper = row.number("upper");
        assertThat(m.interval().lower()).isCloseTo(row.number("lower"), within(1e-6 * upper));
        assertThat(m.interval().upper()).isCloseTo(upper, within(1e-6 * upper));
    }

    private static Measured twoSampleOf(Row row) {
        return (Measured)
                KolmogorovSmirnov.twoSample(
                        row.numbers("x"), row.numbers("y"), alternative(row), 0.95);
    }

    private static void relative(double actual, Row row, String column) {
        double expected = row.number(column);
        assertThat(actual)
                .as(column)
                .isCloseTo(expected, within(row.number("tolerance") * Math.abs(expected) + 1e-14));
    }

    private static Alternative alternative(Row row) {
        return switch (row.text("alternative")) {
            case "two-sided" -> Alternative.TWO_SIDED;
            case "greater" -> Alternative.GREATER;
            default -> Alternative.LESS;
        };
    }

    private static Contingency.Statistic statistic(Row row) {
        return row.text("statistic").equals("g")
                ? Contingency.Statistic.G
                : Contingency.Statistic.CHI_SQUARE;
    }

    private static long[] counts(Row row, String column) {
        return Arrays.stream(row.numbers(column)).mapToLong(x -> (long) x).toArray();
    }
}
