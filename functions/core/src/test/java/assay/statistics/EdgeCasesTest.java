package assay.statistics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.comparison.CorrectedResampledT;
import assay.statistics.comparison.DeLong;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every method on every kind of awkward input, asked on one side and on both: it answers with an
/// estimate inside an interval that agrees with its p-value, or says why it cannot; it throws
/// nothing.
class EdgeCasesTest {

    private static final Map<String, BiFunction<double[], double[], StatisticalTest>> METHODS =
            methods();

    private static final Map<String, double[][]> INPUTS = inputs();

    private static Map<String, BiFunction<double[], double[], StatisticalTest>> methods() {
        Map<String, BiFunction<double[], double[], StatisticalTest>> methods =
                new LinkedHashMap<>();
        methods.put("paired t", PairedT::of);
        methods.put("weights", (x, y) -> RobustPairedT.weighted(less(x, y), weights(x)));
        methods.put("clusters", (x, y) -> RobustPairedT.clustered(less(x, y), pairs(x)));
        methods.put("signed rank", (x, y) -> WilcoxonSignedRank.of(less(x, y)));
        methods.put("sign", (x, y) -> SignTest.of(less(x, y)));
        methods.put("mcnemar", (x, y) -> mcNemar(x, y, McNemar.Tail.EXACT));
        methods.put("mid-p", (x, y) -> mcNemar(x, y, McNemar.Tail.MID_P));
        methods.put("bca", (x, y) -> bootstrap(x, y, Bootstrap.Method.BCA));
        methods.put("percentile", (x, y) -> bootstrap(x, y, Bootstrap.Method.PERCENTILE));
        methods.put("paired quantile", (x, y) -> PairedQuantile.of(x, y, 0.5));
        methods.put(
                "clustered paired quantile",
                (x, y) -> PairedQuantile.clustered(x, y, pairs(x), 0.5));
        methods.put("quantile", (x, y) -> QuantileTest.of(less(x, y), 0.5));
        methods.put(
                "clustered quantile", (x, y) -> QuantileTest.clustered(less(x, y), pairs(x), 0.5));
        methods.put("wilson", (x, y) -> new Wilson(above(x, y), x.length));
        methods.put("welch", Welch::of);
        methods.put("pooled t", PooledT::of);
        methods.put(
                "robust welch",
                (x, y) ->
                        new RobustWelch(
                                WeightedMoments.ofClusters(x, weights(x), pairs(x)),
                                WeightedMoments.of(y, weights(y))));
        methods.put("winsorised", (x, y) -> WinsorisedWelch.of(x, y, 0.9));
        methods.put("rank sum", MannWhitney::of);
        methods.put("newcombe", (x, y) -> new Newcombe(proportions(x, y)));
        methods.put("miettinen", (x, y) -> new MiettinenNurminen(proportions(x, y)));
        methods.put("agresti", (x, y) -> new AgrestiCaffo(proportions(x, y)));
        methods.put("ratio", (x, y) -> new RatioOfMeans(Moments.of(x), Moments.of(y)));
        methods.put("fieller", (x, y) -> new Fieller(Moments.of(x), Moments.of(y)));
        methods.put("lift", (x, y) -> new RelativeLift(Moments.of(x), Moments.of(y)));
        methods.put(
                "ratio metric",
                (x, y) -> new RatioMetric(PairMoments.of(x, weights(x)), PairMoments.of(y, y)));
        methods.put("quantile difference", (x, y) -> QuantileDifference.of(x, y, 0.5));
        methods.put("area", (x, y) -> DeLong.of(alternating(x)).area(x)::area);
        methods.put(
                "difference of areas",
                (x, y) -> DeLong.of(alternating(x)).difference(x, y)::difference);
        methods.put(
                "clustered area",
                (x, y) ->
                        DeLong.of(alternating(x)).clustered(pairs(x), x.length / 2 + 1).area(y)
                                ::area);
        methods.put(
                "weighted area",
                (x, y) -> DeLong.of(alternating(x)).weighted(weights(x)).area(y)::area);
        methods.put(
                "corrected resampled t",
                (x, y) -> CorrectedResampledT.of(Moments.of(less(x, y)), 0.1));
        return methods;
    }

