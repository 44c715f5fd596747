package assay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The most memory of this process that was resident at once.
final class Peak {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Peak() {}

    /// In kilobytes; empty where the machine does not tell.
    static OptionalLong kilobytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }
}
