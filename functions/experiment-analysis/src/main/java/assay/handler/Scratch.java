package assay.handler;

import assay.ledger.Objects;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What is kept for the length of one computation, in memory.
final class Scratch implements Objects {

    private final Map<Version, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public List<Version> history(String prefix) {
        return objects.keySet().stream().filter(v -> v.key().startsWith(prefix)).toList();
    }

    @Override
    public InputStream open(Version version) {
        return new ByteArrayInputStream(content(version));
    }

    @Override
    public ByteBuffer read(Version version, long offset, int length) {
        byte[] content = content(version);
        int from = (int) Math.min(offset, content.length);
        return ByteBuffer.wrap(content, from, Math.min(length, content.length - from)).slice();
    }

    private byte[] content(Version version) {
        byte[] content = objects.get(version);
        if (content == null) {
            throw new IllegalArgumentException(version + " was not put here");
        }
        return content;
    }

    @Override
    public Version put(String key, String contentType, byte[] content) {
        Version version =
                new Version(
                        key,
                        Integer.toString(objects.size()),
                        Instant.EPOCH,
                        content.length,
                        false);
        objects.put(version, content);
        return version;
    }
}
