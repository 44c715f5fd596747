package assay.benchmarks;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// Columns and counts that are drawn over and over.
final class Draws {

    private Draws() {}

    static double[] column(
            SplittableRandom random, int n, ToDoubleFunction<SplittableRandom> value) {
        double[] column = new double[n];
        for (int i = 0; i < n; i++) {
            column[i] = value.applyAsDouble(random);
        }
        return column;
    }

    static double[] normal(SplittableRandom random, int n, double mean) {
        return column(random, n, r -> mean + r.nextGaussian());
    }

    /// Skewed, with mean one and variance one.
    static double[] exponential(SplittableRandom random, int n) {
        return column(random, n, SplittableRandom::nextExponential);
    }

    static long binomial(SplittableRandom random, int n, double p) {
        long successes = 0;
        for (int i = 0; i < n; i++) {
            successes += random.nextDouble() < p ? 1 : 0;
        }
        return successes;
    }

    static long[] multinomial(SplittableRandom random, int n, double... shares) {
        long[] counts = new long[shares.length];
        for (int i = 0; i < n; i++) {
            double u = random.nextDouble();
            int k = 0;
            while (k < shares.length - 1 && u >= shares[k]) {
                u -= shares[k++];
            }
            counts[k]++;
        }
        return counts;
    }
}
