package assay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Moments;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LinearisedTest {
    private static final int ROWS = 60;
    private static final Setting SETTING = Setting.seeded(1);

    static Stream<Arguments> metrics() {
        return Stream.of(Task.BINARY, Task.MULTICLASS, Task.REGRESSION)
                .flatMap(task -> Metric.of(task).stream())
                .filter(metric -> metric.formula() instanceof Formula.Whole)
                .flatMap(metric ->
                        Stream.of(
                                Arguments.of(metric, predictions(metric.task(), false)),
                                Arguments.of(metric, predictions(metric.task(), true))));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void pseudoValuesAreTheDerivativesByTheWeights(Metric metric, Predictions predictions) {
        var whole = (Formula.Whole) metric.formula();
        Linearised linearised = whole.linearised(predictions, SETTING);
        ToDoubleFunction<double[]> value = whole.ofWeights(predictions, SETTING);
        double[] weights = weights(predictions);
        double total = Arrays.stream(weights).sum();
        assertThat(value.applyAsDouble(weights)).isCloseTo(linearised.value(), within(1e-12));
        double step = 1e-6;
        for (int row = 0; row < ROWS; row++) {
            double weight = weights[row];
            weights[row] = weight + step;
            double above = value.applyAsDouble(weights);
            weights[row] = weight - step;
            double below = value.applyAsDouble(weights);
            weights[row] = weight;
            assertThat(linearised.pseudoValues()[row])
                    .isCloseTo(
                            linearised.value() + total * (above - below) / (2 * step),
                            within(1e-5 * total));
        }
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void theMeanOfThePseudoValuesIsTheMetric(Metric metric, Predictions predictions) {
        Linearised linearised = ((Formula.Whole) metric.formula()).linearised(predictions, SETTING);
        assertThat(Weights.mean(linearised.pseudoValues(), weights(predictions)))
                .isCloseTo(linearised.value(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void valueAndMomentsAreThoseOfTheRowsOneByOne(Metric metric, Predictions predictions) {
        var whole = (Formula.Whole) metric.formula();
        Linearised linearised = whole.linearised(predictions, SETTING);
        assertThat(whole.value(predictions, SETTING)).isCloseTo(linearised.value(), within(1e-12));
        if (!predictions.facts().weighted()) {
            Moments moments = whole.moments(predictions, SETTING);
            Moments rows = Moments.of(linearised.pseudoValues());
            assertThat(moments.count()).isEqualTo(rows.count());
            assertThat(moments.mean()).isCloseTo(rows.mean(), within(1e-12));
            assertThat(moments.m2()).isCloseTo(rows.m2(), within(1e-10 * (1 + rows.m2())));
        }
    }

    private static double[] weights(Predictions predictions) {
        double[] weights = new double[ROWS];
        Arrays.setAll(weights, predictions.facts()::weight);
        return weights;
    }

    private static Predictions predictions(Task task, boolean weighted) {
        return Samples.of(task, ROWS, 1, Samples.facts(ROWS, weighted, false));
    }
}
