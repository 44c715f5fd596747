package assay.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What becomes of a server's content when it stops.
public sealed interface Storage {
    /// Gone with the server.
    record Ephemeral() implements Storage {}

    /// Kept in a folder, and found again by the next server that is given it.
    record Kept(Path folder) implements Storage {
        public Kept {
            try {
                Files.createDirectories(folder);
            } catch (IOException failed) {
                throw new UncheckedIOException("Cannot keep data in " + folder, failed);
            }
        }
    }

    /// The same for a part of it: a folder below, or nothing kept.
    default Storage below(String name) {
        return switch (this) {
            case Ephemeral nothing -> nothing;
            case Kept(Path folder) -> new Kept(folder.resolve(name));
        };
    }
}
