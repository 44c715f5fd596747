package assay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricReferenceTest {

    static Stream<Row> binary() {
        return ReferenceTable.rowsOf("metrics/binary");
    }

    static Stream<Row> regression() {
        return ReferenceTable.rowsOf("metrics/regression");
    }

    static Stream<Row> multiclass() {
        return ReferenceTable.rowsOf("metrics/multiclass");
    }

    static Stream<Row> ranking() {
        return ReferenceTable.rowsOf("metrics/ranking");
    }

    @ParameterizedTest
    @MethodSource("binary")
    void binaryMetricsAreThoseOfScikitLearn(Row row) {
        double[] truth = row.numbers("truth");
        boolean[] positives = new boolean[truth.length];
        IntStream.range(0, truth.length).forEach(i -> positives[i] = truth[i] == 1);
        agree(
                row,
                new BinaryPredictions(
                        row.numbers("scores"), positives, facts(row, positives.length)));
    }

    @ParameterizedTest
    @MethodSource("regression")
    void regressionMetricsAreThoseOfScikitLearn(Row row) {
        double[] truth = row.numbers("truth");
        agree(
                row,
                new RegressionPredictions(
                        row.numbers("predictions"), truth, facts(row, truth.length)));
    }

    @ParameterizedTest
    @MethodSource("multiclass")
    void multiclassMetricsAreThoseOfScikitLearn(Row row) {
        int[] truth = DoubleStream.of(row.numbers("truth")).mapToInt(t -> (int) t).toArray();
        List<String> classes =
                IntStream.range(0, row.integer("classes")).mapToObj(k -> "class " + k).toList();
        agree(
                row,
                new MulticlassPredictions(
                        row.numbers("scores"), truth, classes, facts(row, truth.length)));
    }

    @ParameterizedTest
    @MethodSource("ranking")
    void rankingMetricsAreThoseOfScikitLearn(Row row) {
        int[] queries = DoubleStream.of(row.numbers("queries")).mapToInt(q -> (int) q).toArray();
        agree(
                row,
                new RankingPredictions(
                        row.numbers("scores"),
                        row.numbers("relevance"),
                        queries,
                        RowFacts.none(queries.length)));
    }

    private static void agree(Row row, Predictions predictions) {
        Metric metric = Metric.named(row.text("metric"), predictions.task()).orElseThrow();
        double expected = row.number("expected");
        assertThat(metric.value(predictions, Setting.seeded(1)).orElseThrow())
                .isCloseTo(
                        expected,
                        within(row.number("tolerance") * Math.max(1, Math.abs(expected))));
    }

    private static RowFacts facts(Row row, int rows) {
        double[] weights = row.numbers("weights");
        RowFacts facts = RowFacts.none(rows);
        return weights.length == 0 ? facts : facts.withWeights(weights);
    }
}
