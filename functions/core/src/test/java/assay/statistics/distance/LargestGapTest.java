package assay.statistics.distance;

import static org.assertj.core.api.Assertions.assertThat;

import assay.statistics.Alternative;
import assay.statistics.AwkwardColumns;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LargestGapTest {

    static Stream<double[]> columns() {
        return AwkwardColumns.ofEachKind(1, 2, 3, 100, 5_000, 80_000);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void countingGivesWhatSortingGives(double[] pooled) {
        for (int divisor : new int[] {2, 3, 50}) {
            int n = Math.max(1, pooled.length / divisor);
            double[] x = Arrays.copyOf(pooled, n);
            double[] y = Arrays.copyOfRange(pooled, Math.min(n, pooled.length - 1), pooled.length);
            same(x, y);
            same(y, x);
            same(x, x);
            same(x, Arrays.stream(y).map(v -> v * 1.25).filter(Double::isFinite).toArray());
        }
    }

    /// A gap that is nowhere as large as between two values that one bucket holds.
    @Test
    void theGapIsFoundWithinACrowd() {
        var random = new SplittableRandom(8);
        double[] x = random.doubles(60_000).map(v -> v < 0.4 ? 0.3 : v).toArray();
        double[] y = random.doubles(90_000).map(v -> v < 0.4 ? Math.nextUp(0.3) : v).toArray();
        same(x, y);
        assertThat(LargestGap.of(x, y, curve()).above().size()).isGreaterThan(2_000_000_000L);
    }

    private static void same(double[] x, double[] y) {
        if (x.length == 0 || y.length == 0) {
            return;
        }
        double[] first = x.clone();
        double[] second = y.clone();
        Arrays.sort(first);
        Arrays.sort(second);
        LargestGap found = LargestGap.of(x, y, curve());
        LargestGap walked = LargestGap.ofSorted(first, second, curve());
        for (Alternative alternative : Alternative.values()) {
            LargestGap.Gap gap = found.of(alternative);
            assertThat(gap.size()).isEqualTo(walked.of(alternative).size());
            long at = (long) gap.first() * y.length - (long) gap.second() * x.length;
            assertThat(Math.abs(at)).isEqualTo(gap.size());
        }
    }

    private static GapCurve curve() {
        return new GapCurve(0.1, 0.1, Alternative.TWO_SIDED);
    }
}
