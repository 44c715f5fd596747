package assay.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Seeded quick checks of the error under peeking; the long simulations are elsewhere.
class PeekingTest {

    private static final Question QUESTION = Question.twoSided(0.95);

    @Test
    void dailyPeekingAtAMeanRejectsATrueNullAtMostAtAlpha() {
        var random = new SplittableRandom(1);
        var mixture = NormalMixture.tunedFor(1000, QUESTION);
        int trials = 1000;
        int rejected = 0;
        for (int trial = 0; trial < trials; trial++) {
            double sum = 0;
            double squares = 0;
            boolean rejects = false;
            for (int n = 1; n <= 3000 && !rejects; n++) {
                double x = random.nextGaussian();
                sum += x;
                squares += x * x;
                if (n % 100 == 0) {
                    double mean = sum / n;
                    double error = Math.sqrt((squares / n - mean * mean) / (n - 1));
                    rejects = rejects(NormalSequence.asymptotic(mean, error, n, mixture, QUESTION));
                }
            }
            rejected += rejects ? 1 : 0;
        }
        assertThat((double) rejected / trials).isLessThanOrEqualTo(0.05);
    }

    @Test
    void peekingAtEveryTrialRejectsATrueProportionAtMostAtAlpha() {
        var random = new SplittableRandom(2);
        var question = QUESTION.about(0.1);
        var mixture = BetaBinomialMixture.tunedFor(200, question);
        int trials = 500;
        int rejected = 0;
        for (int trial = 0; trial < trials; trial++) {
            int successes = 0;
            boolean rejects = false;
            for (int n = 1; n <= 300 && !rejects; n++) {
                successes += random.nextDouble() < 0.1 ? 1 : 0;
                rejects = rejects(BernoulliSequence.at(successes, n, mixture, question));
            }
            rejected += rejects ? 1 : 0;
        }
        assertThat((double) rejected / trials).isLessThanOrEqualTo(0.05);
    }

    @Test
    void groupSequentialBoundariesAreCrossedByAlphaOfBrownianMotions() {
        var random = new SplittableRandom(3);
        var fractions = List.of(0.2, 0.25, 0.7, 1.0);
        var rule = new StoppingRule.Spending(SpendingFunction.pocock());
        List<Double> critical = rule.criticalValues(fractions, 0.05, true);
        int trials = 200_000;
        int crossed = 0;
        for (int trial = 0; trial < trials; trial++) {
            double sum = 0;
            double before = 0;
            for (int k = 0; k < fractions.size(); k++) {
                sum += random.nextGaussian() * Math.sqrt(fractions.get(k) - before);
                before = fractions.get(k);
                if (Math.abs(sum) / Math.sqrt(before) >= critical.get(k)) {
                    crossed++;
                    break;
                }
            }
        }
        assertThat((double) crossed / trials).isCloseTo(0.05, within(0.0015));
    }

    @Test
    void oneSidedBoundaryIsOnTheWealthOfOneInAlpha() {
        var mixture = new NormalMixture(20);
        for (var alternative : Alternative.values()) {
            for (double alpha : List.of(0.3, 0.05, 1e-6)) {
                double bound = mixture.boundary(alternative, 70, alpha);
                double sum = alternative == Alternative.LESS ? -bound : bound;
                assertThat(mixture.logWealth(alternative, sum, 70))
                        .isCloseTo(-Math.log(alpha), within(1e-10));
            }
        }
    }

    @Test
    void sampleRatioDoesNotDependOnHowCountsArrived() {
        var start = SampleRatio.none(new ArrayList<>(List.of(0.5, 0.5)));
        var stepwise = start.plus(List.of(3L, 9L)).plus(List.of(100L, 40L));
        assertThat(stepwise).isEqualTo(start.plus(List.of(103L, 49L)));
    }

    private static boolean rejects(Inference inference) {
        return inference instanceof Inferred inferred && inferred.pValue() < 0.05;
    }
}
