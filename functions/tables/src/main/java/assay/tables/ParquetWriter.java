package assay.tables;

import assay.profile.BooleanColumn;
import assay.profile.Column;
import assay.profile.IntegerColumn;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TextColumn;
import assay.profile.TimestampColumn;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/// Writes a table as a Parquet file, the plain way: required columns, one row group, one page a
/// column, plainly encoded, packed with Zstandard. The same table gives the same bytes.
///
/// No library writes Parquet without bringing Hadoop, or tens of megabytes of native code, along;
/// what is written here takes two screens. Format: `parquet.thrift`, 2.10.
public final class ParquetWriter {
    static {
        NativeLibraries.locate();
    }

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int LEVEL = 3;

    /// What packs better than this stays as it is: a reader with limits may take it for a bomb.
    private static final int MOST_EXPANSION = 20;

    /// `CompressionCodec`, `Encoding` and `PageType` of parquet.thrift.
    private static final int UNCOMPRESSED = 0;

    private static final int ZSTD = 6;

    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int DATA_PAGE = 0;

    private ParquetWriter() {}

    /// A table as a file.
    ///
    /// @throws IllegalArgumentException if a value is missing: there is none that would say so
    public static byte[] write(Table table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            if (column.nulls() > 0) {
                throw new IllegalArgumentException(
                        "column %s lacks %d values"
                                .formatted(table.names().get(i), column.nulls()));
            }
            chunks.add(chunk(table.names().get(i), column, out));
        }
        byte[] footer = footer(table, chunks);
        out.writeBytes(footer);
        out.writeBytes(
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(footer.length)
                        .array());
        out.writeBytes(MAGIC);
        return out.toByteArray();
    }

    /// Where a column lies.
    private record Chunk(
            String name, Kind kind, int codec, long offset, int packed, int unpacked) {}

    /// `Type` and, where there is one, `ConvertedType` of parquet.thrift.
    private enum Kind {
        BOOLEAN(0, -1),
        INT64(2, -1),
        TIMESTAMP_MICROS(2, 10),
        DOUBLE(5, -1),
        UTF8(6, 0);

        private final int physical;
        private final int converted;

        Kind(int physical, int converted) {
            this.physical = physical;
            this.converted = converted;
        }
    }

    private static Kind kind(Column column) {
        return switch (column) {
            case NumberColumn numbers -> Kind.DOUBLE;
            case IntegerColumn numbers -> Kind.INT64;
            case TextColumn texts -> Kind.UTF8;
            case BooleanColumn truths -> Kind.BOOLEAN;
            case TimestampColumn times -> Kind.TIMESTAMP_MICROS;
        };
    }

    private static Chunk chunk(String name, Column column, ByteArrayOutputStream out) {
        byte[] values = values(column);
        byte[] smaller = Zstd.compress(values, LEVEL);
        boolean asItIs = (long) smaller.length * MOST_EXPANSION < values.length;
        byte[] packed = asItIs ? values : smaller;
        byte[] header =
                new ThriftWriter()
                        .i32(1, DATA_PAGE)
                        .i32(2, values.length)
                        .i32(3, packed.length)
                        .struct(5)
                        .i32(1, column.size())
                        .i32(2, PLAIN)
                        .i32(3, RLE)
                        .i32(4, RLE)
                        .end()
                        .end()
                        .bytes();
        long offset = out.size();
        out.writeBytes(header);
        out.writeBytes(packed);
        return new Chunk(
                name,
                kind(column),
                asItIs ? UNCOMPRESSED : ZSTD,
                offset,
                header.length + packed.length,
                header.length + values.length);
    }

    private static byte[] values(Column column) {
        return switch (column) {
            case NumberColumn numbers ->
                    longs(numbers.size(), row -> Double.doubleToRawLongBits(numbers.value(row)));
            case IntegerColumn whole -> longs(whole.size(), whole::value);
            case TimestampColumn times -> longs(times.size(), times::epochMicros);
            case BooleanColumn truths -> {
                byte[] bits = new byte[(column.size() + 7) / 8];
                for (int row = 0; row < column.size(); row++) {
                    if (truths.value(row)) {
                        bits[row >> 3] |= (byte) (1 << (row & 7));
                    }
                }
                yield bits;
            }
            case TextColumn texts -> texts(texts);
        };
    }

    private static byte[] longs(int rows, IntToLongFunction value) {
        byte[] bytes = new byte[Math.multiplyExact(8, rows)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            buffer.putLong(value.applyAsLong(row));
        }
        return bytes;
    }

    private static byte[] texts(TextColumn texts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < texts.size(); row++) {
            byte[] utf8 = texts.text(row).getBytes(StandardCharsets.UTF_8);
            out.writeBytes(length.putInt(0, utf8.length).array());
            out.writeBytes(utf8);
        }
        return out.toByteArray();
    }

    private static byte[] footer(Table table, List<Chunk> chunks) {
        ThriftWriter footer = new ThriftWriter().i32(1, 1).structs(2, chunks.size() + 1);
        footer.begin().text(4, "schema").i32(5, chunks.size()).end();
        for (Chunk chunk : chunks) {
            footer.begin().i32(1, chunk.kind.physical).i32(3, 0).text(4, chunk.name);
            if (chunk.kind.converted >= 0) {
                footer.i32(6, chunk.kind.converted);
            }
            footer.end();
        }
        footer.i64(3, table.rows()).structs(4, 1).begin().structs(1, chunks.size());
        for (Chunk chunk : chunks) {
            footer.begin()
                    .i64(2, chunk.offset)
                    .struct(3)
                    .i32(1, chunk.kind.physical)
                    .i32s(2, PLAIN, RLE)
                    .texts(3, chunk.name)
                    .i32(4, chunk.codec)
                    .i64(5, table.rows())
                    .i64(6, chunk.unpacked)
                    .i64(7, chunk.packed)
                    .i64(9, chunk.offset)
                    .end()
                    .end();
        }
        return footer.i64(2, chunks.stream().mapToLong(Chunk::unpacked).sum())
                .i64(3, table.rows())
                .end()
                .text(6, "assay")
                .end()
                .bytes();
    }
}
