package assay.testing;

import assay.ledger.Objects;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// A bucket that has lost what lies below a prefix.
public record Lost(Objects bucket, String below) implements Objects {
    @Override
    public List<Version> history(String prefix) {
        return bucket.history(prefix).stream().filter(v -> !v.key().startsWith(below)).toList();
    }

    @Override
    public InputStream open(Version version) {
        return bucket.open(version);
    }

    @Override
    public ByteBuffer read(Version version, long offset, int length) {
        return bucket.read(version, offset, length);
    }

    @Override
    public Version put(String key, String contentType, byte[] content) {
        return bucket.put(key, contentType, content);
    }
}
