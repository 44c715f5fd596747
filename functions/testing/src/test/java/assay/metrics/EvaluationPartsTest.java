package assay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Question;
import assay.statistics.onesample.Wilson;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationPartsTest {
    private static final int ROWS = 4000;
    private static final Setting SETTING = Setting.seeded(1);
    private static final BinaryPredictions WEIGHTED =
            (BinaryPredictions)
                    Samples.of(Task.BINARY, ROWS, 1.2, Samples.facts(ROWS, true, false));

    @Test
    void aCurveHasAtMost512PointsAndTheAreaOfAllOfThem() {
        double[] scores = new double[ROWS];
        boolean[] positives = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            scores[row] = (row * 7919 % ROWS) / (double) ROWS;
            positives[row] = row % 3 == 0;
        }
        var predictions = new BinaryPredictions(scores, positives, RowFacts.none(ROWS));
        Curve roc = Curve.roc(predictions);
        assertThat(roc.points()).hasSizeBetween(400, 512);
        assertThat(roc.points().getLast().x()).isEqualTo(1);
        assertThat(roc.points().getLast().y()).isEqualTo(1);
        assertThat(roc.area()).isEqualTo(value("roc_auc", predictions));
        assertThat(Curve.precisionRecall(predictions).area())
                .isEqualTo(value("pr_auc", predictions));
    }

    @Test
    void aCurveOfFewScoresIsWholeAndItsTrapezoidsAreItsArea() {
        Curve roc = Curve.roc(WEIGHTED);
        double area = 0;
        for (int i = 1; i < roc.points().size(); i++) {
            Curve.Point from = roc.points().get(i - 1);
            Curve.Point to = roc.points().get(i);
            area += (to.x() - from.x()) * (to.y() + from.y()) / 2;
        }
        assertThat(roc.points()).hasSizeLessThan(103);
        assertThat(area).isCloseTo(roc.area(), within(1e-12));
    }

    @Test
    void theReliabilityCurveSumsUpToTheCalibrationError() {
        assertThat(Calibration.of(WEIGHTED).error())
                .isCloseTo(value("ece", WEIGHTED), within(1e-12));
    }

    @Test
    void noThresholdCostsLessThanTheBest() {
        CostMatrix costs = CostMatrix.binary(0, 1, 5, -0.5);
        DecisionCosts found = DecisionCosts.of(WEIGHTED, costs, 0.5);
        double least = Double.POSITIVE_INFINITY;
        for (int hundredth = 0; hundredth <= 101; hundredth++) {
            double threshold = Math.min(1, hundredth / 100.0);
            Setting setting = SETTING.withCosts(costs).withThreshold(threshold);
            least =
                    Math.min(
                            least,
                            1000 * metric("expected_cost").value(WEIGHTED, setting).orElseThrow());
        }
        assertThat(found.atBest()).isCloseTo(least, within(1e-9));
        Setting best = SETTING.withCosts(costs).withThreshold(found.bestThreshold().orElseThrow());
        assertThat(1000 * metric("expected_cost").value(WEIGHTED, best).orElseThrow())
                .isCloseTo(found.atBest(), within(1e-9));
        assertThat(found.atThreshold())
                .isCloseTo(
                        1000
                                * metric("expected_cost")
                                        .value(WEIGHTED, SETTING.withCosts(costs))
                                        .orElseThrow(),
                        within(1e-9));
    }

    @Test
    void whereAlarmsAreDearNobodyIsAlarmed() {
        DecisionCosts found = DecisionCosts.of(WEIGHTED, CostMatrix.binary(0, 1e6, 1, 0), 0.5);
        assertThat(Confusion.at(found.bestThreshold().orElse(1), WEIGHTED).falsePositive())
                .isZero();
        assertThat(found.atBest()).isLessThan(found.atThreshold());
    }

    @Test
    void theWorstExamplesAreThoseOfASort() {
        double[] losses = BinaryLosses.LOG.of(WEIGHTED, SETTING);
        List<Integer> sorted =
                IntStream.range(0, ROWS)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer row) -> -losses[row]))
                        .limit(100)
                        .toList();
        WorstExamples worst = WorstExamples.byLoss(metric("log_loss"), WEIGHTED, SETTING);
        assertThat(worst.examples().stream().map(WorstExamples.Example::row).toList())
                .isEqualTo(sorted);
    }

    @Test
    void regretIsWhatTheChampionWouldHaveSpared() {
        RowFacts named = RowFacts.none(3).withIds(TextIds.of(List.of("ann", "bob", "cid")));
        double[] truth = {1, 1, 1};
        var challenger = new RegressionPredictions(new double[] {1, 4, 9}, truth, named);
        var champion = new RegressionPredictions(new double[] {6, 1, 8}, truth, named);
        var worst =
                WorstExamples.byRegret(
                        Metric.named("mae", Task.REGRESSION).orElseThrow(),
                        challenger,
                        champion,
                        SETTING);
        assertThat(worst.examples())
                .containsExactly(
                        new WorstExamples.Example(1, "bob", 3),
                        new WorstExamples.Example(2, "cid", 1),
                        new WorstExamples.Example(0, "ann", -5));
    }

    @Test
    void theWorstSliceIsNamedAndTheIntervalsHoldTogether() {
        int[] codes = new int[ROWS];
        Arrays.setAll(codes, row -> WEIGHTED.score(row) > 0.4 && WEIGHTED.score(row) < 0.6 ? 2 : 0);
        SliceReport report =
                SliceReport.of(
                        metric("log_loss"),
                        WEIGHTED,
                        "plan",
                        codes,
                        List.of("free", "none", "pro"),
                        SETTING,
                        0.95);
        assertThat(report.slices())
                .extracting(SliceReport.Slice::value)
                .containsExactly("free", "pro");
        assertThat(report.worst()).contains("pro");
        int[] pro = IntStream.range(0, ROWS).filter(row -> codes[row] == 2).toArray();
        assertThat(report.slices().get(1).metric())
                .isEqualTo(metric("log_loss").measure(WEIGHTED.at(pro), SETTING, 0.975));
    }

    @Test
    void whatIsKnownOfAllRowsIsNotComputedAgainOfSome() {
        BinaryPredictions all = plain(0);
        int[] rows = IntStream.range(0, ROWS).filter(row -> row % 7 < 3).toArray();
        double[] known = new double[ROWS];
        Arrays.setAll(known, row -> row);
        all.memory().ofRows("known", () -> known);
        double[] ofSome =
                all.at(rows)
                        .memory()
                        .ofRows(
                                "known",
                                () -> {
                                    throw new AssertionError("computed again");
                                });
        assertThat(ofSome).containsExactly(Arrays.stream(rows).asDoubleStream().toArray());
        value("log_loss", all);
        assertThat(value("log_loss", all.at(rows))).isEqualTo(value("log_loss", plain(0).at(rows)));
    }

    @Test
    void whatTakesNoRoomIsComputedOnce() {
        Memory memory = plain(0).memory();
        assertThat(
                        memory.ofSmall(
                                "key",
                                Double.class,
                                () -> memory.ofSmall("other", Double.class, () -> 1.5)))
                .isEqualTo(1.5);
        assertThat(
                        memory.ofSmall(
                                "key",
                                Double.class,
                                () -> {
                                    throw new AssertionError("computed again");
                                }))
                .isEqualTo(1.5);
    }

    @Test
    void rowsAreCountedAsRowsOfWeightOne() {
        BinaryPredictions one = plain(0);
        BinaryPredictions other = plain(1);
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        RowFacts facts = RowFacts.none(ROWS).withWeights(ones);
        var weighed = new BinaryPredictions(one.scores(), one.positives(), facts);
        assertThat(Confusion.at(0.3, one)).isEqualTo(Confusion.at(0.3, weighed));
        byte[] left = Confusion.cells(SETTING.threshold(), one);
        byte[] right = Confusion.cells(SETTING.threshold(), other);
        long differing = IntStream.range(0, ROWS).filter(r -> left[r] != right[r]).count();
        assertThat(Disagreement.of(one, other, SETTING, 0.95).inference())
                .isEqualTo(new Wilson(differing, ROWS).answer(Question.twoSided(0.95)));
    }

    /// Scores with ties, of rows that all count alike.
    private static BinaryPredictions plain(int variant) {
        double[] scores = new double[ROWS];
        boolean[] positives = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            scores[row] = (row * 7919 % (ROWS / 2 + variant)) / (double) ROWS;
            positives[row] = row % 3 == 0;
        }
        return new BinaryPredictions(scores, positives, RowFacts.none(ROWS));
    }

    @Test
    void aHistogramHoldsEveryRowOnce() {
        var regression =
                (RegressionPredictions) Samples.of(Task.REGRESSION, ROWS, 1, RowFacts.none(ROWS));
        assertThat(sum(Histogram.ofResiduals(regression))).isEqualTo(ROWS);
        assertThat(
                        sum(Histogram.ofScores(WEIGHTED, true))
                                + sum(Histogram.ofScores(WEIGHTED, false)))
                .isCloseTo(Confusion.all(WEIGHTED).total(), within(1e-9));
    }

    private static double sum(Histogram histogram) {
        return histogram.weights().stream().mapToDouble(w -> w).sum();
    }

    private static Metric metric(String name) {
        return Metric.named(name, Task.BINARY).orElseThrow();
    }

    private static double value(String name, Predictions predictions) {
        return metric(name).value(predictions, SETTING).orElseThrow();
    }
}
