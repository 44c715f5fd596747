package assay.statistics.paired;

import static org.assertj.core.api.Assertions.assertThat;

import assay.statistics.Ranks;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WalshSumsTest {

    static Stream<double[]> columns() {
        var random = new SplittableRandom(23);
        Stream<DoubleSupplier> sources =
                Stream.of(
                        random::nextGaussian,
                        () -> Math.exp(3 * random.nextGaussian()),
                        () -> Math.rint(random.nextGaussian()),
                        () -> random.nextInt(4) == 0 ? 1e6 * random.nextDouble() : 0,
                        () -> 1e9 + random.nextDouble());
        return sources.map(
                source -> DoubleStream.generate(source).limit(90_001).sorted().toArray());
    }

    /// Sums are counted row by row with binary searches, another route than the selection's.
    @ParameterizedTest
    @MethodSource("columns")
    void theSumOfPlaceKHasFewerThanKBelowAndAtLeastKUpToIt(double[] sorted) {
        var sums = new WalshSums(sorted);
        long n = sums.count();
        for (long k : new long[] {1, 2, n / 1000, n / 3, n / 2, n / 2 + 1, n - n / 7, n - 1, n}) {
            double sum = sums.at(k);
            assertThat(below(sorted, sum)).isLessThan(k);
            assertThat(below(sorted, Math.nextUp(sum))).isGreaterThanOrEqualTo(k);
        }
        assertThat(sums.median()).isEqualTo(sums.at((n + 1) / 2) / 2 + sums.at(n / 2 + 1) / 2);
    }

    private static long below(double[] sorted, double bound) {
        long count = 0;
        for (int j = 0; j < sorted.length; j++) {
            int low = 0;
            int high = j + 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] + sorted[j] < bound) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            count += low;
        }
        return count;
    }

    @ParameterizedTest
    @MethodSource("columns")
    void ranksSummedByStretchesAreThoseOfTheSortedDistances(double[] sorted) {
        double centre = sorted[sorted.length / 3];
        var expected = new double[sorted.length];
        Arrays.setAll(expected, i -> Math.abs(sorted[i] - centre));
        double[] ranks = Ranks.midranks(expected);
        double positive = 0;
        long zeros = 0;
        for (int i = 0; i < sorted.length; i++) {
            positive += sorted[i] > centre ? ranks[i] : 0;
            zeros += sorted[i] == centre ? 1 : 0;
        }
        var signed = SignedRanks.of(sorted, centre);
        assertThat(signed.positive()).isEqualTo(positive);
        assertThat(signed.zeros()).isEqualTo(zeros);
    }
}
