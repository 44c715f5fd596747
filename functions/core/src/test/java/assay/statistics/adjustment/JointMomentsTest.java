package assay.statistics.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointMomentsTest {

    private static final double[] OUTCOME = column(1, 0);
    private static final double[] COVARIATE = column(2, 0);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 37, 59, 60})
    void shardsAddUpToAllRowsInEitherOrder(int cut) {
        double[][] columns = {column(3, 1e6), column(4, 0), column(5, -1e3)};
        var all = JointMoments.of(columns);
        var head = shard(columns, 0, cut);
        var tail = shard(columns, cut, 60);
        for (JointMoments sum : List.of(head.plus(tail), tail.plus(head))) {
            assertThat(sum.count()).isEqualTo(60);
            for (int i = 0; i < 3; i++) {
                assertThat(sum.mean(i))
                        .isCloseTo(all.mean(i), within(1e-12 * Math.abs(all.mean(i))));
                for (int j = 0; j < 3; j++) {
                    assertThat(sum.product(i, j)).isCloseTo(all.product(i, j), within(1e-7));
                }
            }
        }
    }

    @Test
    void noRowsAddNothing() {
        var rows = JointMoments.of(OUTCOME, COVARIATE);
        assertThat(JointMoments.none(2).plus(rows)).isEqualTo(rows);
        assertThat(rows.plus(JointMoments.none(2))).isEqualTo(rows);
    }

    @Test
    void otherColumnsCannotBeAdded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JointMoments.none(2).plus(JointMoments.none(3)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aValueThatIsNotFiniteIsRefused(double value) {
        double[] spoilt = OUTCOME.clone();
        spoilt[7] = value;
        var sound = JointMoments.of(OUTCOME, COVARIATE);
        var ratio = JointMoments.of(OUTCOME, COVARIATE, OUTCOME);
        refused(Cuped.mean(sound, JointMoments.of(spoilt, COVARIATE)));
        refused(Cuped.mean(JointMoments.of(OUTCOME, spoilt), sound));
        refused(Cuped.ratio(ratio, JointMoments.of(OUTCOME, spoilt, COVARIATE)));
        refused(RegressionAdjustment.mean(JointMoments.of(spoilt, COVARIATE), sound));
        refused(RegressionAdjustment.ratio(ratio, JointMoments.of(spoilt, COVARIATE, OUTCOME)));
        refused(
                PostStratification.mean(
                        List.of(
                                new PostStratification.Stratum(
                                        "all", Moments.of(OUTCOME), Moments.of(spoilt)))));
    }

    private static void refused(StatisticalTest test) {
        assertThat(test.answer(Question.twoSided(0.95)))
                .isInstanceOfSatisfying(
                        CannotSay.class,
                        why -> assertThat(why.reason()).isEqualTo(Reason.NOT_FINITE));
    }

    private static JointMoments shard(double[][] columns, int from, int to) {
        return JointMoments.of(
                Arrays.stream(columns)
                        .map(column -> Arrays.copyOfRange(column, from, to))
                        .toArray(double[][]::new));
    }

    private static double[] column(long seed, double offset) {
        var random = new SplittableRandom(seed);
        return random.doubles(60).map(value -> offset + value).toArray();
    }
}
