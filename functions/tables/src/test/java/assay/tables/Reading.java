package assay.tables;

import assay.profile.Table;
import assay.tables.ReadResult.Malformed;
import assay.tables.ReadResult.Read;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/// Short ways for tests to read what is in memory.
final class Reading {
    private Reading() {}

    static Source file(String name, String text) {
        return Source.of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static ReadResult read(Limits limits, Expected expected, Source... files) throws IOException {
        return new TableReader(limits, 2).read(List.of(files), expected);
    }

    static Table table(Expected expected, Source... files) throws IOException {
        return switch (read(Limits.DEFAULT, expected, files)) {
            case Read(Table table) -> table;
            case Malformed refused -> throw new AssertionError(refused.sentence());
        };
    }

    static Malformed refused(Limits limits, Expected expected, Source... files) throws IOException {
        return switch (read(limits, expected, files)) {
            case Read(Table table) -> throw new AssertionError("read " + table.rows() + " rows");
            case Malformed refused -> refused;
        };
    }

    static Malformed refused(Expected expected, Source... files) throws IOException {
        return refused(Limits.DEFAULT, expected, files);
    }

    static List<String> texts(Table table, String column) {
        return IntStream.range(0, table.rows())
                .mapToObj(row ->
                        table.column(column).isNull(row) ? "null" : table.column(column).text(row))
                .toList();
    }
}
