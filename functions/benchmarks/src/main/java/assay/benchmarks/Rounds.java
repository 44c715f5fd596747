package assay.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Repeats a draw, each time with random numbers of its own: the same figures on any number of
/// processors.
final class Rounds {

    private Rounds() {}

    static double share(int rounds, long seed, Predicate<SplittableRandom> event) {
        return mean(rounds, seed, random -> event.test(random) ? 1 : 0);
    }

    /// The seeds are drawn, not counted up: generators whose seeds lie in a row may run through the
    /// same numbers one after the other.
    static double mean(int rounds, long seed, ToDoubleFunction<SplittableRandom> figure) {
        double[] figures =
                Arrays.stream(new SplittableRandom(seed).longs(rounds).toArray())
                        .parallel()
                        .mapToDouble(own -> figure.applyAsDouble(new SplittableRandom(own)))
                        .toArray();
        double sum = 0;
        for (double f : figures) {
            sum += f;
        }
        return sum / rounds;
    }
}
