package assay.tables;

import assay.ledger.Objects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file somewhere: on a disk, in a bucket, in memory. It does not change while it is read.
public interface Source {

    /// The file's name; how it ends tells the format: `.csv`, `.jsonl`, `.parquet`, each also `.gz`
    /// and `.zst`.
    String name();

    /// The number of bytes, as stored.
    long size();

    /// All bytes from the first. The caller closes the stream.
    InputStream open() throws IOException;

    /// The bytes from `offset` on, exactly `length` of them; several threads may ask at once.
    ByteBuffer read(long offset, int length) throws IOException;

    /// A file on this machine.
    static Source of(Path file) throws IOException {
        return new LocalFile(file, Files.size(file));
    }

    /// Bytes in memory. They are not copied.
    static Source of(String name, byte[] bytes) {
        return new InMemory(name, bytes);
    }

    /// One version of an object in a bucket.
    static Source of(String name, Objects objects, Objects.Version version) {
        return new StoredFile(name, objects, version);
    }
}
