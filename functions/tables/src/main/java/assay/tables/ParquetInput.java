package assay.tables;

import dev.hardwood.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A source as the Parquet reader asks for it. Remembers whether the source itself failed.
final class ParquetInput implements InputFile {
    private final Source source;
    private volatile @Nullable IOException failure;

    ParquetInput(Source source) {
        this.source = source;
    }

    /// The source's own failure, if it had one.
    @Nullable IOException failure() {
        return failure;
    }

    @Override
    public void open() {
        // Sources are open as long as they are there.
    }

    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > source.size() - length) {
            throw new IndexOutOfBoundsException(
                    "the footer points to bytes %d to %d of %d"
                            .formatted(offset, offset + length, source.size()));
        }
        try {
            return source.read(offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        } catch (RuntimeException e) {
            failure = new IOException(source.name() + " could not be read", e);
            throw e;
        }
    }

    @Override
    public long length() {
        return source.size();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public void close() {
        // Sources hold nothing open.
    }
}