    private static Map<String, double[][]> inputs() {
        var random = new SplittableRandom(23);
        Map<String, double[][]> inputs = new LinkedHashMap<>();
        inputs.put("no rows", new double[2][0]);
        inputs.put("one row", new double[][] {{3}, {2}});
        inputs.put("two rows", new double[][] {{3, 5}, {2, 2.5}});
        inputs.put("three rows", new double[][] {{3, 5, 1}, {2, 2.5, 4}});
        inputs.put("zeros", new double[2][12]);
        inputs.put("one constant", new double[][] {column(9, () -> 0.1), column(9, () -> 0.3)});
        inputs.put(
                "a constant", new double[][] {column(9, () -> 7), column(9, random::nextGaussian)});
        inputs.put("the same", twice(column(30, random::nextGaussian)));
        inputs.put("ties", columns(40, () -> random.nextInt(3)));
        inputs.put("mostly zeros", columns(40, () -> Math.max(0, random.nextInt(8) - 6)));
        inputs.put("offset 1e9", columns(40, () -> 1e9 + random.nextGaussian()));
        inputs.put("offset 1e15", columns(40, () -> 1e15 + random.nextInt(9)));
        inputs.put("tiny", columns(20, () -> 1e-200 * random.nextGaussian()));
        inputs.put("vast", columns(20, () -> 1e200 * random.nextGaussian()));
        inputs.put("near the largest", columns(20, () -> 1.7e308 * random.nextDouble(-1, 1)));
        inputs.put("an infinity", spoilt(Double.POSITIVE_INFINITY));
        inputs.put("no number", spoilt(Double.NaN));
        inputs.put(
                "apart",
                new double[][] {
                    column(25, random::nextDouble), column(25, () -> 9 + random.nextDouble())
                });
        inputs.put("one outlier", outlier());
        inputs.put("many", columns(4_000, random::nextGaussian));
        return inputs;
    }

    static Stream<Arguments> cases() {
        return METHODS.keySet().stream()
                .flatMap(method ->
                        INPUTS.keySet().stream().map(input -> Arguments.of(method, input)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void answersOrSaysWhyNot(String name, String input) {
        double[][] columns = requireNonNull(INPUTS.get(input));
        var method = requireNonNull(METHODS.get(name));
        StatisticalTest test = method.apply(columns[0].clone(), columns[1].clone());
        for (Alternative alternative : Alternative.values()) {
            for (double nullValue : new double[] {0, 0.5, -3}) {
                var question = new Question(nullValue, alternative, 0.9);
                switch (test.answer(question)) {
                    case CannotSay cannot -> assertThat(cannot.because()).isNotBlank();
                    case Inferred inferred -> check(inferred, question);
                }
            }
        }
    }

    private static void check(Inferred inferred, Question question) {
        assertThat(inferred.estimate()).isFinite();
        assertThat(inferred.pValue()).isBetween(0.0, 1.0);
        Interval interval = inferred.interval();
        assertThat(interval.contains(inferred.estimate())).as("%s", inferred).isTrue();
        assertThat(interval.lower() == Double.NEGATIVE_INFINITY || question.hasLower()).isTrue();
        assertThat(interval.contains(question.nullValue()))
                .as("%s of %s", inferred, question)
                .isEqualTo(inferred.pValue() >= question.alpha());
    }

    private static double[] less(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i] - y[i]).toArray();
    }

    private static double[] weights(double[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> 1 + i % 3).toArray();
    }

    private static int[] pairs(double[] x) {
        return IntStream.range(0, x.length).map(i -> i / 2).toArray();
    }

    private static boolean[] alternating(double[] x) {
        boolean[] positive = new boolean[x.length];
        for (int i = 0; i < x.length; i += 2) {
            positive[i] = true;
        }
        return positive;
    }

    private static int above(double[] x, double[] y) {
        return (int) IntStream.range(0, x.length).filter(i -> x[i] > y[i]).count();
    }

    private static McNemar mcNemar(double[] x, double[] y, McNemar.Tail tail) {
        return new McNemar(above(x, y), above(y, x), x.length, tail);
    }

    private static Proportions proportions(double[] x, double[] y) {
        return new Proportions(above(x, y), x.length, above(y, x), y.length);
    }

    private static StatisticalTest bootstrap(double[] x, double[] y, Bootstrap.Method method) {
        return Bootstrap.of(less(x, y), 199, 1, method);
    }

    private static double[] column(int n, DoubleSupplier source) {
        return DoubleStream.generate(source).limit(n).toArray();
    }

    private static double[][] columns(int n, DoubleSupplier source) {
        return new double[][] {column(n, source), column(n, source)};
    }

    private static double[][] twice(double[] column) {
        return new double[][] {column, column};
    }

    private static double[][] spoilt(double value) {
        double[][] columns = {{1, 2, 4, 3}, {2, 1, 5, 1}};
        columns[0][2] = value;
        return columns;
    }

    private static double[][] outlier() {
        double[] x = new double[30];
        Arrays.setAll(x, i -> i % 4 == 0 ? 1 : 0);
        x[7] = 1e12;
        double[] y = new double[30];
        Arrays.setAll(y, i -> i % 3 == 0 ? 1 : 0.5);
        return new double[][] {x, y};
    }
}
