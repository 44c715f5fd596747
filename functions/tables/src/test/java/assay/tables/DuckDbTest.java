package assay.tables;

import static org.assertj.core.api.Assertions.assertThat;

import assay.profile.Column;
import assay.profile.ColumnType;
import assay.profile.IntegerColumn;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TimestampColumn;
import assay.tables.Expected.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What DuckDB writes is read as DuckDB has it.
class DuckDbTest {
    private static final String ROWS =
            """
            SELECT CASE WHEN i % 11 = 0 THEN NULL
                        WHEN i % 5 = 0 THEN 'a,"b"' || chr(10) || 'é😀' || i
                        ELSE 'plan-' || (i % 9) END AS s,
                   'row-' || i AS id,
                   CASE WHEN i % 7 = 0 THEN NULL ELSE (random() - 0.5) * pow(10, (i % 40) - 20) END AS x,
                   (hash(i) >> 2)::BIGINT - 2000000000000000000 AS n,
                   CASE WHEN i % 13 = 0 THEN NULL ELSE i % 3 = 0 END AS b,
                   strftime(TIMESTAMP '2026-11-01 00:00:00' + to_microseconds(i * 7919 * 1000003), '%Y-%m-%dT%H:%M:%S.%fZ') AS t
            FROM range(30000) r(i)\
            """;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.csv|(FORMAT csv, HEADER)",
                "a.csv.gz|(FORMAT csv, HEADER, COMPRESSION gzip)",
                "a.csv.zst|(FORMAT csv, HEADER, COMPRESSION zstd)",
                "a.csv|(FORMAT csv, HEADER, FORCE_QUOTE (id, n, x))",
                "a.jsonl|(FORMAT json)",
                "a.jsonl.gz|(FORMAT json, COMPRESSION gzip)",
                "a.jsonl.zst|(FORMAT json, COMPRESSION zstd)",
                "a.parquet|(FORMAT parquet, COMPRESSION snappy)",
                "a.parquet|(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 5000)",
                "a.parquet|(FORMAT parquet, COMPRESSION gzip)",
                "a.parquet|(FORMAT parquet, COMPRESSION uncompressed, PARQUET_VERSION v2)"
            })
    void whatDuckDbWritesIsReadAsDuckDbHasIt(String name, String options) throws Exception {
        Path file = folder.resolve(name);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("SELECT setseed(0.42)");
            statement.execute("CREATE TABLE rows AS " + ROWS);
            statement.execute("COPY rows TO '" + file + "' " + options);

            Table asked =
                    Reading.table(
                            Expected.of(
                                    Wanted.of("s", ColumnType.STRING),
                                    Wanted.of("id", ColumnType.STRING),
                                    Wanted.of("x", ColumnType.NUMBER).finiteOnly(),
                                    Wanted.of("n", ColumnType.INTEGER),
                                    Wanted.of("b", ColumnType.BOOLEAN),
                                    Wanted.of("t", ColumnType.TIMESTAMP)),
                            Source.of(file));
            compare(statement, asked);
            Table inferred = Reading.table(Expected.inferred(), Source.of(file));
            assertThat(inferred.names()).containsExactly("s", "id", "x", "n", "b", "t");
            assertThat(inferred.columns().subList(0, 5).stream().map(Column::type))
                    .isEqualTo(asked.columns().subList(0, 5).stream().map(Column::type).toList());
        }
        assertThat(Files.size(file)).isPositive();
    }

    private static void compare(Statement statement, Table table) throws Exception {
        NumberColumn x = (NumberColumn) table.column("x");
        IntegerColumn n = (IntegerColumn) table.column("n");
        TimestampColumn t = (TimestampColumn) table.column("t");
        try (ResultSet rows =
                statement.executeQuery(
                        "SELECT s, id, x, n, b::VARCHAR, epoch_us(t::TIMESTAMP) FROM rows")) {
            int row = 0;
            while (rows.next()) {
                assertThat(textOrNull(table.column("s"), row)).isEqualTo(rows.getString(1));
                assertThat(table.column("id").text(row)).isEqualTo(rows.getString(2));
                double number = rows.getDouble(3);
                assertThat(x.isNull(row)).isEqualTo(rows.wasNull());
                if (!x.isNull(row)) {
                    assertThat(x.value(row)).isEqualTo(number);
                }
                assertThat(n.value(row)).isEqualTo(rows.getLong(4));
                assertThat(textOrNull(table.column("b"), row)).isEqualTo(rows.getString(5));
                assertThat(t.epochMicros(row)).isEqualTo(rows.getLong(6));
                row++;
            }
            assertThat(table.rows()).isEqualTo(row);
        }
    }

    private static @Nullable String textOrNull(Column column, int row) {
        return column.isNull(row) ? null : column.text(row);
    }
}
