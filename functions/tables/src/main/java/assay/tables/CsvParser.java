package assay.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns blocks of CSV into fields.
final class CsvParser implements BlockParser {
    private final List<String> header;
    private final @Nullable Field[] fields;
    private final int fieldBytes;

    /// @param fields one for each name of the header; those that nobody asked for are null
    CsvParser(List<String> header, @Nullable Field[] fields, int fieldBytes) {
        this.header = header;
        this.fields = fields;
        this.fieldBytes = fieldBytes;
    }

    @Nullable Field field(int index) {
        return fields[index];
    }

    @Override
    public int parse(Block block) throws Refusal {
        CsvCursor cursor = new CsvCursor(block, fieldBytes);
        int rows = 0;
        while (cursor.hasRecord()) {
            if (fields.length == 1 || !cursor.skippedEmptyLine()) {
                rows++;
                record(cursor, rows);
            }
        }
        return rows;
    }

    @Override
    public void clear() {
        for (Field field : fields) {
            if (field != null) {
                field.clear();
            }
        }
    }

    private void record(CsvCursor cursor, int row) throws Refusal {
        int column = 0;
        try {
            do {
                cursor.next();
                if (column == fields.length) {
                    throw new Refusal(
                            "more than the %d fields of the header".formatted(fields.length));
                }
                Field field = fields[column];
                if (field != null) {
                    hand(cursor, field);
                }
                column++;
            } while (!cursor.endsRecord);
        } catch (Refusal e) {
            throw (column < fields.length ? e.inColumn(header.get(column)) : e).inRow(row);
        }
        if (column < fields.length) {
            throw new Refusal("%d fields, the header has %d".formatted(column, fields.length))
                    .inRow(row);
        }
    }

    private static void hand(CsvCursor cursor, Field field) throws Refusal {
        if (cursor.from < cursor.to) {
            field.accept(cursor.bytes, cursor.from, cursor.to, true);
        } else if (cursor.quoted) {
            field.acceptEmpty();
        } else {
            field.acceptNull();
        }
    }
}
