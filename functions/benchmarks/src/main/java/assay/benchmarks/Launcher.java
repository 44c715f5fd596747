package assay.benchmarks;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Starts this program again in a Java of its own, with flags that a jar cannot state: those of the
/// function `evaluation` in the template, what its memory comes to, and the classes as a training
/// run left them beside the jar. It does no more than that, and with as few classes: no lambda, no
/// `+` between texts, which Java would first have to link. Until the other Java runs, nobody is
/// served.
final class Launcher {
    private static final String AGAIN = "assay.benchmarks.again";

    /// As the template's `JAVA_TOOL_OPTIONS` for `evaluation`.
    private static final List<String> AS_DEPLOYED =
            List.of(
                    "-Djfr.unsupported.vm=true",
                    "-Djdk.reflect.useNativeAccessorOnly=true",
                    "-XX:+UseSerialGC",
                    "-Xmn64m",
                    "-XX:PretenureSizeThreshold=8m");

    /// Of the memory asked for 10 million rows, 1.3 GB, what Java itself does not need.
    private static final String HEAP = "-Xmx1100m";

    /// Up to this many bytes of uploads, the second compiler costs more than it gives, as what it
    /// makes is ready when the work is done: but for digests and parsers, as the training run for
    /// such folders left it written in their classes.
    private static final long SMALL = 160L << 20;

    /// Up to this many, so does all of it, and compiling what is called but a few hundred times.
    private static final long TINY = 4L << 20;

    private Launcher() {}

    /// Whether this process is the one that was started with the flags.
    static boolean isLaunched() {
        return System.getProperty(AGAIN) != null;
    }

    /// When the first process came to start this one, in milliseconds of the epoch; now, where
    /// nobody started it.
    static long launchedAt() {
        return Long.getLong(AGAIN, System.currentTimeMillis());
    }

    /// Runs the same arguments in the other process, and answers its exit status.
    static int launch(String... arguments) throws IOException, InterruptedException {
        // Else Java makes code for each method that it calls by reflection, here for one call.
        System.setProperty("jdk.reflect.useNativeAccessorOnly", "true");
        Process process = new ProcessBuilder(command(arguments)).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Ending(process));
        return process.waitFor();
    }

    /// Takes the other process along when this one is ended.
    private static final class Ending extends Thread {
        private final Process process;

        Ending(Process process) {
            this.process = process;
        }

        @Override
        public void run() {
            process.destroy();
        }
    }

    /// The command that runs `arguments`, a folder among them, with the flags.
    static List<String> command(String... arguments) {
        // This very jar: nothing else is on the class path of `java -jar`.
        File jar = new File(System.getProperty("java.class.path")).getAbsoluteFile();
        boolean isTiny = isSmall(TINY, arguments);
        boolean isSmall = !isTiny && isSmall(SMALL, arguments);
        File classes = new File(jar.getParentFile(), isSmall ? "small.aot" : "benchmarks.aot");
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home").concat("/bin/java"));
        command.addAll(AS_DEPLOYED);
        if (isTiny) {
            command.add("-XX:TieredStopAtLevel=1");
            command.add("-XX:CompileThresholdScaling=2");
            if ("Linux".equals(System.getProperty("os.name"))) {
                // The little that is taken of the heap comes in a few pieces, not in thousands.
                command.add("-XX:+UseTransparentHugePages");
            }
        } else {
            command.add("-XX:TieredStopAtLevel=4");
        }
        command.add(HEAP);
        command.add("-XX:-UsePerfData");
        if (classes.canRead()) {
            command.add("-XX:AOTCache=".concat(classes.getPath()));
            command.add("-Xlog:aot=off");
            // It lies in memory as it lies in the file: nothing to be moved at every start. A later
            // Java may not know these flags any more.
            command.add("-XX:+IgnoreUnrecognizedVMOptions");
            command.add("-XX:+UnlockDiagnosticVMOptions");
            command.add("-XX:ArchiveRelocationMode=0");
            if (!isTiny && !isSmall) {
                // What the training run knows of loops over few rows keeps those over many in the
                // interpreter until the second compiler has done them.
                command.add("-XX:-AOTReplayTraining");
            }
        }
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add(
                "-D".concat(AGAIN).concat("=").concat(Long.toString(System.currentTimeMillis())));
        command.add("-cp");
        command.add(jar.getPath());
        command.add("assay.benchmarks.Benchmarks");
        command.addAll(List.of(arguments));
        return command;
    }

    /// Whether all files in the folders among `arguments` together have no more than so many bytes.
    static boolean isSmall(long bytes, String... arguments) {
        long left = bytes;
        for (String argument : arguments) {
            left = left(new File(argument), left);
        }
        return left >= 0;
    }

    private static long left(File file, long bytes) {
        File[] inside = file.listFiles();
        if (inside == null) {
            return bytes - file.length();
        }
        long left = bytes;
        for (int i = 0; i < inside.length && left >= 0; i++) {
            left = left(inside[i], left);
        }
        return left;
    }
}
