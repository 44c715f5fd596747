package assay.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Moments;
import assay.statistics.Question;
import assay.testing.ReferenceTable;
import assay.testing.ReferenceTable.Row;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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
        agreeOnTheArea(row, rows.area(first));
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

    @ParameterizedTest
    @MethodSource("robustDelong")
    void areasOfWeightedAndClusteredRowsAreThoseOfAllPairs(Row row) {
        double[] labels = row.numbers("positive");
        boolean[] positive = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            positive[i] = labels[i] == 1;
        }
        var rows = DeLong.of(positive).weighted(row.numbers("weights"));
        if (!row.text("clusters").isEmpty()) {
            int[] clusters =
                    Arrays.stream(row.numbers("clusters")).mapToInt(c -> (int) c).toArray();
            rows = rows.clustered(clusters, 1 + Arrays.stream(clusters).max().orElseThrow());
        }
        double[] first = row.numbers("first");
        agree(row, rows.area(first).estimate(), "area");
        agree(row, rows.area(first).variance(), "variance");
        agreeOnTheArea(row, rows.area(first));
        var difference =
                (Inferred)
                        rows.difference(first, row.numbers("second"))
                                .difference(Question.twoSided(0.95));
        agree(row, difference.estimate(), "difference");
        agree(row, difference.interval().lower(), "lower");
        agree(row, difference.interval().upper(), "upper");
        agree(row, difference.pValue(), "p");
    }

    static Stream<Row> robustDelong() {
        return ReferenceTable.rowsOf("comparison/delong-robust");
    }

    @ParameterizedTest
    @MethodSource("friedman")
    void friedmanAndNemenyiAreThoseOfR(Row row) {
        int datasets = row.integer("datasets");
        double[] scores = row.numbers("scores");
        int models = scores.length / datasets;
        List<List<Double>> table =
                IntStream.range(0, datasets)
                        .mapToObj(d -> boxed(scores).subList(d * models, (d + 1) * models))
                        .toList();
        var ranked = (Friedman.Ranked) Friedman.of(table);
        agree(row, ranked.chiSquare(), "chisquare");
        agree(row, ranked.pValue(), "p");
        agree(row, ranked.f(), "f");
        agree(row, ranked.fPValue(), "fp");
        var pair = (Inferred) ranked.difference(0, 1, Question.twoSided(0.95));
        agree(row, pair.pValue(), "pair");
    }

    static Stream<Row> friedman() {
        return ReferenceTable.rowsOf("comparison/friedman");
    }

    @ParameterizedTest
    @MethodSource("nemenyi")
    void criticalValuesAreThoseThatDemsarPrints(Row row) {
        int models = row.integer("models");
        List<Double> ranks = boxed(new double[models]);
        var ranked = new Friedman.Ranked(10, ranks, 1, 1, 1, 1);
        double unit = Math.sqrt(models * (models + 1) / (6.0 * 10));
        agree(row, ranked.criticalDifference(row.number("alpha")) / unit, "critical");
    }

    static Stream<Row> nemenyi() {
        return ReferenceTable.rowsOf("comparison/nemenyi");
    }

    @ParameterizedTest
    @MethodSource("folds")
    void testsOverFoldsAreThoseOfTheirPapersAndOfPackages(Row row) {
        double[] differences = row.numbers("differences");
        var moments = Moments.of(differences);
        double ratio = row.number("ratio");
        var question = Question.twoSided(0.95);
        var t = (Inferred) CorrectedResampledT.of(moments, ratio).answer(question);
        if (row.fields().containsKey("t")) {
            agree(row, t.statistic(), "t");
        }
        agree(row, t.pValue(), "p");
        var posterior =
                (CorrelatedT.Posterior) CorrelatedT.of(moments, ratio, row.number("rope"), 0.95);
        agree(row, posterior.less(), "less");
        agree(row, posterior.equivalent(), "equivalent");
        agree(row, posterior.greater(), "greater");
        var folds = new FiveByTwo(boxed(differences));
        var dietterich = (Inferred) folds.t().answer(question);
        agree(row, dietterich.statistic(), "dietterich");
        agree(row, dietterich.pValue(), "dietterichp");
        var combined = (FiveByTwo.CombinedF.Known) folds.combined();
        agree(row, combined.statistic(), "alpaydin");
        agree(row, combined.pValue(), "alpaydinp");
    }

    static Stream<Row> folds() {
        return Stream.concat(
                ReferenceTable.rowsOf("comparison/folds"),
                ReferenceTable.rowsOf("comparison/folds-packages"));
    }

    private static List<Double> boxed(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }

    private static void agreeOnTheArea(Row row, Auc auc) {
        Inference answer = auc.area(Question.twoSided(0.95).about(0.5));
        if (row.number("variance") > 0) {
            var area = (Inferred) answer;
            agree(row, area.interval().lower(), "arealower");
            agree(row, area.interval().upper(), "areaupper");
            agree(row, area.pValue(), "areap");
        } else {
            assertThat(answer).isInstanceOf(CannotSay.class);
        }
    }

    private static void agree(Row row, double value, String column) {
        double expected = row.number(column);
        double tolerance = row.number("tolerance") * Math.max(1, Math.abs(expected));
        assertThat(value).as(column).isCloseTo(expected, within(tolerance));
    }
}
