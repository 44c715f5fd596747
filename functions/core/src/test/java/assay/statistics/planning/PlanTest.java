package assay.statistics.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import assay.statistics.sequential.StoppingRule;
import assay.statistics.twosample.Welch;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
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
