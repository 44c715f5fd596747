package assay.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Columns that are hard on whatever relies on digits or on samples: ties, crowds, huge offsets and
/// spans, both zeros, crowds within crowds.
public final class AwkwardColumns {

    private AwkwardColumns() {}

    public static Stream<double[]> ofEachKind(int... lengths) {
        var random = new SplittableRandom(7);
        Stream<DoubleSupplier> sources =
                Stream.of(
                        random::nextGaussian,
                        () -> random.nextInt(5),
                        () -> random.nextInt(5) - 2.0,
                        () -> 1e15 + random.nextDouble(),
                        () -> random.nextBoolean() ? 1e-300 : 1e300 * random.nextGaussian(),
                        () -> 1 + random.nextInt(1000) * Math.ulp(1.0),
                        () -> random.nextInt(3) == 0 ? 1e-30 : 1 + 1e-13 * random.nextDouble(),
                        () -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62)),
                        () -> Math.round(1000 * random.nextDouble()) / 1000.0,
                        () -> random.nextInt(3) == 0 ? 0.5 : random.nextDouble(),
                        () -> random.nextBoolean() ? -0.0 : random.nextInt(2) * 1e-320,
                        () ->
                                random.nextInt(2000) == 0
                                        ? 1e9 * random.nextGaussian()
                                        : 1e-9 * random.nextDouble(),
                        () -> Math.pow(random.nextDouble(), 60),
                        () -> 42);
        return sources.flatMap(source ->
                Arrays.stream(lengths)
                        .mapToObj(n -> DoubleStream.generate(source).limit(n).toArray()));
    }
}
