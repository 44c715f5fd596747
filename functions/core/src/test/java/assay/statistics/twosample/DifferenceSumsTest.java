package assay.statistics.twosample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceSumsTest {

    /// Differences are counted row by row with binary searches, another route than the selection's.
    @ParameterizedTest
    @CsvSource({"70000, 50000, 1e-9", "70000, 50000, 0.5", "3, 90000, 1e-9", "90000, 2, 0.01"})
    void theDifferenceOfPlaceKHasFewerThanKBelowAndAtLeastKUpToIt(
            int rows, int others, double step) {
        var random = new SplittableRandom(29);
        double[] x = column(rows, () -> step * Math.rint(random.nextGaussian() / step));
        double[] y = column(others, () -> step * Math.rint(random.nextExponential() / step));
        var sums = new DifferenceSums(x, y);
        long n = sums.count();
        for (long k : new long[] {1, 2, n / 1000, n / 3, n / 2, n - n / 7, n - 1, n}) {
            double sum = sums.at(k);
            assertThat(below(x, y, sum)).isLessThan(k);
            assertThat(below(x, y, Math.nextUp(sum))).isGreaterThanOrEqualTo(k);
        }
    }

    private static long below(double[] x, double[] y, double bound) {
        long count = 0;
        for (double value : x) {
            int low = 0;
            int high = y.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (value - y[middle] < bound) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            count += y.length - low;
        }
        return count;
    }

    private static double[] column(int n, DoubleSupplier source) {
        return DoubleStream.generate(source).limit(n).sorted().toArray();
    }
}
