package assay.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 500, 999, 1_000})
    void shardsAddUp(int cut) {
        double[] values = column(1_000, 1);
        double[] weights = Arrays.stream(column(1_000, 2)).map(Math::abs).toArray();
        Moments whole = Moments.of(values);
        Moments sum =
                Moments.of(Arrays.copyOf(values, cut))
                        .plus(Moments.of(Arrays.copyOfRange(values, cut, 1_000)));
        assertThat(sum.count()).isEqualTo(whole.count());
        assertThat(sum.mean()).isCloseTo(whole.mean(), within(1e-12 * 1e6));
        assertThat(sum.m2()).isCloseTo(whole.m2(), within(1e-9 * whole.m2()));
        WeightedMoments all = WeightedMoments.of(values, weights);
        WeightedMoments parts =
                WeightedMoments.of(Arrays.copyOf(values, cut), Arrays.copyOf(weights, cut))
                        .plus(
                                WeightedMoments.of(
                                        Arrays.copyOfRange(values, cut, 1_000),
                                        Arrays.copyOfRange(weights, cut, 1_000)));
        assertThat(parts.mean()).isCloseTo(all.mean(), within(1e-8));
        assertThat(parts.standardError())
                .isCloseTo(all.standardError(), within(1e-8 * all.standardError()));
        PairMoments both = PairMoments.of(values, weights);
        PairMoments added =
                PairMoments.of(Arrays.copyOf(values, cut), Arrays.copyOf(weights, cut))
                        .plus(
                                PairMoments.of(
                                        Arrays.copyOfRange(values, cut, 1_000),
                                        Arrays.copyOfRange(weights, cut, 1_000)));
        assertThat(added.xy()).isCloseTo(both.xy(), within(1e-7 * both.xx()));
    }

    @Test
    void differencesAreThoseOfTheRows() {
        double[] x = column(100_000, 3);
        double[] y = column(100_000, 4);
        double[] d = IntStream.range(0, x.length).mapToDouble(i -> x[i] - y[i]).toArray();
        assertThat(Moments.ofDifferences(x, y)).isEqualTo(Moments.of(d));
    }

    @Test
    void equalWeightsAreNoWeights() {
        double[] values = column(200, 5);
        double[] ones = new double[200];
        Arrays.fill(ones, 3);
        assertThat(WeightedMoments.of(values, ones).standardError())
                .isCloseTo(Moments.of(values).standardError(), within(1e-10));
    }

    @Test
    void equalValuesHaveNoSpread() {
        double[] values = new double[100_000];
        Arrays.fill(values, 0.1);
        assertThat(Moments.of(values)).isEqualTo(new Moments(100_000, 0.1, 0));
    }

    private static double[] column(int n, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, n).mapToDouble(i -> 1e6 + random.nextGaussian()).toArray();
    }
}
