package assay.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.profile.ColumnType;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult.Malformed;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFileTest {
    private static final Expected ANY = Expected.inferred();
    private static final Limits SMALL =
            new Limits(50 << 20, 1_000_000, 100, 1 << 16, 1 << 20, 16, 100);

    @TempDir Path folder;

    @Test
    void aBombIsDefusedWhileItUnpacks() throws IOException {
        byte[] spaces = new byte[40 << 20];
        Arrays.fill(spaces, (byte) '\n');

        assertThat(refused("a.csv.gz", gzip(spaces)).reason()).contains("more than 100 times");
        assertThat(refused("a.csv.zst", Zstd.compress(spaces)).reason())
                .contains("more than 100 times");
        assertThat(refused("a.parquet.gz", gzip(spaces)).reason()).contains("more than 100 times");
    }

    @Test
    void bytesAreCountedOverAllFiles() throws IOException {
        Limits limits = new Limits(1_000, 1_000, 10, 1_000, 1_000, 4, 100);
        Source file = Reading.file("a.csv", "id\n" + "x\n".repeat(400));

        assertThat(
                        Reading.refused(
                                        limits,
                                        Expected.of(Wanted.of("id", ColumnType.STRING)),
                                        file,
                                        file)
                                .reason())
                .isEqualTo("more than 1000 bytes, the limit");
    }

    @Test
    void anEndlessLineIsRefused() throws IOException {
        byte[] line = new byte[8 << 20];
        Arrays.fill(line, (byte) 'a');

        assertThat(refused("a.csv", line).reason()).contains("the limit");
        assertThat(
                        refused(
                                        "a.jsonl",
                                        ("{\"a\":\"" + new String(line, StandardCharsets.US_ASCII))
                                                .getBytes(StandardCharsets.US_ASCII))
                                .reason())
                .contains("the limit");
        Arrays.fill(line, (byte) '"');
        assertThat(refused("a.csv", line).reason()).contains("the limit");
    }

    @Test
    void aMillionColumnsAreRefused() throws IOException {
        assertThat(
                        refused(
                                        "a.csv",
                                        ("a,".repeat(1_000_000) + "b\n")
                                                .getBytes(StandardCharsets.US_ASCII))
                                .reason())
                .containsAnyOf("more than 100 columns", "twice");
        StringBuilder row = new StringBuilder("{");
        for (int i = 0; i < 1_000; i++) {
            row.append("\"c").append(i).append("\":1,");
        }
        assertThat(
                        refused(
                                        "a.jsonl",
                                        row.append("\"z\":1}\n")
                                                .toString()
                                                .getBytes(StandardCharsets.US_ASCII))
                                .reason())
                .isEqualTo("more than 100 columns, the limit");
    }

    @Test
    void tooManyRowsAreRefused() throws IOException {
        Limits limits = new Limits(1 << 20, 10, 10, 1_000, 1_000, 4, 100);

        assertThat(
                        Reading.refused(
                                        limits,
                                        ANY,
                                        Reading.file("a.csv", "id\n" + "x\n".repeat(11)))
                                .reason())
                .isEqualTo("more than 10 rows, the limit");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        byte[] latin1 = "id\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] overlong = {'i', 'd', '\n', (byte) 0xC0, (byte) 0x80, '\n'};

        assertThat(refused("a.csv", latin1).reason()).contains("not UTF-8");
        assertThat(refused("a.csv", overlong).reason()).contains("not UTF-8");
        assertThat(refused("a.csv", "id\nx\n".getBytes(StandardCharsets.UTF_16)).reason())
                .isEqualTo("is UTF-16; save it as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv.gz", "a.csv.zst", "a.jsonl.gz", "a.parquet", "a.parquet.zst"})
    void theWrongMagicIsRefused(String name) throws IOException {
        assertThat(
                        refused(name, "this is no such file".getBytes(StandardCharsets.US_ASCII))
                                .reason())
                .containsAnyOf("cannot be unpacked", "no Parquet file");
    }

    @Test
    void anUnknownFormatIsRefused() throws IOException {
        assertThat(refused("a.xlsx", new byte[10]).reason()).contains("its format is not known");
    }

    @Test
    void aFileCutShortIsRefused() throws Exception {
        byte[] csv =
                ("id\n" + "some text to pack\n".repeat(1_000)).getBytes(StandardCharsets.US_ASCII);
        byte[] gz = gzip(csv);
        byte[] zst = Zstd.compress(csv);
        byte[] parquet = parquet("SELECT i AS a, 'x' || i AS b FROM range(1000) r(i)");

        assertThat(refused("a.csv.gz", Arrays.copyOf(gz, gz.length / 2)).reason())
                .contains("cut short");
        assertThat(refused("a.csv.zst", Arrays.copyOf(zst, zst.length / 2)).reason())
                .contains("cut short");
        assertThat(refused("a.parquet", Arrays.copyOf(parquet, parquet.length / 2)).reason())
                .contains("cut short");
    }

    @Test
    void nestedParquetIsRefusedWhereItIsAskedFor() throws Exception {
        byte[] nested = parquet("SELECT i AS a, [i, i] AS l, {'x': i} AS o FROM range(10) r(i)");

        assertThat(
                        Reading.table(
                                        Expected.of(Wanted.of("a", ColumnType.INTEGER)),
                                        Source.of("a.parquet", nested))
                                .rows())
                .isEqualTo(10);
        assertThat(refused("a.parquet", nested).sentence())
                .isEqualTo(
                        "a.parquet, column l: a nested column; rows are flat here, so give each part a column of its own");
    }

    @Test
    void whateverIsDoneToAFileTheAnswerIsATableOrWords() throws Exception {
        byte[] csv = "id,x\n\"a\"\"b\",1.5\nc,-2\n".getBytes(StandardCharsets.US_ASCII);
        byte[] json =
                "{\"id\":\"a\\u00e9\",\"x\":[1]}\n{\"x\":2e5}\n"
                        .getBytes(StandardCharsets.US_ASCII);
        mutate("a.csv", csv, 1_000);
        mutate("a.jsonl", json, 1_000);
        mutate("a.csv.gz", gzip(csv), 500);
        mutate("a.csv.zst", Zstd.compress(csv), 500);
    }

    @Test
    void aFailingSourceIsNoFaultOfTheFile() {
        Source failing =
                new Source() {
                    @Override
                    public String name() {
                        return "a.csv.gz";
                    }

                    @Override
                    public long size() {
                        return 100;
                    }

                    @Override
                    public InputStream open() {
                        return new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("connection reset");
                            }

                            @Override
                            public int read(byte[] into, int offset, int length)
                                    throws IOException {
                                throw new IOException("connection reset");
                            }
                        };
                    }

                    @Override
                    public ByteBuffer read(long offset, int length) throws IOException {
                        throw new IOException("connection reset");
                    }
                };

        assertThatThrownBy(() -> Reading.read(SMALL, ANY, failing))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    private static void mutate(String name, byte[] seed, int times) throws IOException {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        for (int i = 0; i < times; i++) {
            byte[] bytes = Arrays.copyOf(seed, random.nextInt(seed.length) + 1 + random.nextInt(4));
            for (int change = random.nextInt(4); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            ReadResult result = Reading.read(SMALL, ANY, Source.of(name, bytes));
            if (result instanceof Malformed refused) {
                assertThat(refused.reason()).isNotBlank();
            }
        }
    }

    private static Malformed refused(String name, byte[] bytes) throws IOException {
        return Reading.refused(SMALL, ANY, Source.of(name, bytes));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            new ByteArrayInputStream(bytes).transferTo(gzip);
        }
        return packed.toByteArray();
    }

    private byte[] parquet(String query) throws IOException, SQLException {
        Path file = folder.resolve("made.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        }
        return Files.readAllBytes(file);
    }
}
