package assay.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EValuesTest {

    /// Every set of hypotheses is tried: e-BH rejects the largest set whose every e-value is at
    /// least `m / (alpha * its size)`.
    @Test
    void theRejectedSetIsTheLargestSelfConsistentOne() {
        var random = new SplittableRandom(31);
        for (int family = 0; family < 200; family++) {
            int size = 1 + random.nextInt(8);
            double[] e = random.doubles(size).map(u -> 40 * u * u).toArray();
            int best = 0;
            for (int subset = 1; subset < 1 << size; subset++) {
                int chosen = Integer.bitCount(subset);
                boolean consistent = true;
                for (int i = 0; i < size; i++) {
                    consistent &= (subset >> i & 1) == 0 || e[i] * 0.1 * chosen >= size;
                }
                best = consistent ? Math.max(best, chosen) : best;
            }
            int rejected = 0;
            for (boolean r : EValues.rejected(0.1, e)) {
                rejected += r ? 1 : 0;
            }
            assertThat(rejected).isEqualTo(best);
        }
    }

    @Test
    void aCalibratedPValueIsAnEValue() {
        double expectation = 0;
        int cells = 1_000_000;
        for (int i = 0; i < cells; i++) {
            expectation += EValues.calibrated((i + 0.5) / cells) / cells;
        }
        assertThat(expectation).isCloseTo(1, within(1e-3));
        assertThat(EValues.calibrated(0)).isInfinite();
    }
}
