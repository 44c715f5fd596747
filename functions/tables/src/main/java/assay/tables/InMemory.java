package assay.tables;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Bytes in memory.
final class InMemory implements Source {
    private final String name;
    private final byte[] bytes;

    InMemory(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public ByteBuffer read(long offset, int length) {
        return ByteBuffer.wrap(bytes, Math.toIntExact(offset), length).slice();
    }
}
