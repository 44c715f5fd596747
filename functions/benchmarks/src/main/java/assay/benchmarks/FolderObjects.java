package assay.benchmarks;

import assay.ledger.Objects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A folder as a bucket: each file is the one version of one object, and all were uploaded at once.
final class FolderObjects implements Objects, AutoCloseable {
    private static final String ONLY = "1";

    private final Path root;
    private final Instant uploaded;
    private final Map<String, FileChannel> channels = new ConcurrentHashMap<>();

    FolderObjects(Path root, Instant uploaded) {
        this.root = root;
        this.uploaded = uploaded;
    }

    @Override
    public List<Version> history(String prefix) {
        Path nearest = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        if (!Files.isDirectory(nearest)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(nearest)) {
            return files.filter(Files::isRegularFile)
                    .map(this::version)
                    .filter(version -> version.key().startsWith(prefix))
                    .sorted((a, b) -> a.key().compareTo(b.key()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Version version(Path file) {
        try {
            String key = root.relativize(file).toString().replace('\\', '/');
            return new Version(key, ONLY, uploaded, Files.size(file), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(Version version) {
        try {
            return Files.newInputStream(root.resolve(version.key()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ByteBuffer read(Version version, long offset, int length) {
        FileChannel channel = channels.computeIfAbsent(version.key(), this::channel);
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, version.size() - offset));
        try {
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
                // Until all is there, or the file has become shorter.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(version.key(), e);
        }
        return bytes.flip();
    }

    private FileChannel channel(String key) {
        try {
            return FileChannel.open(root.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Version put(String key, String contentType, byte[] content) {
        throw new UnsupportedOperationException("a folder that is evaluated is not written to");
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels.values()) {
            channel.close();
        }
    }
}
