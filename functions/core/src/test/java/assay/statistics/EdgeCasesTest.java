package assay.statistics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.adjustment.Cuped;
import assay.statistics.adjustment.JointMoments;
import assay.statistics.adjustment.PostStratification;
import assay.statistics.adjustment.PostStratification.Stratum;
import assay.statistics.adjustment.RegressionAdjustment;
import assay.statistics.association.KendallTau;
import assay.statistics.bayes.Belief;
import assay.statistics.bayes.BetaBinomialEffect;
import assay.statistics.bayes.BetaPosterior;
import assay.statistics.bayes.NormalEffect;
import assay.statistics.comparison.CorrectedResampledT;
import assay.statistics.comparison.CorrelatedT;
import assay.statistics.comparison.DeLong;
import assay.statistics.comparison.FiveByTwo;
import assay.statistics.comparison.Friedman;
import assay.statistics.distance.Contingency;
import assay.statistics.distance.Distance;
import assay.statistics.distance.Divergence;
import assay.statistics.distance.KolmogorovSmirnov;
import assay.statistics.distance.Wasserstein;
import assay.statistics.onesample.QuantileTest;
import assay.statistics.onesample.Wilson;
import assay.statistics.paired.Bootstrap;
import assay.statistics.paired.McNemar;
import assay.statistics.paired.PairedQuantile;
import assay.statistics.paired.PairedT;
import assay.statistics.paired.RobustPairedT;
import assay.statistics.paired.SignTest;
import assay.statistics.paired.WilcoxonSignedRank;
import assay.statistics.sequential.BernoulliSequence;
import assay.statistics.sequential.BetaBinomialMixture;
import assay.statistics.sequential.GroupSequential;
import assay.statistics.sequential.HedgedCapital;
import assay.statistics.sequential.Look;
import assay.statistics.sequential.NormalMixture;
import assay.statistics.sequential.NormalSequence;
import assay.statistics.sequential.QuantileSequence;
import assay.statistics.sequential.SampleRatio;
import assay.statistics.sequential.SpendingFunction;
import assay.statistics.sequential.StoppingRule;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every method on every kind of awkward input, asked on one side and on both: it answers with an
/// estimate inside an interval that agrees with its p-value, or says why it cannot; it throws
/// nothing.
class EdgeCasesTest {

    private static final Map<String, BiFunction<double[], double[], StatisticalTest>> METHODS =
            methods();

    private static final Map<String, BiFunction<double[], double[], StatisticalTest>> OF_SHARES =
            ofShares();

    private static final Map<String, BiFunction<double[], double[], Distance>> DISTANCES =
            distances();

    private static final double CONFIDENCE = 0.9;

