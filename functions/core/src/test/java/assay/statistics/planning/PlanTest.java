package assay.statistics.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.Inference.Inferred;
import assay.statistics.Moments;
import assay.statistics.Question;
import assay.statistics.association.KendallTau;
import assay.statistics.comparison.CorrectedResampledT;
import assay.statistics.comparison.Friedman;
import assay.statistics.distance.Distance;
import assay.statistics.distance.KolmogorovSmirnov;
import assay.statistics.sequential.StoppingRule;
import assay.statistics.twosample.Welch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final Goal DIFFERENCE = new Goal.Difference();

    static Stream<Plan> plans() {
        return Stream.of(
                TTestPlan.paired(1, DIFFERENCE, 0.05),
                TTestPlan.twoSample(1, 2, new Goal.Superiority(), 0.05),
                new WelchPlan(1, 2, 1.5, DIFFERENCE, 0.05),
                new SharePlan(0.4, DIFFERENCE, 0.05),
                new RelativeLiftPlan(1, 1.2, 1, DIFFERENCE, 0.05),
                DesignEffectPlan.clustered(
                        TTestPlan.twoSample(0.5, 1, DIFFERENCE, 0.05), 5, 0.3, 0.05),
                DesignEffectPlan.weighted(new WelchPlan(1, 1, 1, DIFFERENCE, 0.05), 0.4),
                DesignEffectPlan.adjusted(new RankSumPlan(1, DIFFERENCE, 0.05), 0.3),
                new ChiSquarePlan(3, 0.05),
                new KendallPlan(DIFFERENCE, 0.05),
                new FriedmanPlan(4, 0.05),
                new ResampledPlan(0.05, 1 / 9.0, DIFFERENCE, 0.05),
                GroupSequentialPlan.of(
                        StoppingRule.pocock(3),
                        List.of(1 / 3.0, 2 / 3.0, 1.0),
                        1,
                        DIFFERENCE,
                        0.05),
                new SignedRankPlan(DIFFERENCE, 0.05),
                new RankSumPlan(1, DIFFERENCE, 0.05),
                new ProportionsPlan(0.3, 1, DIFFERENCE, 0.05),
                new McNemarPlan(0.5, DIFFERENCE, 0.05),
                new AucPlan(0.6, 0.5, 2, DIFFERENCE, 0.05),
                AucPlan.overChance(1, new Goal.Superiority(), 0.05),
                LargeSamplePlan.ratio(0.1, 5, 2, 3, 0.5, 1, DIFFERENCE, 0.05),
                LargeSamplePlan.quantile(0.5, 0.4, 1, DIFFERENCE, 0.05));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theSizeIsTheFirstWithThePower(Plan plan) {
        long n = ((Plan.Size.Of) plan.size(0.1, 0.8)).n();
        assertThat(plan.power(0.1, (double) n)).isGreaterThanOrEqualTo(0.8);
        assertThat(plan.power(0.1, n - 1.0)).isLessThan(0.8);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theDetectableEffectHasThePower(Plan plan) {
        double effect = ((Plan.Effect.Of) plan.detectable(500, 0.8, 0.399)).effect();
        assertThat(plan.power(effect, 500)).isCloseTo(0.8, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void noEffectIsFoundAsOftenAsAlphaSays(Plan plan) {
        assertThat(plan.power(0, 300)).isCloseTo(0.05, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void powerGrowsWithTheEffectAndTheRows(Plan plan) {
        double last = 0;
        for (double n = 10; n < 1e7; n *= 3) {
            double power = plan.power(0.05, n);
            assertThat(power).isGreaterThanOrEqualTo(last * (1 - 1e-12));
            last = power;
        }
        assertThat(plan.power(0.2, 100)).isGreaterThan(plan.power(0.1, 100));
    }

    static Stream<Plan> extremePlans() {
        return Stream.concat(
                plans(),
                Stream.of(
                        new WelchPlan(1e-150, 1e150, 1e-3, DIFFERENCE, 1e-12),
                        TTestPlan.twoSample(1, 1e6, new Goal.Equivalence(0.1), 0.999),
                        new KolmogorovSmirnovPlan(Double.POSITIVE_INFINITY, 0.05)));
    }

    @ParameterizedTest
    @MethodSource("extremePlans")
    void powerIsAProbabilityForAnyEffectAndAnyNumberOfRows(Plan plan) {
        for (double effect : new double[] {0, 1e-12, 0.2, 0.39}) {
            for (double n : new double[] {plan.least(), 1e4, 1e9, 1e15}) {
                if (n >= plan.least()) {
                    assertThat(plan.power(effect, n)).isBetween(0.0, 1.0);
                }
            }
            assertThat(plan.size(effect, 0.999)).isNotNull();
        }
    }

    /// The counts of the sign test come in steps.
    @ParameterizedTest
    @ValueSource(doubles = {0.08, 0.12, 0.2, 0.33, 0.45})
    void fromTheSizeOnTheSignTestKeepsItsPower(double effect) {
        for (Goal goal : List.of(DIFFERENCE, new Goal.NonInferiority(0.05))) {
            var plan = new SignTestPlan(goal, 0.05);
            long n = ((Plan.Size.Of) plan.size(effect, 0.8)).n();
            assertThat(plan.power(effect, n - 1.0)).isLessThan(0.8);
            for (long more = n; more < n + 300; more++) {
                assertThat(plan.power(effect, (double) more)).isGreaterThanOrEqualTo(0.8);
            }
        }
        var plan = new SignTestPlan(DIFFERENCE, 0.05);
        assertThat(plan.power(effect / 100, 1e6 + 1))
                .isCloseTo(plan.power(effect / 100, 1e6), within(2e-3));
        assertThat(plan.size(0, 0.8)).isInstanceOf(Plan.Size.Unreachable.class);
    }

    @Test
    void welchsPowerIsTheShareOfDrawnSamplesThatItRejects() {
        var random = new SplittableRandom(17);
        var plan = new WelchPlan(1, 3, 0.5, DIFFERENCE, 0.05);
        int rejected = 0;
        int tries = 10_000;
        for (int t = 0; t < tries; t++) {
            double[] first = random.doubles(24).map(_ -> random.nextGaussian()).toArray();
            double[] second = random.doubles(12).map(_ -> 2 + 3 * random.nextGaussian()).toArray();
            var answer = (Inferred) Welch.of(second, first).answer(Question.twoSided(0.95));
            rejected += answer.pValue() < 0.05 ? 1 : 0;
        }
        assertThat(rejected / (double) tries).isCloseTo(plan.power(2, 24), within(0.015));
    }

    @Test
    void kendallsPowerIsTheShareOfDrawnOrdersThatItRejects() {
        var random = new SplittableRandom(18);
        // Of normal pairs tau is 2/pi times the arcsine of their correlation.
        double correlation = 0.45;
        double tau = 2 / Math.PI * Math.asin(correlation);
        int tries = 2000;
        int rejected = 0;
        for (int t = 0; t < tries; t++) {
            double[] first = random.doubles(40).map(_ -> random.nextGaussian()).toArray();
            double[] second =
                    Arrays.stream(first)
                            .map(x ->
                                    correlation * x
                                            + Math.sqrt(1 - correlation * correlation)
                                                    * random.nextGaussian())
                            .toArray();
            var answer = (Inferred) KendallTau.of(first, second).answer(Question.twoSided(0.95));
            rejected += answer.pValue() < 0.05 ? 1 : 0;
        }
        assertThat(rejected / (double) tries)
                .isCloseTo(new KendallPlan(DIFFERENCE, 0.05).power(tau, 40), within(0.05));
    }

    @Test
    void friedmansPowerIsTheShareOfDrawnDatasetsThatItRejects() {
        var random = new SplittableRandom(19);
        double[] better = {0, 0.2, 0.4, 0.6};
        var normal = NormalDistribution.of(0, Math.sqrt(2));
        double[] ranks =
                Arrays.stream(better)
                        .map(own ->
                                0.5
                                        + Arrays.stream(better)
                                                .map(other ->
                                                        normal.cumulativeProbability(other - own))
                                                .sum())
                        .toArray();
        var plan = new FriedmanPlan(4, 0.05);
        int tries = 4000;
        int rejected = 0;
        for (int t = 0; t < tries; t++) {
            List<List<Double>> scores =
                    IntStream.range(0, 40)
                            .mapToObj(_ ->
                                    Arrays.stream(better)
                                            .map(mean -> mean + random.nextGaussian())
                                            .boxed()
                                            .toList())
                            .toList();
            rejected += ((Friedman.Ranked) Friedman.of(scores)).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(rejected / (double) tries)
                .isCloseTo(plan.power(plan.concordance(ranks), 40), within(0.04));
    }

    /// Folds whose differences are as correlated as the method takes them to be.
    @Test
    void theResampledTestsPowerIsTheShareOfDrawnFoldsThatItRejects() {
        var random = new SplittableRandom(20);
        double ratio = 1 / 9.0;
        int tries = 10_000;
        int rejected = 0;
        for (int t = 0; t < tries; t++) {
            double common = Math.sqrt(ratio) * random.nextGaussian();
            double[] folds =
                    random.doubles(10).map(_ -> 1 + common + random.nextGaussian()).toArray();
            var answer =
                    (Inferred)
                            CorrectedResampledT.of(Moments.of(folds), ratio)
                                    .answer(Question.twoSided(0.95));
            rejected += answer.pValue() < 0.05 ? 1 : 0;
        }
        assertThat(rejected / (double) tries)
                .isCloseTo(
                        new ResampledPlan(1, ratio, DIFFERENCE, 0.05).power(1, 10), within(0.015));
        assertThat(new ResampledPlan(1, ratio, DIFFERENCE, 0.05).size(0.5, 0.8))
                .isInstanceOf(Plan.Size.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.5, 0.6})
    void kolmogorovSmirnovRejectsAtLeastAsOftenAsPlanned(double moved) {
        var random = new SplittableRandom(21);
        var plan = new KolmogorovSmirnovPlan(1, 0.05);
        int tries = 2000;
        int rejected = 0;
        for (int t = 0; t < tries; t++) {
            double[] first = random.doubles(100).map(_ -> random.nextGaussian()).toArray();
            double[] second = random.doubles(100).map(_ -> moved + random.nextGaussian()).toArray();
            var measured =
                    (Distance.Measured)
                            KolmogorovSmirnov.twoSample(first, second, Alternative.TWO_SIDED, 0.95);
            rejected += measured.pValue() < 0.05 ? 1 : 0;
        }
        double gap = 2 * NormalDistribution.of(0, 1).cumulativeProbability(moved / 2) - 1;
        double power = plan.power(gap, 100);
        assertThat(rejected / (double) tries).isBetween(power, 1.0);
        long n = ((Plan.Size.Of) plan.size(gap, 0.8)).n();
        assertThat(plan.power(gap, (double) n)).isGreaterThanOrEqualTo(0.8);
        assertThat(plan.power(gap, n - 1.0)).isLessThan(0.8);
        assertThat(plan.power(1, 100)).isEqualTo(1);
    }

    @Test
    void looksCostRowsAtMostAndSaveThemOnAverage() {
        var looks = List.of(0.25, 0.5, 0.75, 1.0);
        var plan =
                GroupSequentialPlan.of(StoppingRule.obrienFleming(4), looks, 1, DIFFERENCE, 0.05);
        var none = new LargeSamplePlan(1, DIFFERENCE, 0.05);
        long most = ((Plan.Size.Of) plan.size(0.1, 0.9)).n();
        long alone = ((Plan.Size.Of) none.size(0.1, 0.9)).n();
        assertThat(most).isBetween(alone + 1, (long) (1.03 * alone));
        assertThat(plan.expected(0.1, (double) most)).isLessThan(0.8 * alone);
        assertThat(plan.expected(0, (double) most)).isBetween(0.97 * most, (double) most);
    }

    @Test
    void whatNoNumberCanShowIsSaidSo() {
        var equivalence = TTestPlan.paired(1, new Goal.Equivalence(0.1), 0.05);
        assertThat(equivalence.size(0.2, 0.8)).isInstanceOf(Plan.Size.Unreachable.class);
        assertThat(equivalence.size(0, 0.8)).isInstanceOf(Plan.Size.Of.class);
        var difference = TTestPlan.paired(1, DIFFERENCE, 0.05);
        assertThat(difference.size(0, 0.8)).isInstanceOf(Plan.Size.Unreachable.class);
        assertThat(difference.detectable(3, 0.99, 0.5)).isInstanceOf(Plan.Effect.Unreachable.class);
        assertThat(difference.detectable(3, 0.01, 0.5)).isInstanceOf(Plan.Effect.Unreachable.class);
    }

    /// The t-test is carried out on drawn samples, for each goal.
    @Test
    void powerIsTheShareOfDrawnSamplesThatShowTheGoal() {
        assertThat(simulated(new Goal.Equivalence(0.8), 0.1))
                .isCloseTo(planned(new Goal.Equivalence(0.8), 0.1), within(0.015));
        assertThat(simulated(new Goal.NonInferiority(0.5), 0.1))
                .isCloseTo(planned(new Goal.NonInferiority(0.5), 0.1), within(0.015));
        assertThat(simulated(DIFFERENCE, 0.6)).isCloseTo(planned(DIFFERENCE, 0.6), within(0.015));
    }

    private static double planned(Goal goal, double effect) {
        return TTestPlan.paired(1, goal, 0.05).power(effect, 15);
    }

    private static double simulated(Goal goal, double effect) {
        var random = new SplittableRandom(41);
        int shown = 0;
        int tries = 10_000;
        for (int t = 0; t < tries; t++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 15; i++) {
                double x = effect + random.nextGaussian();
                sum += x;
                squares += x * x;
            }
            double mean = sum / 15;
            double standardError = Math.sqrt((squares - sum * mean) / 14 / 15);
            double oneSided = 1.7613101357748562 * standardError;
            double twoSided = 2.1447866879169273 * standardError;
            boolean hit =
                    switch (goal) {
                        case Goal.Difference _ -> Math.abs(mean) > twoSided;
                        case Goal.Superiority _ -> mean > oneSided;
                        case Goal.NonInferiority g -> mean + g.margin() > oneSided;
                        case Goal.Equivalence g -> Math.abs(mean) + oneSided < g.margin();
                    };
            shown += hit ? 1 : 0;
        }
        return shown / (double) tries;
    }

    @Test
    void aQuantilesOuterIntervalNeedsThisManyRows() {
        // Published: 59 rows for the one-sided 95/95 limit (Wilks 1941); two-sided median: 6 rows.
        assertThat(LargeSamplePlan.rowsForQuantile(0.5, 0.95)).isEqualTo(6);
        assertThat(LargeSamplePlan.rowsForQuantile(0.95, 0.95)).isEqualTo(59);
        assertThat(LargeSamplePlan.rowsForQuantile(0.99, 0.95)).isEqualTo(299);
    }

    @Test
    void impossiblePlansAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TTestPlan.paired(0, DIFFERENCE, 0.05))
                .withMessageContaining("standard deviation 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProportionsPlan(0.9, 1, DIFFERENCE, 0.05).power(0.2, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Goal.Equivalence(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignTestPlan(new Goal.Equivalence(0.5), 0.05).power(0, 9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SharePlan(0.1, new Goal.NonInferiority(0.2), 0.05));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> DesignEffectPlan.adjusted(new RankSumPlan(1, DIFFERENCE, 0.05), 1));
    }
}
