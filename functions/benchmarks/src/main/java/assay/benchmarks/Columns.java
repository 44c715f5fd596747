package assay.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/// The columns that every method is measured on: two models' losses and scores on the same rows,
/// and the labels. As files they are little-endian doubles, which numpy reads as they are.
@SuppressWarnings("ArrayRecordComponent") // Columns, not values: never compared.
record Columns(double[] first, double[] second, double[] label, boolean[] positive) {

    private static final ValueLayout.OfDouble LITTLE_ENDIAN =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// Correlated, skewed, almost without ties; three in ten labels are positive.
    static Columns drawn(int rows, long seed) {
        var random = new SplittableRandom(seed);
        double[] first = new double[rows];
        double[] second = new double[rows];
        double[] label = new double[rows];
        for (int i = 0; i < rows; i++) {
            label[i] = random.nextInt(10) < 3 ? 1 : 0;
            double common = random.nextGaussian() + label[i];
            first[i] = Math.exp(0.5 * (common + random.nextGaussian()));
            second[i] = Math.exp(0.5 * (common + random.nextGaussian()) + 0.0005);
        }
        return of(first, second, label);
    }

    void write(Path folder) {
        write(folder.resolve("first"), first);
        write(folder.resolve("second"), second);
        write(folder.resolve("label"), label);
    }

    static Columns read(Path folder) {
        return of(
                column(folder.resolve("first")),
                column(folder.resolve("second")),
                column(folder.resolve("label")));
    }

    private static Columns of(double[] first, double[] second, double[] label) {
        boolean[] positive = new boolean[label.length];
        for (int i = 0; i < label.length; i++) {
            positive[i] = label[i] == 1;
        }
        return new Columns(first, second, label, positive);
    }

    private static void write(Path file, double[] column) {
        try (FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                Arena arena = Arena.ofConfined()) {
            long bytes = Double.BYTES * (long) column.length;
            var mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
            for (int i = 0; i < column.length; i++) {
                mapped.setAtIndex(LITTLE_ENDIAN, i, column[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static double[] column(Path file) {
        try (FileChannel channel = FileChannel.open(file);
                Arena arena = Arena.ofConfined()) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
                    .toArray(LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
