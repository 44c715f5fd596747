package assay.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;

/// One method in a process of its own, so that memory and start-up are its own too. Prints what
/// `against.py` prints: the median time in milliseconds, the figure, the peak of resident memory in
/// kilobytes, what one run allocates in bytes, and the mean processor time of one run in
/// milliseconds, over all threads.
final class OneMethod {

    private OneMethod() {}

    static void run(Method method, Path folder, int warmUps, int repeats) throws IOException {
        Columns columns = Columns.read(folder);
        double figure = 0;
        for (int i = 0; i < warmUps; i++) {
            figure = method.of(columns);
        }
        double[] millis = new double[repeats];
        long processor = processorTime();
        for (int i = 0; i < repeats; i++) {
            long start = System.nanoTime();
            figure = method.of(columns);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        double busy = (processorTime() - processor) / 1e6 / repeats;
        long before = allocated();
        if (repeats > 1) {
            figure = method.of(columns);
        }
        long bytes = allocated() - before;
        Arrays.sort(millis);
        System.out.println(
                millis[repeats / 2]
                        + " "
                        + figure
                        + " "
                        + Peak.kilobytes().orElse(0)
                        + " "
                        + bytes
                        + " "
                        + busy);
    }

    private static long processorTime() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getTotalThreadAllocatedBytes();
    }
}
