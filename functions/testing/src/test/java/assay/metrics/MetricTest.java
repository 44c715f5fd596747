package assay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
    private static final int ROWS = 150;
    private static final List<Question> QUESTIONS =
            List.of(
                    new Question(-0.05, Alternative.TWO_SIDED, 0.9),
                    new Question(0, Alternative.GREATER, 0.9),
                    new Question(0.02, Alternative.LESS, 0.9));
    private static final Setting BINARY_COSTS =
            Setting.seeded(1).withCosts(CostMatrix.binary(0, 1, 5, 0));
    private static final Setting MULTICLASS_COSTS =
            Setting.seeded(1)
                    .withCosts(
                            new CostMatrix(
                                    List.of(
                                            List.of(0.0, 1.0, 2.0),
                                            List.of(3.0, -1.0, 1.0),
                                            List.of(4.0, 1.0, 0.0))));

    static Stream<Arguments> metricsOfAllTasks() {
        return Stream.of(Task.values())
                .flatMap(task -> Metric.of(task).stream())
                .flatMap(metric ->
                        Stream.of(
                                Arguments.of(metric, false, false),
                                Arguments.of(metric, true, false),
                                Arguments.of(metric, false, true),
                                Arguments.of(metric, true, true)));
    }

    @ParameterizedTest
    @MethodSource("metricsOfAllTasks")
    void theIntervalHoldsTheValue(Metric metric, boolean weighted, boolean clustered) {
        Predictions predictions = sample(metric, 0.8, weighted, clustered);
        switch (metric.measure(predictions, setting(metric), 0.9)) {
            case Inferred inferred -> {
                assertThat(inferred.estimate())
                        .isCloseTo(
                                metric.value(predictions, setting(metric)).orElseThrow(),
                                within(1e-9));
                assertThat(inferred.interval().contains(inferred.estimate())).isTrue();
            }
            case CannotSay cannot ->
                    assertThat(metric.name() + ": " + cannot.because())
                            .matches(
                                    "\\w+_p(95|99|99.9|1|5): .*too few.*|(top_3|recall).*do not vary.*");
        }
    }

    @ParameterizedTest
    @MethodSource("metricsOfAllTasks")
    void everyTestAgreesWithItsInterval(Metric metric, boolean weighted, boolean clustered) {
        Predictions challenger = sample(metric, 0.8, weighted, clustered);
        Predictions champion = sample(metric, 1.1, weighted, clustered);
        for (TestName test : metric.tests()) {
            for (Question question : QUESTIONS) {
                Inference answer =
                        metric.compare(challenger, champion, test, setting(metric), question);
                if (answer instanceof Inferred inferred) {
                    assertThat(inferred.interval().contains(question.nullValue()))
                            .as("%s by %s: %s", metric, test, question)
                            .isEqualTo(inferred.pValue() >= question.alpha());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("metricsOfAllTasks")
    void theEstimateIsChallengerMinusChampion(Metric metric, boolean weighted, boolean clustered) {
        Predictions challenger = sample(metric, 0.8, weighted, clustered);
        Predictions champion = sample(metric, 1.1, weighted, clustered);
        for (TestName test : metric.tests()) {
            boolean ofTheMean = test != TestName.WILCOXON && test != TestName.SIGN;
            if (ofTheMean
                    && metric.compare(
                                    challenger,
                                    champion,
                                    test,
                                    setting(metric),
                                    Question.twoSided(0.9))
                            instanceof Inferred inferred) {
                assertThat(inferred.estimate())
                        .as(test.text())
                        .isCloseTo(
                                value(metric, challenger) - value(metric, champion), within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("metricsOfAllTasks")
    void theDefaultTestIsOneOfTheTests(Metric metric, boolean weighted, boolean clustered) {
        if (!metric.tests().isEmpty()) {
            assertThat(metric.tests())
                    .contains(metric.defaultTest(100), metric.defaultTest(1 << 20));
        }
    }

    @Test
    void accuracyHasWilsonsInterval() {
        double[] scores = new double[263];
        boolean[] positives = new boolean[263];
        Arrays.fill(positives, true);
        Arrays.fill(scores, 0, 81, 1);
        var predictions = new BinaryPredictions(scores, positives, RowFacts.none(263));
        var answer =
                inferred(
                        named("accuracy", Task.BINARY)
                                .measure(predictions, Setting.seeded(1), 0.95));
        // Newcombe (1998), table I, method 3
        assertThat(answer.interval().lower()).isCloseTo(0.2553, within(5e-5));
        assertThat(answer.interval().upper()).isCloseTo(0.3662, within(5e-5));
    }

    @Test
    void accuracyIsComparedByTheRowsThatDisagree() {
        int rows = 20;
        boolean[] positives = new boolean[rows];
        double[] champion = new double[rows];
        double[] challenger = new double[rows];
        Arrays.fill(champion, 0, 8, 1);
        challenger[19] = 1;
        var answer =
                inferred(
                        named("accuracy", Task.BINARY)
                                .compare(
                                        new BinaryPredictions(
                                                challenger, positives, RowFacts.none(rows)),
                                        new BinaryPredictions(
                                                champion, positives, RowFacts.none(rows)),
                                        TestName.MCNEMAR,
                                        Setting.seeded(1),
                                        Question.twoSided(0.95)));
        assertThat(answer.estimate()).isCloseTo(7 / 20.0, within(1e-12));
        // 8 to 1: twice the chance of at most 1 head in 9 throws
        assertThat(answer.pValue()).isCloseTo(2 * 10 / 512.0, within(1e-12));
    }

    @Test
    void areasHaveDelongsVarianceByCountingAllPairs() {
        var challenger = (BinaryPredictions) Samples.of(Task.BINARY, 80, 0.8, RowFacts.none(80));
        var champion = (BinaryPredictions) Samples.of(Task.BINARY, 80, 1.5, RowFacts.none(80));
        int[] up = rowsOf(challenger, true);
        int[] down = rowsOf(challenger, false);
        double[] ofPositives = new double[up.length];
        double[] ofNegatives = new double[down.length];
        for (int i = 0; i < up.length; i++) {
            for (int j = 0; j < down.length; j++) {
                double difference = win(challenger, up[i], down[j]) - win(champion, up[i], down[j]);
                ofPositives[i] += difference / down.length;
                ofNegatives[j] += difference / up.length;
            }
        }
        double error = Math.sqrt(meanVariance(ofPositives) + meanVariance(ofNegatives));
        var answer =
                inferred(
                        named("roc_auc", Task.BINARY)
                                .compare(
                                        challenger,
                                        champion,
                                        TestName.DELONG,
                                        Setting.seeded(1),
                                        Question.twoSided(0.95)));
        assertThat(answer.estimate())
                .isCloseTo(Arrays.stream(ofPositives).average().orElseThrow(), within(1e-12));
        assertThat(answer.statistic()).isCloseTo(answer.estimate() / error, within(1e-9));
    }

    @Test
    void clustersOfOneRowAreNoClusters() {
        int[] own = new int[ROWS];
        Arrays.setAll(own, row -> row);
        RowFacts plain = RowFacts.none(ROWS);
        for (String name : List.of("log_loss", "f1")) {
            Metric metric = named(name, Task.BINARY);
            var alone =
                    metric.compare(
                            Samples.of(Task.BINARY, ROWS, 0.8, plain.withClusters(own)),
                            Samples.of(Task.BINARY, ROWS, 1.1, plain.withClusters(own)),
                            TestName.PAIRED_T,
                            Setting.seeded(1),
                            Question.twoSided(0.95));
            var without =
                    metric.compare(
                            Samples.of(Task.BINARY, ROWS, 0.8, plain),
                            Samples.of(Task.BINARY, ROWS, 1.1, plain),
                            TestName.PAIRED_T,
                            Setting.seeded(1),
                            Question.twoSided(0.95));
            assertThat(inferred(alone).pValue())
                    .isCloseTo(inferred(without).pValue(), within(1e-9));
        }
    }

    @Test
    void theSameSeedGivesTheSameBootstrap() {
        Predictions predictions = Samples.of(Task.BINARY, ROWS, 0.8, RowFacts.none(ROWS));
        Metric mcc = named("mcc", Task.BINARY);
        assertThat(mcc.measure(predictions, Setting.seeded(5), 0.95))
                .isEqualTo(mcc.measure(predictions, Setting.seeded(5), 0.95))
                .isNotEqualTo(mcc.measure(predictions, Setting.seeded(6), 0.95));
    }

    @Test
    void whatCannotBeSaidSaysWhy() {
        var allPositive =
                new BinaryPredictions(
                        new double[] {0.1, 0.2}, new boolean[] {true, true}, RowFacts.none(2));
        assertThat(reason("roc_auc", allPositive)).isEqualTo(Reason.ONE_CLASS);
        assertThat(reason("precision", allPositive)).isEqualTo(Reason.ONE_CLASS);
        assertThat(reason("specificity", allPositive)).isEqualTo(Reason.ONE_CLASS);
        assertThat(reason("expected_cost", allPositive)).isEqualTo(Reason.ABSENT);
        assertThat(reason("latency_ms_p99", allPositive)).isEqualTo(Reason.ABSENT);
        assertThat(reason("log_loss_p99", allPositive)).isEqualTo(Reason.TOO_FEW);
        assertThat(reason("accuracy", allPositive.at(new int[0]))).isEqualTo(Reason.TOO_FEW);
        var constant =
                new RegressionPredictions(
                        new double[] {1, 2}, new double[] {3, 3}, RowFacts.none(2));
        assertThat(reason("r2", constant)).isEqualTo(Reason.NO_VARIATION);
    }

    @Test
    void countsAreKnownWithoutError() {
        Predictions predictions = Samples.of(Task.SCORED, 12, 1, RowFacts.none(12));
        Metric missing = named("missing_predictions", Task.SCORED);
        var answer = inferred(missing.measure(predictions, Setting.seeded(1).withMissing(3), 0.95));
        assertThat(answer.estimate()).isEqualTo(3);
        assertThat(answer.interval().width()).isZero();
        assertThat(
                        missing.compare(
                                predictions,
                                predictions,
                                TestName.PAIRED_T,
                                Setting.seeded(1),
                                Question.twoSided(0.95)))
                .isInstanceOf(CannotSay.class);
    }

    @ParameterizedTest
    @CsvSource({
        "log_loss_p99.9, BINARY", "brier_p50, BINARY", "expected_cost_p95, BINARY",
        "latency_ms_p99, RANKING", "pinball_p90, REGRESSION", "pinball_p90_p99, REGRESSION",
        "ndcg_at_10, RANKING", "ndcg_at_10_p5, RANKING", "recall_at_3, RANKING",
        "top_3_accuracy, MULTICLASS", "missing_predictions, SCORED", "score_p1, SCORED"
    })
    void namesAreUnderstood(String name, Task task) {
        assertThat(named(name, task).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "logloss", "accuracy_p99", "log_loss_p0", "log_loss_p100", "f1_p99",
                        "top_3_accuracy",
                "ndcg_at_10", "pinball_p50", "rmse", "log_loss_p99_p99", "p99", "_p99",
                        "top_0_accuracy"
            })
    void otherNamesAreNot(String name) {
        assertThat(Metric.named(name, Task.BINARY)).isEmpty();
    }

    @Test
    void aTestThatMakesNoSenseIsRefused() {
        Predictions predictions = Samples.of(Task.BINARY, 20, 1, RowFacts.none(20));
        assertThatThrownBy(() ->
                        named("log_loss", Task.BINARY)
                                .compare(
                                        predictions,
                                        predictions,
                                        TestName.DELONG,
                                        Setting.seeded(1),
                                        Question.twoSided(0.95)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delong");
    }

    private static Predictions sample(
            Metric metric, double noise, boolean weighted, boolean clustered) {
        return Samples.of(metric.task(), ROWS, noise, Samples.facts(ROWS, weighted, clustered));
    }

    private static Setting setting(Metric metric) {
        return metric.task() == Task.MULTICLASS ? MULTICLASS_COSTS : BINARY_COSTS;
    }

    private static double value(Metric metric, Predictions predictions) {
        return metric.value(predictions, setting(metric)).orElseThrow();
    }

    private static Metric named(String name, Task task) {
        return Metric.named(name, task).orElseThrow();
    }

    private static Inferred inferred(Inference inference) {
        assertThat(inference).isInstanceOf(Inferred.class);
        return (Inferred) inference;
    }

    private static Reason reason(String name, Predictions predictions) {
        Inference answer =
                named(name, predictions.task()).measure(predictions, Setting.seeded(1), 0.95);
        assertThat(answer).isInstanceOf(CannotSay.class);
        return ((CannotSay) answer).reason();
    }

    private static int[] rowsOf(BinaryPredictions predictions, boolean positive) {
        return java.util.stream.IntStream.range(0, predictions.rows())
                .filter(row -> predictions.positive(row) == positive)
                .toArray();
    }

    private static double win(BinaryPredictions predictions, int positive, int negative) {
        return (Math.signum(predictions.score(positive) - predictions.score(negative)) + 1) / 2;
    }

    private static double meanVariance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return squares / (values.length - 1) / values.length;
    }
}
