package assay.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import assay.statistics.Inference.Inferred;
import assay.statistics.onesample.QuantileTest;
import assay.statistics.onesample.Wilson;
import assay.statistics.paired.Bootstrap;
import assay.statistics.paired.McNemar;
import assay.statistics.paired.PairedQuantile;
import assay.statistics.paired.PairedT;
import assay.statistics.paired.RobustPairedT;
import assay.statistics.paired.SignTest;
import assay.statistics.paired.WilcoxonSignedRank;
import assay.statistics.twosample.AgrestiCaffo;
import assay.statistics.twosample.Fieller;
import assay.statistics.twosample.MannWhitney;
import assay.statistics.twosample.MiettinenNurminen;
import assay.statistics.twosample.Newcombe;
import assay.statistics.twosample.PooledT;
import assay.statistics.twosample.Proportions;
import assay.statistics.twosample.QuantileDifference;
import assay.statistics.twosample.RatioMetric;
import assay.statistics.twosample.RatioOfMeans;
import assay.statistics.twosample.RelativeLift;
import assay.statistics.twosample.RobustWelch;
import assay.statistics.twosample.Welch;
import assay.statistics.twosample.WinsorisedWelch;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The interval of a question is the set of null values that the same test does not reject.
class AgreementTest {

    private static final int ROWS = 240;

    static Stream<Arguments> tests() {
        var random = new SplittableRandom(3);
        double[] x = column(() -> 2 + random.nextGaussian());
        double[] y = column(() -> 1.9 + random.nextExponential());
        double[] difference = IntStream.range(0, ROWS).mapToDouble(i -> x[i] - y[i]).toArray();
        double[] weights = column(() -> random.nextDouble(0.5, 2));
        int[] clusters = IntStream.range(0, ROWS).map(i -> i / 6).toArray();
        var shares = new Proportions(31, 120, 19, 110);
        return Stream.of(
                Arguments.of("paired t", PairedT.of(x, y)),
                Arguments.of("weights", RobustPairedT.weighted(difference, weights)),
                Arguments.of("clusters", RobustPairedT.clustered(difference, clusters)),
                Arguments.of("signed rank", WilcoxonSignedRank.of(difference)),
                Arguments.of("sign", SignTest.of(difference)),
                Arguments.of("mcnemar", new McNemar(31, 19, 120, McNemar.Tail.EXACT)),
                Arguments.of("mid-p", new McNemar(31, 19, 120, McNemar.Tail.MID_P)),
                Arguments.of("paired quantile", PairedQuantile.of(x, y, 0.6)),
                Arguments.of(
                        "clustered paired quantile", PairedQuantile.clustered(x, y, clusters, 0.4)),
                Arguments.of("bca", Bootstrap.of(difference, 999, 5, Bootstrap.Method.BCA)),
                Arguments.of(
                        "percentile",
                        Bootstrap.clustered(
                                difference, clusters, 999, 5, Bootstrap.Method.PERCENTILE)),
                Arguments.of("quantile", QuantileTest.of(difference, 0.4)),
                Arguments.of("clustered", QuantileTest.clustered(difference, clusters, 0.6)),
                Arguments.of("wilson", new Wilson(31, 120)),
                Arguments.of("welch", Welch.of(x, y)),
                Arguments.of(
                        "clustered welch",
                        new RobustWelch(
                                WeightedMoments.ofClusters(x, weights, clusters),
                                WeightedMoments.of(y, weights))),
                Arguments.of("pooled", PooledT.of(x, y)),
                Arguments.of("rank sum", MannWhitney.of(x, y)),
                Arguments.of("newcombe", new Newcombe(shares)),
                Arguments.of("miettinen", new MiettinenNurminen(shares)),
                Arguments.of("agresti", new AgrestiCaffo(shares)),
                Arguments.of("ratio", new RatioOfMeans(Moments.of(x), Moments.of(y))),
                Arguments.of("fieller", new Fieller(Moments.of(x), Moments.of(y))),
                Arguments.of("lift", new RelativeLift(Moments.of(x), Moments.of(y))),
                Arguments.of(
                        "ratio metric",
                        new RatioMetric(PairMoments.of(x, y), PairMoments.of(y, weights))),
                Arguments.of("winsorised", WinsorisedWelch.of(x, y, 0.95)),
                Arguments.of("quantile difference", QuantileDifference.of(x, y, 0.7)));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void intervalIsWhatTheTestDoesNotReject(String name, StatisticalTest test) {
        for (Alternative alternative : Alternative.values()) {
            for (double confidence : new double[] {0.8, 0.95}) {
                var question = new Question(0.0123, alternative, confidence);
                Interval interval = ((Inferred) test.answer(question)).interval();
                for (double nullValue = -1.3; nullValue < 2.5; nullValue += 0.0137) {
                    var inferred = (Inferred) test.answer(question.about(nullValue));
                    assertThat(inferred.pValue() < question.alpha())
                            .as("%s: %s about %s in %s", name, alternative, nullValue, interval)
                            .isEqualTo(!interval.contains(nullValue));
                    assertThat(inferred.interval().contains(inferred.estimate())).isTrue();
                }
            }
        }
    }

    private static double[] column(DoubleSupplier source) {
        return DoubleStream.generate(source).limit(ROWS).toArray();
    }
}
