package assay.benchmarks;

import assay.ledger.Objects;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A folder as two buckets: an experiment's logs up to some day, and results that are written.
final class LogDays implements Objects {

    /// The name of a file that comes late.
    static final String LATE = "late.csv";

    private final FolderObjects folder;
    private final Path root;
    private String last = "9";
    private boolean late;
    private final AtomicLong versions = new AtomicLong();

    LogDays(Path root) {
        this.root = root;
        this.folder = new FolderObjects(root, Instant.EPOCH);
    }

    /// Only days up to this one are there.
    void until(String day) {
        last = day;
    }

    /// The file that comes late is there.
    void lateToo() {
        late = true;
    }

    @Override
    public List<Version> history(String prefix) {
        return folder.history(prefix).stream()
                .filter(v -> late || !v.key().endsWith("/" + LATE))
                .filter(v -> !v.key().contains("dt=") || day(v.key()).compareTo(last) <= 0)
                .toList();
    }

    private static String day(String key) {
        int at = key.indexOf("dt=") + 3;
        return key.substring(at, at + 10);
    }

    @Override
    public InputStream open(Version version) {
        return version.id().startsWith("w")
                ? new BufferedInputStream(written(version))
                : folder.open(version);
    }

    private InputStream written(Version version) {
        try {
            return Files.newInputStream(root.resolve(version.key() + "." + version.id()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ByteBuffer read(Version version, long offset, int length) {
        return folder.read(version, offset, length);
    }

    @Override
    public Version put(String key, String contentType, byte[] content) {
        String id = "w" + versions.incrementAndGet();
        try {
            Path file = root.resolve(key + "." + id);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Version(key, id, Instant.EPOCH, content.length, false);
    }
}
