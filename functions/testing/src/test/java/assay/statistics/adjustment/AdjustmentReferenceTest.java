package assay.statistics.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference.Inferred;
import assay.statistics.Moments;
import assay.statistics.Pivot;
import assay.statistics.Question;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdjustmentReferenceTest {

    @ParameterizedTest
    @MethodSource("covariates")
    void adjustedEffectIsThatOfLeastSquaresOverTheRows(Row row) {
        var test =
                switch (row.text("method")) {
                    case "cuped-mean" ->
                            Cuped.mean(arm(row, "0", "y", "a", "b"), arm(row, "1", "y", "a", "b"));
                    case "cuped-ratio" ->
                            Cuped.ratio(
                                    arm(row, "0", "y", "d", "a", "b"),
                                    arm(row, "1", "y", "d", "a", "b"));
                    case "lin-mean" ->
                            RegressionAdjustment.mean(
                                    arm(row, "0", "y", "a", "b"), arm(row, "1", "y", "a", "b"));
                    default ->
                            RegressionAdjustment.ratio(
                                    arm(row, "0", "y", "d", "a", "b"),
                                    arm(row, "1", "y", "d", "a", "b"));
                };
        var inferred = (Inferred) test.answer(Question.twoSided(0.95));
        agree(row, inferred.estimate(), "estimate");
        agree(row, inferred.interval().lower(), "lower");
        agree(row, inferred.interval().upper(), "upper");
        agree(row, inferred.pValue(), "p");
    }

    static Stream<Row> covariates() {
        return ReferenceTable.rowsOf("adjustment/covariates");
    }

    @ParameterizedTest
    @MethodSource("strata")
    void postStratifiedEffectIsThatOfASaturatedRegression(Row row) {
        double[] values = row.numbers("values");
        double[] sizes = row.numbers("sizes");
        List<PostStratification.Stratum> strata = new ArrayList<>();
        int from = 0;
        for (int s = 0; s < sizes.length; s += 2) {
            int middle = from + (int) sizes[s];
            int to = middle + (int) sizes[s + 1];
            strata.add(
                    new PostStratification.Stratum(
                            "s" + s,
                            Moments.of(Arrays.copyOfRange(values, from, middle)),
                            Moments.of(Arrays.copyOfRange(values, middle, to))));
            from = to;
        }
        var pivot = (Pivot) PostStratification.mean(strata);
        agree(row, pivot.estimate(), "estimate");
        agree(row, pivot.standardError(), "error");
    }

    static Stream<Row> strata() {
        return ReferenceTable.rowsOf("adjustment/strata");
    }

    private static JointMoments arm(Row row, String arm, String... columns) {
        return JointMoments.of(
                Arrays.stream(columns).map(c -> row.numbers(c + arm)).toArray(double[][]::new));
    }

    private static void agree(Row row, double value, String column) {
        double expected = row.number(column);
        assertThat(value).as(column).isCloseTo(expected, within(row.number("tolerance")));
    }
}
