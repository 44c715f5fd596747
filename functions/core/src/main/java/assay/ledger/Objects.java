package assay.ledger;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/// A bucket that keeps every version of every object.
public interface Objects {

    /// Every version of every object whose key starts so, oldest first within a key.
    List<Version> history(String prefix);

    /// The content of exactly this version. The caller closes it.
    InputStream open(Version version);

    /// A part of this version's content: `length` bytes from `offset`, fewer at its end.
    ByteBuffer read(Version version, long offset, int length);

    /// Writes an object and names the version written.
    Version put(String key, String contentType, byte[] content);

    /// One version of one object.
    ///
    /// @param key in full
    /// @param id the bucket's name for the version
    /// @param modified when it was written
    /// @param size bytes
    /// @param deleted whether this version says that the object is no more
    record Version(String key, String id, Instant modified, long size, boolean deleted) {}
}
