package assay.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.onesample.QuantileTest;
import assay.statistics.onesample.Wilson;
import assay.statistics.paired.Bootstrap;
import assay.statistics.paired.McNemar;
import assay.statistics.paired.PairedQuantile;
import assay.statistics.paired.PairedT;
import assay.statistics.paired.RobustPairedT;
import assay.statistics.paired.SignTest;
import assay.statistics.twosample.Fieller;
import assay.statistics.twosample.MiettinenNurminen;
import assay.statistics.twosample.PooledT;
import assay.statistics.twosample.Proportions;
import assay.statistics.twosample.QuantileDifference;
import assay.statistics.twosample.RatioOfMeans;
import assay.statistics.twosample.Welch;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {

    private static final double[] NONE = {};
    private static final double[] ONE = {1};
    private static final double[] EQUAL = {0.1, 0.1, 0.1};
    private static final double[] SPOILT = {1, Double.NaN, 3};
    private static final double[] FEW = {1, 2, 4};
    private static final double[] AROUND_ZERO = {-1, 1, 0.1};

    static Stream<Arguments> refusals() {
        int[] oneCluster = {0, 0, 0};
        return Stream.of(
                Arguments.of(PairedT.of(NONE), Reason.TOO_FEW),
                Arguments.of(PairedT.of(ONE), Reason.TOO_FEW),
                Arguments.of(PairedT.of(EQUAL), Reason.NO_VARIATION),
                Arguments.of(PairedT.of(SPOILT), Reason.NOT_FINITE),
                Arguments.of(RobustPairedT.clustered(FEW, oneCluster), Reason.TOO_FEW),
                Arguments.of(SignTest.of(NONE), Reason.TOO_FEW),
                Arguments.of(SignTest.of(0, 0), Reason.NO_VARIATION),
                Arguments.of(new McNemar(0, 0, 9, McNemar.Tail.EXACT), Reason.NO_VARIATION),
                Arguments.of(new McNemar(0, 0, 0, McNemar.Tail.EXACT), Reason.TOO_FEW),
                Arguments.of(bootstrap(NONE), Reason.TOO_FEW),
                Arguments.of(bootstrap(SPOILT), Reason.NOT_FINITE),
                Arguments.of(bootstrap(ONE), Reason.NO_VARIATION),
                Arguments.of(PairedQuantile.of(FEW, EQUAL, 0.5), Reason.TOO_FEW),
                Arguments.of(PairedQuantile.of(FEW, SPOILT, 0.5), Reason.NOT_FINITE),
                Arguments.of(QuantileTest.of(FEW, 0.99), Reason.TOO_FEW),
                Arguments.of(QuantileTest.clustered(FEW, oneCluster, 0.5), Reason.TOO_FEW),
                Arguments.of(new Wilson(0, 0), Reason.TOO_FEW),
                Arguments.of(Welch.of(ONE, FEW), Reason.TOO_FEW),
                Arguments.of(Welch.of(EQUAL, EQUAL), Reason.NO_VARIATION),
                Arguments.of(Welch.of(SPOILT, FEW), Reason.NOT_FINITE),
                Arguments.of(PooledT.of(ONE, ONE), Reason.TOO_FEW),
                Arguments.of(new MiettinenNurminen(new Proportions(1, 2, 0, 0)), Reason.TOO_FEW),
                Arguments.of(QuantileDifference.of(FEW, NONE, 0.5), Reason.TOO_FEW),
                Arguments.of(QuantileDifference.of(FEW, SPOILT, 0.5), Reason.NOT_FINITE),
                Arguments.of(
                        new Fieller(Moments.of(FEW), Moments.of(AROUND_ZERO)), Reason.UNBOUNDED),
                Arguments.of(
                        new RatioOfMeans(Moments.of(FEW), Moments.of(-1, 1)), Reason.UNBOUNDED));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCannotBeAnsweredSaysWhy(StatisticalTest test, Reason reason) {
        assertThat(test.answer(Question.twoSided(0.95)))
                .isInstanceOfSatisfying(
                        CannotSay.class, why -> assertThat(why.reason()).isEqualTo(reason));
    }

    private static Bootstrap bootstrap(double[] values) {
        return Bootstrap.of(values, 200, 1, Bootstrap.Method.BCA);
    }
}
