package assay.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The same columns through Python and through Java, each method in processes of its own, in one
/// run. The timings in memory hold nothing but the method on arrays, the median of several after
/// warming up; the whole process is started once, reads the columns and runs the method once.
final class AgainstPython {

    private AgainstPython() {}

    static void print(int... rows) throws IOException, InterruptedException {
        try (WorkFolder work = new WorkFolder()) {
            Path folder = work.path();
            Path script = work.script("against.py");
            System.out.println(
                    "| method | rows | Python ms | Java ms | ratio | asked |"
                            + " processor time: Python ms | Java ms | ratio | whole process: Python s |"
                            + " Java s | ratio | peak MB: Python | Java | allocated, in input columns |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
            for (int n : rows) {
                Columns.drawn(n, 20261124).write(folder);
                for (Method method : Method.values()) {
                    compare(method, n, script, folder);
                }
            }
        }
    }

    private static void compare(Method method, int rows, Path script, Path folder)
            throws IOException, InterruptedException {
        List<String> python = List.of("python3", script.toString());
        Path jar = jar();
        List<String> java =
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseParallelGC",
                        "-cp",
                        jar.toString(),
                        Benchmarks.class.getName(),
                        "one");
        Outcome pythonWarm = run(python, method, folder, 1, 3);
        Outcome javaWarm = run(java, method, folder, rows > 2_000_000 ? 4 : 40, 7);
        Outcome pythonWhole = run(python, method, folder, 0, 1);
        Outcome javaWhole = run(java, method, folder, 0, 1);
        double difference = Math.abs(pythonWarm.figure - javaWarm.figure);
        if (!(difference <= 1e-6 * Math.abs(pythonWarm.figure) + 1e-9)) {
            throw new IllegalStateException(
                    method.title
                            + ": Python says "
                            + pythonWarm.figure
                            + ", Java "
                            + javaWarm.figure);
        }
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "| %s, against %s | %,d | %.1f | %.1f | **%.1f** | %.0f | %.0f | %.0f | %.1f | %.2f | %.2f | %.1f |"
                                + " %.0f | %.0f | %.2f |",
                        method.title,
                        method.opponent,
                        rows,
                        pythonWarm.millis,
                        javaWarm.millis,
                        pythonWarm.millis / javaWarm.millis,
                        method.target,
                        pythonWarm.busyMillis,
                        javaWarm.busyMillis,
                        pythonWarm.busyMillis / javaWarm.busyMillis,
                        pythonWhole.wallSeconds,
                        javaWhole.wallSeconds,
                        pythonWhole.wallSeconds / javaWhole.wallSeconds,
                        pythonWhole.peakKilobytes / 1024,
                        javaWhole.peakKilobytes / 1024,
                        javaWarm.allocatedBytes / (8.0 * rows)));
    }

    private record Outcome(
            double millis,
            double figure,
            double peakKilobytes,
            double allocatedBytes,
            double busyMillis,
            double wallSeconds) {}

    private static Outcome run(
            List<String> program, Method method, Path folder, int warmUps, int repeats)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(
                List.of(
                        method.title,
                        folder.toString(),
                        String.valueOf(warmUps),
                        String.valueOf(repeats)));
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        double wall = (System.nanoTime() - start) / 1e9;
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status);
        }
        String[] parts = answer.strip().split(" ");
        return new Outcome(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]),
                wall);
    }

    static Path jar() {
        try {
            return Path.of(
                    AgainstPython.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
