package assay.statistics.samples;

import static org.assertj.core.api.Assertions.assertThat;

import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.statistics.comparison.DeLong;
import assay.statistics.paired.PairedT;
import assay.statistics.paired.RobustPairedT;
import assay.statistics.paired.WilcoxonSignedRank;
import assay.statistics.sequential.HedgedCapital;
import assay.statistics.twosample.MannWhitney;
import assay.statistics.twosample.Welch;
import assay.statistics.twosample.WinsorisedWelch;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The quick version of the simulations in `functions/docs/simulations.md`: enough draws to see an
/// interval that is wrong, not one that is a little too narrow.
class CoverageTest {

    private static final int DRAWS = 2_000;

    /// Four standard errors of the share, beyond 94.5 to 95.5 %.
    private static final double SLACK = 0.0195 + 0.005;

    private static final Question ASKED = Question.twoSided(0.95);

    static Stream<Arguments> methods() {
        return Stream.of(
                of("paired t", 0, r -> PairedT.of(normal(r, 30))),
                of("weights", 0, r -> RobustPairedT.weighted(normal(r, 100), weights(r, 100))),
                of("clusters", 0, CoverageTest::clustered),
                of("signed rank", 0, r -> WilcoxonSignedRank.of(normal(r, 40))),
                of("Welch", 0, r -> Welch.of(normal(r, 20), normal(r, 50))),
                of("rank sum", 0, r -> MannWhitney.of(normal(r, 30), normal(r, 30))),
                of("winsorised", 0, r -> WinsorisedWelch.of(normal(r, 100), normal(r, 100), 0.95)),
                of("area", 0.8413447460685429, CoverageTest::area));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void ninetyFivePercentMeansNinetyFivePercent(
            String name, double truth, Function<SplittableRandom, StatisticalTest> draw) {
        var random = new SplittableRandom(20261124);
        int held = 0;
        for (int i = 0; i < DRAWS; i++) {
            var answer = (Inferred) draw.apply(random.split()).answer(ASKED);
            held += answer.interval().contains(truth) ? 1 : 0;
        }
        assertThat((double) held / DRAWS).as(name).isBetween(0.95 - SLACK, 0.95 + SLACK);
    }

    @Test
    void bettingOnATrueMeanIsWonAtMostByAlphaHoweverOftenOneLooks() {
        var random = new SplittableRandom(5);
        var question = ASKED.about(0.1);
        int trials = 400;
        int won = 0;
        for (int trial = 0; trial < trials; trial++) {
            HedgedCapital capital = HedgedCapital.none(question.alpha(), 20);
            boolean excluded = false;
            for (int look = 0; look < 30 && !excluded; look++) {
                capital = capital.plus(bernoulli(random, 20, 0.1));
                excluded = ((Inferred) capital.answer(question)).pValue() < question.alpha();
            }
            won += excluded ? 1 : 0;
        }
        assertThat((double) won / trials).isLessThanOrEqualTo(0.05);
    }

    private static Arguments of(
            String name, double truth, Function<SplittableRandom, StatisticalTest> draw) {
        return Arguments.of(name, truth, draw);
    }

    /// Fifty clusters of rows, three on average, with an effect of their own.
    private static StatisticalTest clustered(SplittableRandom random) {
        int[] clusters = random.ints(150, 0, 50).toArray();
        double[] shared = normal(random, 50);
        double[] values = normal(random, clusters.length);
        for (int i = 0; i < values.length; i++) {
            values[i] += shared[clusters[i]];
        }
        return RobustPairedT.clustered(values, clusters);
    }

    private static StatisticalTest area(SplittableRandom random) {
        boolean[] positive = new boolean[150];
        double[] scores = normal(random, positive.length);
        for (int i = 0; i < 50; i++) {
            positive[i] = true;
            scores[i] += Math.sqrt(2);
        }
        return DeLong.of(positive).area(scores)::area;
    }

    private static double[] normal(SplittableRandom random, int n) {
        return Stream.generate(random::nextGaussian).limit(n).mapToDouble(g -> g).toArray();
    }

    private static double[] weights(SplittableRandom random, int n) {
        return random.doubles(n, 0.5, 2).toArray();
    }

    private static double[] bernoulli(SplittableRandom random, int n, double share) {
        return random.doubles(n).map(u -> u < share ? 1 : 0).toArray();
    }
}
