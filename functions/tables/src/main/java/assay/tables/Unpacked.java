package assay.tables;

import assay.tables.FileKind.Packing;
import com.github.luben.zstd.ZstdInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// The bytes of a file as they were before packing, counted against the limits.
///
/// An unpacker's complaint is a [Refusal]; a failure of the source itself stays an [IOException].
final class Unpacked implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final long EXPANSION_MATTERS_FROM = 1 << 20;

    private final Counted packed;
    private final InputStream stream;
    private final Packing packing;
    private final Budget budget;
    private long unpackedBytes;

    private Unpacked(Counted packed, InputStream stream, Packing packing, Budget budget) {
        this.packed = packed;
        this.stream = stream;
        this.packing = packing;
        this.budget = budget;
    }

    static Unpacked open(Source source, Packing packing, Budget budget)
            throws IOException, Refusal {
        Counted packed = new Counted(source.open());
        try {
            InputStream stream =
                    switch (packing) {
                        case NONE -> packed;
                        case GZIP -> new GZIPInputStream(packed, BUFFER);
                        case ZSTANDARD -> new ZstdInputStream(packed);
                    };
            return new Unpacked(packed, stream, packing, budget);
        } catch (IOException e) {
            packed.close();
            throw packed.blamed(e, packing);
        }
    }

    /// Fills `into` from `offset` on, and answers how many bytes came; fewer than asked only at the
    /// end.
    int fill(byte[] into, int offset, int length) throws IOException, Refusal {
        try {
            int got = stream.readNBytes(into, offset, length);
            unpackedBytes += got;
            budget.spend(got);
            if (unpackedBytes > EXPANSION_MATTERS_FROM
                    && unpackedBytes / budget.limits().expansion() > packed.bytes) {
                throw new Refusal(
                        "unpacks to more than %d times its size, the limit"
                                .formatted(budget.limits().expansion()));
            }
            return got;
        } catch (IOException e) {
            throw packed.blamed(e, packing);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /// The source's own stream: counts what it gave, and remembers whether it failed.
    private static final class Counted extends InputStream {
        private final InputStream source;
        private long bytes;
        private boolean failed;

        Counted(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int got = source.read(into, offset, length);
                bytes += Math.max(got, 0);
                return got;
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public int available() throws IOException {
            return source.available();
        }

        @Override
        public void close() throws IOException {
            source.close();
        }

        /// Passes on the source's own failure; anything else is the file's fault.
        Refusal blamed(IOException e, Packing packing) throws IOException {
            if (failed || packing == Packing.NONE) {
                throw e;
            }
            return new Refusal(
                    "cannot be unpacked (%s): damaged or cut short; %s"
                            .formatted(
                                    packing == Packing.GZIP ? "gzip" : "zstandard",
                                    e.getMessage() == null ? "unexpected end" : e.getMessage()));
        }
    }
}
