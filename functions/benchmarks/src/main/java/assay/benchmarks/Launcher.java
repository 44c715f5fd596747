package assay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts this program again in a Java of its own, with flags that a jar cannot state: those of the
/// function `evaluation` in the template, what its memory comes to, and the classes as a training
/// run left them beside the jar.
final class Launcher {
    private static final String AGAIN = "assay.benchmarks.again";

    /// As the template's `JAVA_TOOL_OPTIONS` for `evaluation`.
    private static final List<String> AS_DEPLOYED =
            List.of("-XX:+UseSerialGC", "-Xmn64m", "-XX:TieredStopAtLevel=4");

    /// Of the memory asked for 10 million rows, 1.3 GB, what Java itself does not need.
    private static final String HEAP = "-Xmx1100m";

    private Launcher() {}

    /// Whether this process is the one that was started with the flags.
    static boolean isLaunched() {
        return Boolean.getBoolean(AGAIN);
    }

    /// Runs the same arguments in the other process, and answers its exit status.
    static int launch(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(arguments)).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    /// The command that runs `arguments` with the flags.
    static List<String> command(String... arguments) {
        Path jar = AgainstPython.jar();
        Path classes = jar.resolveSibling("benchmarks.aot");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(AS_DEPLOYED);
        command.add(HEAP);
        if (Files.isReadable(classes)) {
            command.add("-XX:AOTCache=" + classes);
            command.add("-Xlog:aot=off");
        }
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + AGAIN + "=true",
                        "-cp",
                        jar.toString(),
                        Benchmarks.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
