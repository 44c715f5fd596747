package assay.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeLongTest {

    private static final Question QUESTION = Question.twoSided(0.95);

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 50, 301})
    void sortingGivesWhatAllPairsGive(int n) {
        var random = new SplittableRandom(n);
        boolean[] positive = new boolean[n];
        double[] scores = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            positive[i] = i % 2 == 0;
            scores[i] = random.nextInt(n);
            weights[i] = 1 + random.nextInt(3);
        }
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (positive[i] && !positive[j]) {
                    double weight = weights[i] * weights[j];
                    wins += weight * (1 + Math.signum(scores[i] - scores[j])) / 2;
                    pairs += weight;
                }
            }
        }
        var rows = DeLong.of(positive);
        assertThat(rows.weighted(weights).area(scores).estimate())
                .isCloseTo(wins / pairs, within(1e-12));
        int[] alone = new int[n];
        for (int i = 0; i < n; i++) {
            alone[i] = i;
        }
        assertThat(rows.clustered(alone, n).area(scores).estimate())
                .isCloseTo(rows.area(scores).estimate(), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 5, ONE_CLASS", "5, 0, ONE_CLASS", "1, 5, TOO_FEW", "3, 3, NO_VARIATION"})
    void saysWhyItCannotSay(int positives, int negatives, Reason reason) {
        boolean[] positive = new boolean[positives + negatives];
        double[] scores = new double[positive.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = i < positives;
            scores[i] = positive[i] ? 1 : 0;
        }
        var answer = (CannotSay) DeLong.of(positive).area(scores).area(QUESTION);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aScoreThatIsNoNumberIsRefused(boolean clustered) {
        boolean[] positive = {true, false, true, false};
        double[] sound = {1, 2, 3, 4};
        double[] spoilt = {1, Double.NaN, 3, 4};
        var rows = DeLong.of(positive);
        if (clustered) {
            rows = rows.clustered(new int[] {0, 0, 1, 1}, 2);
        }
        for (Inference answer :
                List.of(
                        rows.area(spoilt).area(QUESTION),
                        rows.difference(sound, spoilt).difference(QUESTION),
                        rows.difference(spoilt, sound).difference(QUESTION),
                        rows.weighted(spoilt).area(sound).area(QUESTION))) {
            assertThat(((CannotSay) answer).reason()).isEqualTo(Reason.NOT_FINITE);
        }
    }
}
