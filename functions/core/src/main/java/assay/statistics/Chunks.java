package assay.statistics;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Rows in stretches of about the same length, one for each processor where rows are many.
public final class Chunks {

    private static final int LARGE = 1 << 16;
    private static final int MOST = 8;

    private Chunks() {}

    /// How many stretches `n` rows are worth.
    public static int count(int n) {
        return n < LARGE ? 1 : Math.min(MOST, Runtime.getRuntime().availableProcessors());
    }

    /// The first row of a stretch; that of number `chunks` is `n`.
    public static int start(int chunk, int chunks, int n) {
        return (int) ((long) n * chunk / chunks);
    }

    /// Does the work for each number from 0, side by side where rows are many.
    public static void each(int count, long rows, IntConsumer work) {
        var numbers = IntStream.range(0, count);
        (count == 1 || rows < LARGE ? numbers : numbers.parallel()).forEach(work);
    }
}
