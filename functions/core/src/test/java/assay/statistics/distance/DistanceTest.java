package assay.statistics.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.Inference.Reason;
import assay.statistics.distance.Distance.CannotSay;
import assay.statistics.distance.Distance.Measured;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistanceTest {

    /// Every choice of which pooled values are the first sample, with and without ties.
    @Test
    void theExactPValueIsTheShareOfAllArrangements() {
        var random = new SplittableRandom(61);
        for (int round = 0; round < 60; round++) {
            int n = 1 + random.nextInt(5);
            int m = 1 + random.nextInt(5);
            double[] pooled =
                    random.ints(n + m, 0, round % 2 == 0 ? 4 : 1000).asDoubleStream().toArray();
            for (Alternative alternative : Alternative.values()) {
                Measured observed = two(pooled, (1 << n) - 1, alternative);
                int all = 0;
                int asFar = 0;
                for (int subset = 0; subset < 1 << n + m; subset++) {
                    if (Integer.bitCount(subset) == n) {
                        all++;
                        double d = two(pooled, subset, alternative).distance();
                        asFar += d >= observed.distance() - 1e-12 ? 1 : 0;
                    }
                }
                assertThat(observed.pValue()).isCloseTo(asFar / (double) all, within(1e-12));
            }
        }
    }

    private static Measured two(double[] pooled, int firsts, Alternative alternative) {
        double[] x = new double[Integer.bitCount(firsts)];
        double[] y = new double[pooled.length - x.length];
        int i = 0;
        int j = 0;
        for (int k = 0; k < pooled.length; k++) {
            if ((firsts >> k & 1) == 1) {
                x[i++] = pooled[k];
            } else {
                y[j++] = pooled[k];
            }
        }
        return (Measured) KolmogorovSmirnov.twoSample(x, y, alternative, 0.95);
    }

    @Test
    void theAsymptoticPValueMeetsTheExactOne() {
        var random = new SplittableRandom(62);
        for (double shift : new double[] {0, 0.05, 0.1}) {
            double[] x = random.doubles(1999).toArray();
            double[] y = random.doubles(2001).map(v -> v + shift).toArray();
            double[] more = Arrays.copyOf(y, 2002);
            more[2001] = 0.5;
            for (Alternative alternative : Alternative.values()) {
                double exact =
                        ((Measured) KolmogorovSmirnov.twoSample(x, y, alternative, 0.95)).pValue();
                double asymptotic =
                        ((Measured) KolmogorovSmirnov.twoSample(x, more, alternative, 0.95))
                                .pValue();
                assertThat(asymptotic).isCloseTo(exact, within(0.03 * exact + 0.002));
            }
        }
    }

    @Test
    void theOrderOfTheValuesDoesNotMatter() {
        double[] x = {3, 1, 2, 9, 4};
        double[] y = {5, 7, 6, 8};
        double[] turned = {4, 9, 2, 1, 3};
        assertThat(new Wasserstein(199, 3).between(x, y, 0.9))
                .isEqualTo(new Wasserstein(199, 3).between(turned, y, 0.9));
        assertThat(KolmogorovSmirnov.twoSample(x, y, Alternative.TWO_SIDED, 0.9))
                .isEqualTo(KolmogorovSmirnov.twoSample(turned, y, Alternative.TWO_SIDED, 0.9));
    }

    @Test
    void aShiftMovesTheWassersteinDistanceByItself() {
        var random = new SplittableRandom(63);
        double[] x = random.doubles(300).toArray();
        double[] y = Arrays.stream(x).map(v -> v + 2).toArray();
        Measured m = (Measured) new Wasserstein(199, 4).between(x, y, 0.95);
        assertThat(m.distance()).isCloseTo(2, within(1e-12));
        assertThat(m.interval().contains(2)).isTrue();
        assertThat(m.pValue()).isEqualTo(1 / 200.0);
    }

    /// A large distance of many values: the normal law reaches much less far than a band that holds
    /// for any distribution, whose width is 0.384.
    @Test
    void theIntervalOfAGapIsThatOfTwoSharesWhereItIsLargest() {
        var random = new SplittableRandom(65);
        double[] x = random.doubles(200).toArray();
        double[] y = random.doubles(200).map(v -> v * v).toArray();
        Measured m = (Measured) KolmogorovSmirnov.twoSample(x, y, Alternative.TWO_SIDED, 0.95);
        assertThat(m.interval().contains(0.25)).isTrue();
        assertThat(m.interval().width()).isBetween(0.1, 0.2);
    }

    @Test
    void aGapThatIsNotThereHasAnIntervalFromZeroToWhatChanceMakes() {
        double[] x = new SplittableRandom(66).doubles(100).toArray();
        Measured m = (Measured) KolmogorovSmirnov.twoSample(x, x, Alternative.TWO_SIDED, 0.95);
        assertThat(m.interval().lower()).isZero();
        assertThat(m.interval().upper()).isCloseTo(1.96 / 2 * Math.sqrt(0.02), within(1e-4));
    }

    @Test
    void relabellingKeepsItsErrorRate() {
        var random = new SplittableRandom(64);
        int rejected = 0;
        int tries = 600;
        for (int t = 0; t < tries; t++) {
            double[] x = random.doubles(25).toArray();
            double[] y = random.doubles(40).toArray();
            Measured m = (Measured) new Wasserstein(99, t).between(x, y, 0.95);
            rejected += m.pValue() <= 0.05 ? 1 : 0;
        }
        assertThat(rejected / (double) tries).isBetween(0.03, 0.075);
    }

    @Test
    void theNoncentralDistributionHasItsMeanAndItsCentralCase() {
        assertThat(NoncentralChiSquare.cumulativeProbability(3.841458820694124, 1, 0))
                .isCloseTo(0.95, within(1e-14));
        // One degree: the square of a normal number with mean sqrt(4) is below 1 with Phi(-1) -
        // Phi(-3).
        assertThat(NoncentralChiSquare.cumulativeProbability(1, 1, 4))
                .isCloseTo(0.15730535589982697, within(1e-13));
        // Mean k + ncp, by its tail sum.
        double mean = 0;
        for (double x = 0.005; x < 2000; x += 0.01) {
            mean += 0.01 * (1 - NoncentralChiSquare.cumulativeProbability(x, 5, 100));
            x += x > 400 ? 1e9 : 0;
        }
        assertThat(mean).isCloseTo(105, within(1e-4));
    }

    @Test
    void whatCannotBeMeasuredIsSaidSo() {
        assertThat(reason(new Wasserstein(19, 1).between(new double[0], new double[] {1}, 0.95)))
                .isEqualTo(Reason.TOO_FEW);
        assertThat(
                        reason(
                                new Wasserstein(19, 1)
                                        .between(new double[] {1, 1}, new double[] {1}, 0.95)))
                .isEqualTo(Reason.NO_VARIATION);
        assertThat(
                        reason(
                                new Wasserstein(19, 1)
                                        .between(
                                                new double[] {2, 2}, new double[] {5, 5, 5}, 0.95)))
                .isEqualTo(Reason.NO_VARIATION);
        assertThat(
                        reason(
                                KolmogorovSmirnov.twoSample(
                                        new double[] {1, Double.NaN},
                                        new double[] {1},
                                        Alternative.TWO_SIDED,
                                        0.95)))
                .isEqualTo(Reason.NOT_FINITE);
        assertThat(
                        reason(
                                Contingency.ofTable(
                                        new long[][] {{5, 3}, {0, 0}},
                                        Contingency.Statistic.G,
                                        0.95)))
                .isEqualTo(Reason.ONE_CLASS);
        assertThat(reason(Divergence.JENSEN_SHANNON.between(new long[] {5}, new long[] {6}, 0.95)))
                .isEqualTo(Reason.TOO_FEW);
    }

    private static Reason reason(Distance distance) {
        return ((CannotSay) distance).reason();
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Contingency.ofTable(
                                new long[][] {{1, -1}, {1, 1}}, Contingency.Statistic.G, 0.95))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Wasserstein(5, 1));
    }
}
