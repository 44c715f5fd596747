package assay.testing;

import assay.ledger.Objects;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A versioned bucket in the memory of one process, safe for use by many threads.
public final class InMemoryObjects implements Objects {

    private final InstantSource clock;
    private final TreeMap<String, List<Version>> versions = new TreeMap<>();
    private final Map<String, byte[]> contents = new HashMap<>();
    private int written;

    /// An empty bucket.
    ///
    /// @param clock when objects are written
    public InMemoryObjects(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized List<Version> history(String prefix) {
        return versions.tailMap(prefix).entrySet().stream()
                .takeWhile(object -> object.getKey().startsWith(prefix))
                .flatMap(object -> object.getValue().stream())
                .toList();
    }

    @Override
    public InputStream open(Version version) {
        return new ByteArrayInputStream(content(version));
    }

    @Override
    public ByteBuffer read(Version version, long offset, int length) {
        byte[] content = content(version);
        int from = (int) Math.min(offset, content.length);
        return ByteBuffer.wrap(content, from, Math.min(length, content.length - from))
                .slice()
                .asReadOnlyBuffer();
    }

    private synchronized byte[] content(Version version) {
        byte[] content = contents.get(version.key() + " " + version.id());
        if (content == null) {
            throw new IllegalStateException(
                    "no content of " + version.key() + " version " + version.id());
        }
        return content;
    }

    @Override
    public Version put(String key, String contentType, byte[] content) {
        return add(key, content.clone(), false);
    }

    /// Says that the object is no more; its versions stay.
    public Version delete(String key) {
        return add(key, new byte[0], true);
    }

    private synchronized Version add(String key, byte[] content, boolean deleted) {
        written++;
        var version = new Version(key, "v" + written, clock.instant(), content.length, deleted);
        versions.computeIfAbsent(key, _ -> new ArrayList<>()).add(version);
        if (!deleted) {
            contents.put(version.key() + " " + version.id(), content);
        }
        return version;
    }
}