    private static final int LOOKS = 3;

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
        methods.put("5x2cv", (x, y) -> fiveByTwo(x, y).t());
        methods.put("cuped", (x, y) -> Cuped.mean(JointMoments.of(x, y), JointMoments.of(y, x)));
        methods.put(
                "cuped ratio",
                (x, y) ->
                        Cuped.ratio(
                                JointMoments.of(x, weights(x), y),
                                JointMoments.of(y, weights(y), x)));
        methods.put(
                "regression",
                (x, y) -> RegressionAdjustment.mean(JointMoments.of(x, y), JointMoments.of(y, x)));
        methods.put(
                "regression ratio",
                (x, y) ->
                        RegressionAdjustment.ratio(
                                JointMoments.of(x, weights(x), y),
                                JointMoments.of(y, weights(y), x)));
        methods.put("strata", EdgeCasesTest::strata);
        methods.put(
                "asymptotic sequence",
                (x, y) -> {
                    Moments seen = Moments.of(less(x, y));
                    return question ->
                            NormalSequence.asymptotic(
                                    seen.mean(),
                                    standardError(seen),
                                    seen.count(),
                                    NormalMixture.tunedFor(100, question),
                                    question);
                });
        methods.put(
                "sub-Gaussian sequence",
                (x, y) ->
                        question ->
                                NormalSequence.subGaussian(
                                        Moments.of(less(x, y)).mean(),
                                        x.length,
                                        1,
                                        NormalMixture.tunedFor(100, question),
                                        question));
        methods.put(
                "mixture ratio",
                (x, y) -> {
                    Moments seen = Moments.of(less(x, y));
                    return question ->
                            NormalSequence.mixtureRatio(
                                    seen.mean(), standardError(seen), 0.5, question);
                });
        methods.put(
                "quantile sequence",
                (x, y) ->
                        question ->
                                QuantileSequence.at(
                                        sorted(x),
                                        0.5,
                                        BetaBinomialMixture.tunedFor(100, question),
                                        question));
        methods.put(
                "sequence of a quantile difference",
                (x, y) ->
                        question ->
                                assay.statistics.sequential.QuantileDifference.at(
                                        sorted(x),
                                        sorted(y),
                                        0.5,
                                        BetaBinomialMixture.tunedFor(100, question),
                                        question));
        Map<String, StoppingRule> rules = new LinkedHashMap<>();
        rules.put("O'Brien and Fleming", StoppingRule.obrienFleming(LOOKS));
        rules.put("Pocock", StoppingRule.pocock(LOOKS));
        rules.put("spending", new StoppingRule.Spending(SpendingFunction.obrienFleming()));
        rules.forEach((name, rule) -> {
            methods.put(
                    "repeated " + name,
                    (x, y) -> question -> GroupSequential.repeated(rule, looks(x, y), question));
            methods.put(
                    "stopped " + name,
                    (x, y) -> question -> GroupSequential.stopped(rule, looks(x, y), question));
        });
        return methods;
    }

    /// Methods about a share or another number in (0, 1), of the rows where the first column is the
    /// greater.
    private static Map<String, BiFunction<double[], double[], StatisticalTest>> ofShares() {
        Map<String, BiFunction<double[], double[], StatisticalTest>> methods =
                new LinkedHashMap<>();
        methods.put("kendall", KendallTau::of);
        methods.put(
                "bernoulli sequence",
                (x, y) ->
                        question ->
                                BernoulliSequence.at(
                                        above(x, y),
                                        x.length,
                                        BetaBinomialMixture.tunedFor(100, question),
                                        question));
        methods.put(
                "betting",
                (x, y) ->
                        HedgedCapital.none(0.1, 100)
                                        .plus(
                                                IntStream.range(0, x.length)
                                                        .mapToDouble(i -> x[i] > y[i] ? 1 : 0)
                                                        .toArray())
                                ::answer);
        methods.put(
                "sample ratio",
                (x, y) ->
                        question ->
                                SampleRatio.none(List.of(0.5, 0.5))
                                        .plus(List.of((long) above(x, y), (long) above(y, x)))
                                        .share(0, question));
        return methods;
    }

    private static Map<String, BiFunction<double[], double[], Distance>> distances() {
        Map<String, BiFunction<double[], double[], Distance>> methods = new LinkedHashMap<>();
        for (Alternative alternative : Alternative.values()) {
            methods.put(
                    "kolmogorov " + alternative,
                    (x, y) -> KolmogorovSmirnov.twoSample(x, y, alternative, CONFIDENCE));
            methods.put(
                    "kolmogorov of one " + alternative,
                    (x, y) ->
                            KolmogorovSmirnov.oneSample(
                                    x,
                                    NormalDistribution.of(0, 1)::cumulativeProbability,
                                    alternative,
                                    CONFIDENCE));
        }
        methods.put("wasserstein", (x, y) -> new Wasserstein(199, 1).between(x, y, CONFIDENCE));
        for (Divergence divergence : Divergence.values()) {
            methods.put(
                    "divergence " + divergence,
                    (x, y) -> divergence.between(counts(x), counts(y), CONFIDENCE));
        }
        for (Contingency.Statistic statistic : Contingency.Statistic.values()) {
            methods.put(
                    "table " + statistic,
                    (x, y) ->
                            Contingency.ofTable(
                                    new long[][] {counts(x), counts(y)}, statistic, CONFIDENCE));
            methods.put(
                    "shares " + statistic,
                    (x, y) ->
                            Contingency.ofShares(
                                    counts(x), new double[] {1, 2, 2, 1}, statistic, CONFIDENCE));
        }
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
        return onEveryInput(METHODS.keySet());
    }

    static Stream<Arguments> casesOfShares() {
        return onEveryInput(OF_SHARES.keySet());
    }

    static Stream<Arguments> casesOfDistances() {
        return onEveryInput(DISTANCES.keySet());
    }

    private static Stream<Arguments> onEveryInput(Set<String> methods) {
        return methods.stream()
                .flatMap(method ->
                        INPUTS.keySet().stream().map(input -> Arguments.of(method, input)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void answersOrSaysWhyNot(String name, String input) {
        check(METHODS, name, input, Double.NEGATIVE_INFINITY, 0, 0.5, -3);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("casesOfShares")
    void answersOfAShareOrSaysWhyNot(String name, String input) {
        check(OF_SHARES, name, input, 0, 0.1, 0.5, 0.9);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("casesOfDistances")
    void measuresOrSaysWhyNot(String name, String input) {
        double[][] columns = requireNonNull(INPUTS.get(input));
        var method = requireNonNull(DISTANCES.get(name));
        switch (method.apply(columns[0].clone(), columns[1].clone())) {
            case Distance.CannotSay cannot -> assertThat(cannot.because()).isNotBlank();
            case Distance.Measured measured -> {
                assertThat(measured.distance()).isFinite();
                assertThat(measured.effect()).isFinite();
                assertThat(measured.interval().contains(measured.distance()))
                        .as("%s", measured)
                        .isTrue();
                assertThat(measured.interval().width()).as("%s", measured).isPositive();
                double level = name.equals("wasserstein") ? 1 - CONFIDENCE : (1 - CONFIDENCE) / 2;
                assertThat(measured.interval().lower() > 0)
                        .as("%s", measured)
                        .isEqualTo(measured.pValue() < level);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inputNames")
    void ranksOrSaysWhyNot(String input) {
        double[][] columns = requireNonNull(INPUTS.get(input));
        List<List<Double>> scores =
                IntStream.range(0, columns[0].length)
                        .mapToObj(i -> List.of(columns[0][i], columns[1][i], 0.5))
                        .toList();
        switch (Friedman.of(scores)) {
            case Friedman.Unknown unknown -> assertThat(unknown.reason().because()).isNotBlank();
            case Friedman.Ranked ranked -> {
                assertThat(ranked.pValue()).isBetween(0.0, 1.0);
                assertThat(ranked.fPValue()).isBetween(0.0, 1.0);
                check(
                        ranked.difference(0, 1, Question.twoSided(CONFIDENCE)),
                        Question.twoSided(CONFIDENCE),
                        Double.NEGATIVE_INFINITY);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inputNames")
    void believesOrSaysWhyNot(String input) {
        double[][] columns = requireNonNull(INPUTS.get(input));
        switch (CorrelatedT.of(Moments.of(less(columns[0], columns[1])), 0.1, 0.01, CONFIDENCE)) {
            case CorrelatedT.Unknown unknown -> assertThat(unknown.reason().because()).isNotBlank();
            case CorrelatedT.Posterior posterior ->
                    assertThat(posterior.less() + posterior.equivalent() + posterior.greater())
                            .isCloseTo(1, within(1e-9));
        }
        switch (fiveByTwo(columns[0], columns[1]).combined()) {
            case FiveByTwo.CombinedF.Unknown unknown ->
                    assertThat(unknown.reason().because()).isNotBlank();
            case FiveByTwo.CombinedF.Known known -> assertThat(known.pValue()).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest
    @MethodSource("inputNames")
    void beliefsAreOfOneEffect(String input) {
        double[][] columns = requireNonNull(INPUTS.get(input));
        for (Look look : looks(columns[0], columns[1])) {
            var flat = NormalEffect.flat(look.estimate(), look.standardError());
            check(flat.belief(CONFIDENCE), flat.standardDeviation());
            var sceptical = new NormalEffect(0, 1).updated(look.estimate(), look.standardError());
            check(sceptical.belief(CONFIDENCE), sceptical.standardDeviation());
        }
        int rows = columns[0].length;
        for (BetaPosterior prior : List.of(BetaPosterior.UNIFORM, BetaPosterior.JEFFREYS)) {
            check(
                    BetaBinomialEffect.of(
                                    prior,
                                    above(columns[0], columns[1]),
                                    rows,
                                    above(columns[1], columns[0]),
                                    rows)
                            .belief(CONFIDENCE),
                    1);
        }
    }

    /// Estimates and standard errors of any size, and far from each other.
    @Test
    void looksAndBeliefsAreOfAnySize() {
        double[] sizes = {1e-300, 1e-160, 1e-9, 1, 1e9, 1e160, 1e300};
        for (double error : sizes) {
            for (double size : sizes) {
                for (double estimate : new double[] {0, size, -size}) {
                    var look = new Look(1, estimate, error);
                    for (StoppingRule rule :
                            List.of(
                                    StoppingRule.pocock(1),
                                    new StoppingRule.Spending(SpendingFunction.pocock()))) {
                        for (Alternative alternative : Alternative.values()) {
                            var question = new Question(0, alternative, CONFIDENCE);
                            check(
                                    GroupSequential.repeated(rule, List.of(look), question),
                                    question,
                                    Double.NEGATIVE_INFINITY);
                            check(
                                    GroupSequential.stopped(rule, List.of(look), question),
                                    question,
                                    Double.NEGATIVE_INFINITY);
                        }
                    }
                    check(NormalEffect.flat(estimate, error).belief(CONFIDENCE), error);
                    var updated = new NormalEffect(0, 1).updated(estimate, error);
                    check(updated.belief(CONFIDENCE), updated.standardDeviation());
                }
            }
        }
    }

    /// The mean is what is won less what is lost, and an interval beyond zero means a chance beyond
    /// its tail.
    private static void check(Belief belief, double unit) {
        assertThat(belief.interval().contains(belief.mean())).as("%s", belief).isTrue();
        assertThat(belief.interval().width()).as("%s", belief).isFinite();
        assertThat(belief.lossIfRefused() - belief.lossIfChosen())
                .as("%s", belief)
                .isCloseTo(belief.mean(), within(1e-8 * (unit + Math.abs(belief.mean()))));
        double tail = (1 - CONFIDENCE) / 2;
        if (belief.interval().lower() > 0) {
            assertThat(belief.chanceToWin()).as("%s", belief).isGreaterThanOrEqualTo(1 - tail);
        }
        if (belief.interval().upper() < 0) {
            assertThat(belief.chanceToWin()).as("%s", belief).isLessThanOrEqualTo(tail);
        }
    }

    static Set<String> inputNames() {
        return INPUTS.keySet();
    }

    private static void check(
            Map<String, BiFunction<double[], double[], StatisticalTest>> methods,
            String name,
            String input,
            double least,
            double... nullValues) {
        double[][] columns = requireNonNull(INPUTS.get(input));
        var method = requireNonNull(methods.get(name));
        StatisticalTest test = method.apply(columns[0].clone(), columns[1].clone());
        for (Alternative alternative : Alternative.values()) {
            for (double nullValue : nullValues) {
                var question = new Question(nullValue, alternative, CONFIDENCE);
                check(test.answer(question), question, least);
            }
        }
    }

    /// @param least that the quantity can be
    private static void check(Inferred inferred, Question question, double least) {
        assertThat(inferred.estimate()).isFinite();
        assertThat(inferred.pValue()).isBetween(0.0, 1.0);
        Interval interval = inferred.interval();
        assertThat(interval.contains(inferred.estimate())).as("%s", inferred).isTrue();
        assertThat(interval.lower() <= least || question.hasLower()).isTrue();
        assertThat(interval.contains(question.nullValue()))
                .as("%s of %s", inferred, question)
                .isEqualTo(inferred.pValue() >= question.alpha());
    }

    private static void check(Inference inference, Question question, double least) {
        switch (inference) {
            case CannotSay cannot -> assertThat(cannot.because()).isNotBlank();
            case Inferred inferred -> check(inferred, question, least);
        }
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

    /// Ten differences, of which those that there are no rows for are 0.
    private static FiveByTwo fiveByTwo(double[] x, double[] y) {
        return new FiveByTwo(Arrays.stream(Arrays.copyOf(less(x, y), 10)).boxed().toList());
    }

    private static StatisticalTest strata(double[] x, double[] y) {
        int half = x.length / 2;
        return PostStratification.mean(
                List.of(
                        new Stratum(
                                "first",
                                Moments.of(Arrays.copyOf(x, half)),
                                Moments.of(Arrays.copyOf(y, half))),
                        new Stratum(
                                "second",
                                Moments.of(Arrays.copyOfRange(x, half, x.length)),
                                Moments.of(Arrays.copyOfRange(y, half, y.length)))));
    }

    /// Looks at the first third of the rows, at two thirds and at all, as long as each has an
    /// estimate with a standard error.
    private static List<Look> looks(double[] x, double[] y) {
        List<Look> looks = new ArrayList<>();
        for (int k = 1; k <= LOOKS; k++) {
            Moments seen = Moments.of(Arrays.copyOf(less(x, y), x.length * k / LOOKS));
            double error = standardError(seen);
            if (!Double.isFinite(seen.mean()) || !Double.isFinite(error) || error == 0) {
                break;
            }
            looks.add(new Look((double) k / LOOKS, seen.mean(), error));
        }
        return looks;
    }

    private static double standardError(Moments seen) {
        return seen.count() < 2 ? Double.NaN : Math.sqrt(seen.variance() / seen.count());
    }

    /// Values without NaN, as the sequences of quantiles ask for.
    private static double[] sorted(double[] x) {
        return Arrays.stream(x).filter(value -> !Double.isNaN(value)).sorted().toArray();
    }

    private static long[] counts(double[] x) {
        long[] counts = new long[4];
        for (double value : x) {
            counts[(int) Math.clamp(value + 2, 0, 3)]++;
        }
        return counts;
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
