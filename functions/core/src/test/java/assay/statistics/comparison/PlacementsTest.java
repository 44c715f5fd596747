package assay.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.AwkwardColumns;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacementsTest {

    static Stream<double[]> columns() {
        return AwkwardColumns.ofEachKind(0, 1, 2, 3, 100, 5_000, 70_000);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void countingGivesWhatSearchingGives(double[] scores) {
        boolean[] positive = classes(scores.length);
        double[] other = turned(scores);
        long[] placements = searched(scores, positive);
        long[] others = searched(other, positive);
        var first = Placements.of(scores, positive);
        assertThat(first.sums()).isEqualTo(sums(placements, positive));
        assertThat(first.sumsOfDifferences(Placements.of(other, positive)))
                .isEqualTo(
                        sums(
                                IntStream.range(0, scores.length)
                                        .mapToLong(i -> others[i] - placements[i])
                                        .toArray(),
                                positive));
    }

    @Test
    void oneClassHasNothingToBeComparedWith() {
        double[] scores = new SplittableRandom(1).doubles(20_000).toArray();
        assertThat(Placements.of(scores, new boolean[20_000]).sums())
                .containsExactly(new PlacementSums(20_000, 0, 0, 0), PlacementSums.NONE);
    }

    @Test
    void aScoreThatIsNoNumberIsSeen() {
        double[] scores = new SplittableRandom(1).doubles(100_000).toArray();
        assertThat(Placements.of(scores, classes(scores.length)).known()).isTrue();
        scores[77_777] = Double.NaN;
        assertThat(Placements.of(scores, classes(scores.length)).known()).isFalse();
    }

    @Test
    void squaresOfThirtyTwoBitsAreSummedWithoutRounding() {
        long greatest = (1L << 32) - 2;
        long square = greatest * greatest;
        var once = new PlacementSums(1, greatest, square & PlacementSums.LOW, square >>> 32);
        assertThat(once.plus(once).variance()).isZero();
        var less =
                new PlacementSums(
                        1,
                        greatest - 1,
                        (greatest - 1) * (greatest - 1) & PlacementSums.LOW,
                        (greatest - 1) * (greatest - 1) >>> 32);
        assertThat(once.plus(less).variance()).isCloseTo(0.5, within(1e-15));
    }

    private static boolean[] classes(int n) {
        var random = new SplittableRandom(n);
        boolean[] positive = new boolean[n];
        for (int i = 0; i < n; i++) {
            positive[i] = random.nextInt(10) < 3;
        }
        return positive;
    }

    /// The same scores of other rows.
    private static double[] turned(double[] scores) {
        double[] turned = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            turned[i] = scores[(int) (i * 7919L % scores.length)];
        }
        return turned;
    }

    private static long[] searched(double[] scores, boolean[] positive) {
        double[][] sorted =
                Stream.of(false, true)
                        .map(of ->
                                IntStream.range(0, scores.length)
                                        .filter(i -> positive[i] == of)
                                        .mapToDouble(i -> scores[i] + 0.0)
                                        .sorted()
                                        .toArray())
                        .toArray(double[][]::new);
        long[] placements = new long[scores.length];
        for (int i = 0; i < scores.length; i++) {
            double[] among = sorted[positive[i] ? 0 : 1];
            placements[i] = below(among, scores[i]) + below(among, Math.nextUp(scores[i]));
        }
        return placements;
    }

    private static long below(double[] sorted, double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static List<PlacementSums> sums(long[] values, boolean[] positive) {
        PlacementSums[] sums = {PlacementSums.NONE, PlacementSums.NONE};
        for (int i = 0; i < values.length; i++) {
            long square = values[i] * values[i];
            int pile = positive[i] ? 1 : 0;
            sums[pile] =
                    sums[pile].plus(
                            new PlacementSums(
                                    1, values[i], square & PlacementSums.LOW, square >>> 32));
        }
        return List.of(sums);
    }
}
