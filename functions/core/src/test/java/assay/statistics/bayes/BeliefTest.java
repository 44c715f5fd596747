package assay.statistics.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class BeliefTest {

    /// For whole counts the chance to win is a finite sum: `P(B > A)` with `A ~ Beta(a, b)` is
    /// `E[P(Binomial(a + b - 1, p) >= a)]`, a beta-binomial sum.
    @Test
    void theChanceToWinIsTheBetaBinomialSum() {
        for (int a = 1; a < 8; a++) {
            for (int b = 1; b < 8; b++) {
                var control = new BetaPosterior(a, b);
                var treatment = new BetaPosterior(3, 5);
                int shape = a;
                int trials = a + b - 1;
                double sum =
                        treatment.expectation(
                                0,
                                1,
                                p ->
                                        BinomialDistribution.of(trials, p)
                                                .survivalProbability(shape - 1));
                assertThat(new BetaBinomialEffect(control, treatment).chanceAbove(0))
                        .isCloseTo(sum, within(1e-12));
            }
        }
    }

    @Test
    void swappingTheSidesSwapsTheAnswers() {
        var control = new BetaPosterior(12.5, 100.5);
        var treatment = new BetaPosterior(0.5, 9.5);
        Belief one = new BetaBinomialEffect(control, treatment).belief(0.9);
        Belief other = new BetaBinomialEffect(treatment, control).belief(0.9);
        assertThat(one.chanceToWin() + other.chanceToWin()).isCloseTo(1, within(1e-12));
        assertThat(one.lossIfChosen()).isCloseTo(other.lossIfRefused(), within(1e-13));
        assertThat(one.interval().lower()).isCloseTo(-other.interval().upper(), within(1e-10));
        assertThat(one.lossIfRefused() - one.lossIfChosen()).isCloseTo(one.mean(), within(1e-12));
    }

    @Test
    void theLossesOfANormalEffectDifferByItsMean() {
        for (double mean : new double[] {-40, -1, 0, 0.3, 5}) {
            Belief belief = new NormalEffect(mean, 0.7).belief(0.95);
            assertThat(belief.lossIfRefused() - belief.lossIfChosen())
                    .isCloseTo(mean, within(1e-12));
        }
    }

    @Test
    void oneSideMayBeAThousandTimesNarrower() {
        var narrow = new BetaPosterior(3e8, 7e8);
        var wide = new BetaPosterior(2, 3);
        Belief belief = new BetaBinomialEffect(narrow, wide).belief(0.95);
        // P(Beta(2, 3) > 0.3) = P(Binomial(4, 0.3) < 2)
        assertThat(belief.chanceToWin()).isCloseTo(0.6517, within(1e-4));
        assertThat(new BetaBinomialEffect(wide, narrow).chanceAbove(0))
                .isCloseTo(1 - belief.chanceToWin(), within(1e-10));
    }

    @Test
    void largeCountsComeNearTheNormalEffect() {
        var effect =
                BetaBinomialEffect.of(
                        BetaPosterior.UNIFORM, 500_000, 1_000_000, 501_000, 1_000_000);
        Belief exact = effect.belief(0.95);
        Belief normal = NormalEffect.flat(0.001, Math.sqrt(0.5e-6)).belief(0.95);
        assertThat(exact.chanceToWin()).isCloseTo(normal.chanceToWin(), within(1e-5));
        assertThat(exact.lossIfChosen()).isCloseTo(normal.lossIfChosen(), within(1e-8));
        assertThat(exact.interval().upper()).isCloseTo(normal.interval().upper(), within(1e-7));
    }

    @Test
    void theCredibleIntervalHoldsItsShareOfDraws() {
        var random = new SplittableRandom(51);
        var control = new BetaPosterior(3, 9);
        var treatment = new BetaPosterior(5, 4);
        Belief belief = new BetaBinomialEffect(control, treatment).belief(0.8);
        int inside = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            double difference = beta(random, 5, 4) - beta(random, 3, 9);
            inside += belief.interval().contains(difference) ? 1 : 0;
        }
        assertThat(inside / (double) draws).isCloseTo(0.8, within(0.012));
    }

    @Test
    void aPriorPullsTheEstimateTowardsItself() {
        NormalEffect prior = new NormalEffect(0, 1);
        NormalEffect posterior = prior.updated(2, 1);
        assertThat(posterior.mean()).isEqualTo(1);
        assertThat(posterior.standardDeviation()).isCloseTo(Math.sqrt(0.5), within(1e-15));
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaPosterior.UNIFORM.updated(3, 2))
                .withMessageContaining("3");
        assertThatIllegalArgumentException().isThrownBy(() -> new BetaPosterior(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NormalEffect(0, Double.NaN));
    }

    /// The `a`-th smallest of `a + b - 1` uniform numbers.
    private static double beta(SplittableRandom random, int a, int b) {
        double[] uniform = random.doubles(a + b - 1).sorted().toArray();
        return uniform[a - 1];
    }
}
