package assay.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A folder for what a comparison writes, gone when it ends.
final class WorkFolder implements AutoCloseable {
    private final Path path;

    WorkFolder() throws IOException {
        path = Files.createTempDirectory("assay-benchmarks");
    }

    Path path() {
        return path;
    }

    /// A script of this jar, as a file.
    Path script(String name) throws IOException {
        Path file = path.resolve(name);
        try (InputStream in = WorkFolder.class.getResourceAsStream("/" + name)) {
            Files.copy(Objects.requireNonNull(in, name), file);
        }
        return file;
    }

    /// Removes a folder with all that is in it.
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }
}
