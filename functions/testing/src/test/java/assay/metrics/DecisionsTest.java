package assay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Decisions are counted by the bits of the scores, without columns of who is right.
class DecisionsTest {
    private static final double[] SCORES = {
        -0.0, 0, Double.MIN_VALUE, 0.25, Math.nextDown(0.5), 0.5, Math.nextUp(0.5), 1
    };

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, Double.MIN_VALUE, 0.25, 0.5, 1})
    void aScoreThatIsAtLeastTheThresholdIsDecidedPositive(double threshold) {
        for (double score : SCORES) {
            assertThat(Confusion.decided(score, Confusion.bits(threshold)))
                    .as("%s at %s", score, threshold)
                    .isEqualTo(score >= threshold ? 1 : 0);
        }
    }

    @Test
    void differencesOfSharesAreThoseOfTheirColumns() {
        int rows = 150_000;
        var champion = (BinaryPredictions) Samples.of(Task.BINARY, rows, 0.9, RowFacts.none(rows));
        var challenger =
                (BinaryPredictions) Samples.of(Task.BINARY, rows, 0.2, RowFacts.none(rows));
        Setting setting = Setting.seeded(1).withThreshold(0.61);
        double[] mine = BinaryLosses.CORRECT.of(challenger, setting);
        double[] theirs = BinaryLosses.CORRECT.of(champion, setting);
        int challengerOnly = 0;
        int championOnly = 0;
        for (int row = 0; row < rows; row++) {
            challengerOnly += mine[row] > theirs[row] ? 1 : 0;
            championOnly += mine[row] < theirs[row] ? 1 : 0;
        }
        Discordance counted = Discordance.of(BinaryLosses.CORRECT, challenger, champion, setting);
        assertThat(counted).isEqualTo(new Discordance(challengerOnly, championOnly, rows));
        Moments moments = Moments.ofDifferences(mine, theirs);
        assertThat(counted.moments().mean()).isCloseTo(moments.mean(), within(1e-15));
        assertThat(counted.moments().m2()).isCloseTo(moments.m2(), within(1e-8));
        Metric accuracy = Metric.named("accuracy", Task.BINARY).orElseThrow();
        assertThat(accuracy.value(challenger, setting).orElseThrow())
                .isEqualTo(Weights.mean(mine, null));
    }
}
