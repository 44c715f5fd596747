package assay.tables;

import assay.tables.FileKind.Packing;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Cuts a text file into blocks at ends of records, so that each block can be parsed by itself.
final class Blocks {
    /// What one block of a large file usually holds: enough to keep two threads busy, and little
    /// memory.
    static final int USUAL = 1 << 20;

    private static final int LEAST = 1 << 12;
    private static final long USUALLY_UNPACKS = 32;

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_SEVEN = 0x7F7F7F7F7F7F7F7FL;
    private static final long QUOTES = 0x2222222222222222L;

    private final Unpacked file;
    private final boolean quotedNewlines;
    private final int usual;
    private final int largest;
    private byte[] carried = {};
    private long next;
    private boolean ended;

    /// A file's blocks, no larger than a small file is once unpacked.
    static Blocks of(
            Source source, Packing packing, Unpacked file, boolean quotedNewlines, Limits limits) {
        // One byte more than there are shows that there are no more.
        long all = packing == Packing.NONE ? source.size() + 1 : USUALLY_UNPACKS * source.size();
        return new Blocks(
                file, quotedNewlines, Math.clamp(all, LEAST, USUAL), limits.recordBytes());
    }

    /// @param quotedNewlines whether a newline between quotation marks belongs to its record, as in
    ///   CSV
    /// @param usual bytes that a block holds where records are shorter
    /// @param recordBytes the longest record; a block that has no end of record within this is
    ///   passed on as it is
    private Blocks(Unpacked file, boolean quotedNewlines, int usual, int recordBytes) {
        this.file = file;
        this.quotedNewlines = quotedNewlines;
        this.usual = usual;
        this.largest = Math.max(recordBytes, USUAL);
    }

    /// The first block, past a byte order mark.
    Block first() throws IOException, Refusal {
        Block block = new Block(usual);
        if (!next(block) || block.end == 0) {
            throw new Refusal("the file is empty");
        }
        if (startsWith(block, 0xEF, 0xBB, 0xBF)) {
            block.start = 3;
        } else if (startsWith(block, 0xFF, 0xFE) || startsWith(block, 0xFE, 0xFF)) {
            throw new Refusal("is UTF-16; save it as UTF-8");
        }
        return block;
    }

    private static boolean startsWith(Block block, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= block.end || (block.bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /// Fills `block` with the next records, and answers whether there were any.
    synchronized boolean next(Block block) throws IOException, Refusal {
        if (ended) {
            return false;
        }
        int filled = carried.length;
        block.bytes = room(block.bytes, Math.max(filled, usual));
        System.arraycopy(carried, 0, block.bytes, 0, filled);
        int cut = 0;
        while (cut == 0 && !ended) {
            if (filled == block.bytes.length) {
                if (filled >= largest) {
                    cut = filled;
                    break;
                }
                block.bytes = Arrays.copyOf(block.bytes, (int) Math.min(2L * filled, largest));
            }
            int got = file.fill(block.bytes, filled, block.bytes.length - filled);
            ended = got < block.bytes.length - filled;
            filled += got;
            cut = ended ? filled : cut(block.bytes, filled);
        }
        carried = Arrays.copyOfRange(block.bytes, cut, filled);
        block.start = 0;
        block.end = cut;
        block.number = next++;
        block.last = ended;
        return true;
    }

    private static byte[] room(byte[] bytes, int size) {
        return bytes.length >= size ? bytes : new byte[size];
    }

    /// The end of the last whole record in `bytes[0, end)`, or 0.
    private int cut(byte[] bytes, int end) {
        boolean inside = quotedNewlines && (quotes(bytes, end) & 1) == 1;
        for (int at = end - 1; at >= 0; at--) {
            if (bytes[at] == '\n' && !inside) {
                return at + 1;
            }
            if (bytes[at] == '"' && quotedNewlines) {
                inside = !inside;
            }
        }
        return 0;
    }

    private static int quotes(byte[] bytes, int end) {
        int count = 0;
        int at = 0;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long differs = (long) EIGHT.get(bytes, at) ^ QUOTES;
            count += Long.bitCount(~(((differs & LOW_SEVEN) + LOW_SEVEN) | differs | LOW_SEVEN));
        }
        for (; at < end; at++) {
            if (bytes[at] == '"') {
                count++;
            }
        }
        return count;
    }
}
