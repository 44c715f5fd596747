package assay.benchmarks;

import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Repeats a draw, each time with random numbers of its own: the same figures on any number of
/// processors.
final class Rounds {

    private Rounds() {}

    static double share(int rounds, long seed, Predicate<SplittableRandom> event) {
        return mean(rounds, seed, random -> event.test(random) ? 1 : 0);
    }

    static double mean(int rounds, long seed, ToDoubleFunction<SplittableRandom> figure) {
        double[] figures =
                IntStream.range(0, rounds)
                        .parallel()
                        .mapToDouble(round ->
                                figure.applyAsDouble(
                                        new SplittableRandom(seed + 0x9E3779B97F4A7C15L * round)))
                        .toArray();
        double sum = 0;
        for (double f : figures) {
            sum += f;
        }
        return sum / rounds;
    }
}
