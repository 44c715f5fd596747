package assay.local;

import assay.embedded.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Where a run keeps what it keeps.
///
/// @param base for logs and what is unpacked; goes with an ephemeral run
record Folders(Path base, Storage storage, boolean ephemeral) implements AutoCloseable {
    static Folders of(Options options) {
        try {
            return options.ephemeral()
                    ? new Folders(Files.createTempDirectory("assay"), new Storage.Ephemeral(), true)
                    : new Folders(
                            options.data().toAbsolutePath(),
                            new Storage.Kept(options.data().toAbsolutePath()),
                            false);
        } catch (IOException failed) {
            throw new UncheckedIOException("No temporary folder", failed);
        }
    }

    Path logs() {
        return base.resolve("logs");
    }

    Path runtime() {
        return base.resolve("runtime");
    }

    @Override
    public void close() {
        if (!ephemeral) {
            return;
        }
        try (var all = Files.walk(base)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException busy) {
            base.toFile().deleteOnExit();
        }
    }
}
