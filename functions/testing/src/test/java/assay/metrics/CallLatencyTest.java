package assay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import assay.statistics.onesample.QuantileTest;
import assay.statistics.paired.PairedQuantile;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Calls with a single row are measured of some rows only.
class CallLatencyTest {

    private static final Metric P90 =
            Metric.named("call_latency_ms_p90", Task.REGRESSION).orElseThrow();
    private static final Setting SETTING = Setting.seeded(1);

    /// @param every how many rows one is measured
    private static RegressionPredictions rows(int rows, int every, double slower) {
        var random = new SplittableRandom(every);
        double[] millis = random.doubles(rows, 1, 9).map(m -> m + slower).toArray();
        for (int row = 0; row < rows; row++) {
            millis[row] = row % every == 0 ? millis[row] : Double.NaN;
        }
        double[] zeros = new double[rows];
        return new RegressionPredictions(zeros, zeros, RowFacts.none(rows).withCallMillis(millis));
    }

    private static double[] measured(RegressionPredictions predictions) {
        return Latency.of(predictions).millis();
    }

    @Test
    void theIntervalIsThatOfTheRowsMeasured() {
        RegressionPredictions some = rows(600, 3, 0);

        Inferred inferred = (Inferred) P90.measure(some, SETTING, 0.95);
        Inferred alone =
                (Inferred) QuantileTest.of(measured(some), 0.9).answer(Question.twoSided(0.95));

        assertThat(measured(some)).hasSize(200);
        assertThat(P90.rows(some)).isEqualTo(200);
        assertThat(inferred.interval()).isEqualTo(alone.interval());
    }

    @Test
    void twoModelsAreComparedOnTheRowsMeasuredOfBoth() {
        RegressionPredictions champion = rows(1_200, 2, 0);
        RegressionPredictions challenger = rows(1_200, 3, 0.5);
        int[] sixth = IntStream.range(0, 200).map(i -> 6 * i).toArray();

        Inferred inferred =
                (Inferred)
                        P90.compare(
                                challenger,
                                champion,
                                TestName.QUANTILE,
                                SETTING,
                                Question.twoSided(0.95));
        Inferred alone =
                (Inferred)
                        PairedQuantile.of(
                                        measured(challenger.at(sixth)),
                                        measured(champion.at(sixth)),
                                        0.9)
                                .answer(Question.twoSided(0.95));

        assertThat(inferred.interval()).isEqualTo(alone.interval());
        assertThat(inferred.estimate()).isEqualTo(alone.estimate());
    }

    @Test
    void rowsAreTakenWithTheirTimesAndShardsPutTogetherKeepThem() {
        RegressionPredictions whole = rows(300, 3, 0);
        int[] backwards = IntStream.range(0, 300).map(i -> 299 - i).toArray();
        int[] first = IntStream.range(0, 100).toArray();
        int[] rest = IntStream.range(100, 300).toArray();

        Predictions together = Shards.together(List.of(whole.at(first), whole.at(rest)));

        assertThat(measured(whole.at(backwards).at(backwards))).isEqualTo(measured(whole));
        assertThat(Latency.of(together).millis()).isEqualTo(measured(whole));
        assertThat(Latency.of(together).rows()).isEqualTo(Latency.of(whole).rows());
    }

    @Test
    void whereNoRowOfASliceWasMeasuredThatIsSaid() {
        int[] others = IntStream.range(0, 300).filter(i -> i % 3 != 0).toArray();

        assertThat(P90.measure(rows(300, 3, 0).at(others), SETTING, 0.95))
                .isInstanceOfSatisfying(
                        CannotSay.class,
                        cannot ->
                                assertThat(cannot.because())
                                        .isEqualTo(
                                                "none of these rows was measured in a call of its own"));
        assertThat(Arrays.stream(measured(rows(300, 3, 0))).min().orElseThrow()).isPositive();
    }
}
