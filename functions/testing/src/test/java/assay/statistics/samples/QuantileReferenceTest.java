package assay.statistics.samples;

import assay.statistics.onesample.QuantileTest;
import assay.statistics.paired.PairedQuantile;
import assay.statistics.twosample.QuantileDifference;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantileReferenceTest {

    static Stream<Row> paired() {
        return ReferenceTable.rowsOf("paired/paired-quantile");
    }

    static Stream<Row> difference() {
        return ReferenceTable.rowsOf("twosample/quantile-difference");
    }

    static Stream<Row> clustered() {
        return ReferenceTable.rowsOf("onesample/clustered-quantile");
    }

    @ParameterizedTest
    @MethodSource("paired")
    void pairedQuantilesAgreeWithTheFormulasInNumpy(Row row) {
        double[] x = row.numbers("treatment");
        double[] y = row.numbers("control");
        double probability = row.number("probability");
        Reference.check(
                row,
                row.text("clusters").isEmpty()
                        ? PairedQuantile.of(x, y, probability)
                        : PairedQuantile.clustered(
                                x, y, Reference.integers(row, "clusters"), probability));
    }

    @ParameterizedTest
    @MethodSource("difference")
    void quantilesOfTwoSamplesAgreeWithTheFormulasInNumpy(Row row) {
        double[] x = row.numbers("treatment");
        double[] y = row.numbers("control");
        double probability = row.number("probability");
        Reference.check(row, difference(row, x, y, probability));
    }

    private static QuantileDifference difference(
            Row row, double[] x, double[] y, double probability) {
        if (row.text("clusters").isEmpty()) {
            return QuantileDifference.of(x, y, probability);
        }
        int[] clusters = Reference.integers(row, "clusters");
        return QuantileDifference.clustered(x, clusters, y, clusters, probability);
    }

    @ParameterizedTest
    @MethodSource("clustered")
    void clusteredQuantilesAgreeWithTheSharesOfRowsInNumpy(Row row) {
        Reference.check(
                row,
                QuantileTest.clustered(
                        row.numbers("values"),
                        Reference.integers(row, "clusters"),
                        row.number("probability")));
    }
}
