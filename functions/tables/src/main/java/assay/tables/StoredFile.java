package assay.tables;

import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// One version of an object in a bucket, by the name that it goes by here.
record StoredFile(String name, Objects objects, Version version) implements Source {

    @Override
    public long size() {
        return version.size();
    }

    @Override
    public InputStream open() {
        return objects.open(version);
    }

    @Override
    public ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer bytes = objects.read(version, offset, length);
        if (bytes.remaining() < length) {
            throw new EOFException(version.key() + " ended before byte " + (offset + length));
        }
        return bytes;
    }
}
