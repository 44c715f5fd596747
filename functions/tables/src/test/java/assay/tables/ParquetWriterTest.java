package assay.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import assay.profile.BooleanColumn;
import assay.profile.Column;
import assay.profile.ColumnType;
import assay.profile.IntegerColumn;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TextColumn;
import assay.profile.TimestampColumn;
import assay.tables.Expected.Wanted;
import assay.tables.ReadResult.Read;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written is read by others, and by ourselves, as it was.
class ParquetWriterTest {
    @TempDir Path folder;

    private static Table table(int rows) {
        Random random = new Random(3);
        TextColumn.Builder ids = new TextColumn.Builder();
        NumberColumn.Builder scores = new NumberColumn.Builder();
        NumberColumn.Builder same = new NumberColumn.Builder();
        IntegerColumn.Builder whole = new IntegerColumn.Builder();
        BooleanColumn.Builder truths = new BooleanColumn.Builder();
        TimestampColumn.Builder times = new TimestampColumn.Builder();
        for (int row = 0; row < rows; row++) {
            ids.add("é😀-\"" + row);
            scores.add(row % 10 == 3 ? Double.NaN : random.nextGaussian() * Math.pow(10, row % 40));
            same.add(0.5);
            whole.add(random.nextLong());
            truths.add(random.nextBoolean());
            times.add(1_764_000_000_000_000L + row * 1_000_003L);
        }
        return new Table(
                List.of("id", "score", "same", "n", "b", "t"),
                List.of(
                        ids.build(),
                        scores.build(),
                        same.build(),
                        whole.build(),
                        truths.build(),
                        times.build()),
                rows);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 30_000, 300_000})
    void weReadWhatWeWrote(int rows) throws Exception {
        Table written = table(rows);
        Path file = folder.resolve("a.parquet");
        Files.write(file, ParquetWriter.write(written));
        Table read =
                ((Read)
                                new TableReader(Limits.DEFAULT, 1)
                                        .read(
                                                List.of(Source.of(file)),
                                                Expected.of(
                                                        Wanted.of("id", ColumnType.STRING),
                                                        Wanted.of("score", ColumnType.NUMBER),
                                                        Wanted.of("same", ColumnType.NUMBER),
                                                        Wanted.of("n", ColumnType.INTEGER),
                                                        Wanted.of("b", ColumnType.BOOLEAN),
                                                        Wanted.of("t", ColumnType.TIMESTAMP))))
                        .table();
        assertThat(read.rows()).isEqualTo(rows);
        for (String name : written.names()) {
            Column mine = written.column(name);
            Column theirs = read.column(name);
            for (int row = 0; row < rows; row += 1 + rows / 997) {
                assertThat(theirs.text(row)).isEqualTo(mine.text(row));
            }
        }
    }

    @Test
    void duckDbReadsWhatWeWrote() throws Exception {
        Table written = table(30_000);
        Path file = folder.resolve("a.parquet");
        Files.write(file, ParquetWriter.write(written));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SET threads = 1");
            ResultSet rows =
                    statement.executeQuery(
                            "SELECT id, score, same, n, b, epoch_us(t) FROM '" + file + "'");
            int row = 0;
            while (rows.next()) {
                assertThat(rows.getString(1)).isEqualTo(written.column("id").text(row));
                assertThat(rows.getDouble(2))
                        .isEqualTo(
                                Double.valueOf(
                                        ((NumberColumn) written.column("score")).value(row)));
                assertThat(rows.getDouble(3)).isEqualTo(0.5);
                assertThat(rows.getLong(4))
                        .isEqualTo(((IntegerColumn) written.column("n")).value(row));
                assertThat(rows.getBoolean(5))
                        .isEqualTo(((BooleanColumn) written.column("b")).value(row));
                assertThat(rows.getLong(6))
                        .isEqualTo(((TimestampColumn) written.column("t")).epochMicros(row));
                row++;
            }
            assertThat(row).isEqualTo(30_000);
        }
    }

    @Test
    void theSameTableGivesTheSameBytes() {
        assertThat(ParquetWriter.write(table(100))).isEqualTo(ParquetWriter.write(table(100)));
    }

    @Test
    void aMissingValueIsRefused() {
        NumberColumn.Builder numbers = new NumberColumn.Builder();
        numbers.addNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ParquetWriter.write(new Table(List.of("x"), List.of(numbers.build()), 1)))
                .withMessage("column x lacks 1 values");
    }
}
