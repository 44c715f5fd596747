package assay.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonReferenceTest {

    @ParameterizedTest
    @MethodSource("delong")
    void areasAndTheirDifferenceAreThoseOfProc(Row row) {
        double[] labels = row.numbers("positive");
        boolean[] positive = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            positive[i] = labels[i] == 1;
        }
        double[] first = row.numbers("first");
        double[] weights = new double[labels.length];
        Arrays.fill(weights, 3);
        var rows = DeLong.of(positive);
        agree(row, rows.area(first).estimate(), "area");
        agree(row, rows.area(first).variance(), "variance");
        agree(row, rows.weighted(weights).area(first).variance(), "variance");
        var difference =
                (Inferred)
                        rows.difference(first, row.numbers("second"))
                                .difference(Question.twoSided(0.95));
        agree(row, difference.estimate(), "difference");
        agree(row, difference.interval().lower(), "lower");
        agree(row, difference.interval().upper(), "upper");
        agree(row, difference.pValue(), "p");
    }

    static Stream<Row> delong() {
        return ReferenceTable.rowsOf("comparison/delong");
    }

    private static void agree(Row row, double value, String column) {
        assertThat(value).as(column).isCloseTo(row.number(column), within(row.number("tolerance")));
    }
}
