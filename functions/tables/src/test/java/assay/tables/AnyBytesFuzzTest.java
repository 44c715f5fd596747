package assay.tables;

import assay.profile.Column;
import assay.profile.ColumnType;
import assay.profile.Table;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult.Malformed;
import assay.tables.ReadResult.Read;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;

/// Any bytes give a table or a refusal in words, within the limits: never another exception.
///
/// In the build, the seeds and what was found earlier are tried (`src/test/resources`, by class and
/// method); with `JAZZER_FUZZ=1` Jazzer makes up more (`functions/docs/tables.md`).
class AnyBytesFuzzTest {
    private static final Limits SMALL = new Limits(4 << 20, 20_000, 50, 1 << 12, 1 << 16, 16, 100);

    @FuzzTest(maxDuration = "3m")
    void csv(byte[] bytes) throws IOException {
        read("a.csv", bytes);
    }

    @FuzzTest(maxDuration = "3m")
    void jsonLines(byte[] bytes) throws IOException {
        read("a.jsonl", bytes);
    }

    @FuzzTest(maxDuration = "3m")
    void parquet(byte[] bytes) throws IOException {
        read("a.parquet", bytes);
    }

    @FuzzTest(maxDuration = "3m")
    void gzip(byte[] bytes) throws IOException {
        read("a.csv.gz", bytes);
        read("a.csv.gz", gzipped(bytes));
    }

    @FuzzTest(maxDuration = "3m")
    void zstandard(byte[] bytes) throws IOException {
        read("a.jsonl.zst", bytes);
        read("a.jsonl.zst", Zstd.compress(bytes));
    }

    /// By inference, then as every type that there is.
    private static void read(String name, byte[] bytes) throws IOException {
        Source source = Source.of(name, bytes);
        check(read(Expected.inferred(), source));
        for (ColumnType type : ColumnType.values()) {
            check(
                    read(
                            Expected.of(
                                    Wanted.of("a", type),
                                    Wanted.of("b", type).optionally().finiteOnly()),
                            source));
        }
    }

    private static ReadResult read(Expected expected, Source source) throws IOException {
        return new TableReader(SMALL, 1).read(java.util.List.of(source), expected);
    }

    private static void check(ReadResult result) {
        switch (result) {
            case Malformed refused ->
                    Assertions.assertFalse(refused.reason().isBlank(), "a refusal without words");
            case Read(Table table) -> whole(table);
        }
    }

    /// Every value can be looked at, and there are no more than the limits allow.
    private static void whole(Table table) {
        Assertions.assertTrue(table.rows() <= SMALL.rows());
        Assertions.assertTrue(table.columns().size() <= SMALL.columns());
        for (Column column : table.columns()) {
            Assertions.assertEquals(table.rows(), column.size());
            for (int row = 0; row < column.size(); row++) {
                Assertions.assertNotNull(column.text(row));
            }
        }
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
