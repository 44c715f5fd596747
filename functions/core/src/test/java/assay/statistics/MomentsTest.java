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
        assertSame(Moments.ofDifferences(x, y), Moments.of(d));
    }

    @Test
    void aColumnThatIsNotHeldHasTheSameDigits() {
        double[] values = column(300_000, 5);
        assertThat(
                        Moments.of(
                                values.length,
                                (numbers, from, to) ->
                                        System.arraycopy(values, from, numbers, 0, to - from)))
                .isEqualTo(Moments.of(values));
    }

    @Test
    void differencesKeepTheirDigitsFarFromTheFirst() {
        double[] x = column(40_000, 6);
        double[] y = new double[x.length];
        x[0] = -1e12;
        double[] d = x.clone();
        assertSame(Moments.ofDifferences(x, y), Moments.of(d));
        Arrays.fill(x, 1e7);
        Arrays.setAll(y, i -> i % 2 == 0 ? -0.125 : 0.125);
        Arrays.setAll(d, i -> x[i] - y[i]);
        assertSame(Moments.ofDifferences(x, y), Moments.of(d));
        assertThat(Moments.ofDifferences(x, y).m2()).isEqualTo(625);
    }

    @Test
    void equalDifferencesHaveNoSpread() {
        double[] x = new double[100_000];
        Arrays.fill(x, 0.1);
        assertThat(Moments.ofDifferences(x, new double[x.length]))
                .isEqualTo(new Moments(100_000, 0.1, 0));
        assertThat(Moments.ofDifferences(new double[0], new double[0])).isEqualTo(Moments.NONE);
    }

    private static void assertSame(Moments found, Moments expected) {
        assertThat(found.count()).isEqualTo(expected.count());
        double size = Math.abs(expected.mean()) + expected.standardDeviation();
        assertThat(found.mean()).isCloseTo(expected.mean(), within(1e-14 * size));
        assertThat(found.m2()).isCloseTo(expected.m2(), within(1e-12 * expected.m2()));
    }

    private static double[] column(int n, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, n).mapToDouble(i -> 1e6 + random.nextGaussian()).toArray();
    }
}
