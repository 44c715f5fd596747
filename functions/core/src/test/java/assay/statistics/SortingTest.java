package assay.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SortingTest {

    static Stream<double[]> inputs() {
        return AwkwardColumns.ofEachKind(0, 1, 2, 3, 100, 5_000, 70_000);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void sortsAsTheJdkDoes(double[] values) {
        double[] expected = values.clone();
        Arrays.sort(expected);
        assertThat(Sorting.sorted(values)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void orderIsStable(double[] values) {
        int[] expected =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> values[i]))
                        .mapToInt(i -> i)
                        .toArray();
        assertThat(Sorting.order(values)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void ranksCountTheSmallerAndHalfOfTheEqual(double[] values) {
        double[] few = Arrays.copyOf(values, Math.min(values.length, 300));
        double[] ranks = Ranks.midranks(few);
        for (int i = 0; i < few.length; i++) {
            double rank = 0.5;
            for (double other : few) {
                rank += other < few[i] ? 1 : other == few[i] ? 0.5 : 0;
            }
            assertThat(ranks[i]).isEqualTo(rank);
        }
    }
}
