package assay.tables;

import static assay.profile.ColumnType.BOOLEAN;
import static assay.profile.ColumnType.INTEGER;
import static assay.profile.ColumnType.NUMBER;
import static assay.profile.ColumnType.STRING;
import static assay.profile.ColumnType.TIMESTAMP;
import static assay.tables.Reading.file;
import static assay.tables.Reading.refused;
import static assay.tables.Reading.table;
import static assay.tables.Reading.texts;
import static org.assertj.core.api.Assertions.assertThat;

import assay.profile.Column;
import assay.profile.Table;
import assay.tables.Expected.Wanted;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    private static final Wanted ID = Wanted.of("id", STRING);
    private static final Wanted X = Wanted.of("x", NUMBER);

    @Test
    void onlyTheColumnsAskedForAreRead() throws IOException {
        Table table = table(Expected.of(X, ID), file("a.csv", "id,skip,x\na,!,1.5\nb,?,-2e3\n"));

        assertThat(table.names()).containsExactly("x", "id");
        assertThat(texts(table, "x")).containsExactly("1.5", "-2000.0");
        assertThat(texts(table, "id")).containsExactly("a", "b");
    }

    @Test
    void quotationMarksHoldCommasNewLinesAndDoubledMarks() throws IOException {
        Table table =
                table(
                        Expected.of(ID),
                        file(
                                "a.csv",
                                "\"id\"\r\n\"a,b\"\r\n\"c\nd\"\r\n\"say \"\"hi\"\"\"\"\"\r\n"));

        assertThat(texts(table, "id")).containsExactly("a,b", "c\nd", "say \"hi\"\"");
    }

    @Test
    void emptyIsNullAndQuotedEmptyIsEmptyText() throws IOException {
        Table table = table(Expected.of(ID, X), file("a.csv", "id,x\n,\n\"\",\"\"\n"));

        assertThat(texts(table, "id")).containsExactly("null", "");
        assertThat(texts(table, "x")).containsExactly("null", "null");
    }

    @Test
    void byteOrderMarkAndMissingLastNewLineAreNoMatter() throws IOException {
        Table table = table(Expected.of(ID, X), file("a.csv", "\uFEFFid,x\na,1\nb,"));

        assertThat(texts(table, "id")).containsExactly("a", "b");
        assertThat(texts(table, "x")).containsExactly("1.0", "null");
    }

    @Test
    void emptyLinesArePassedOverUnlessTheyAreTheOneColumn() throws IOException {
        assertThat(texts(table(Expected.of(X), file("a.csv", "id,x\n\na,1\n\r\n")), "x"))
                .containsExactly("1.0");
        assertThat(texts(table(Expected.of(X), file("a.csv", "x\n\n1\n")), "x"))
                .containsExactly("null", "1.0");
    }

    @Test
    void typesAreInferredNarrowestFirst() throws IOException {
        Table table =
                table(
                        Expected.inferred(),
                        file(
                                "a.csv",
                                "b,i,n,t,s,none\ntrue,1,1,2026-11-01T00:00:00Z,1,\nFALSE,-7,nan,2026-11-01T00:00:00.5Z,x,\n"));

        assertThat(table.columns().stream().map(Column::type))
                .containsExactly(BOOLEAN, INTEGER, NUMBER, TIMESTAMP, STRING, STRING);
        assertThat(texts(table, "t"))
                .containsExactly("2026-11-01T00:00:00Z", "2026-11-01T00:00:00.500Z");
        assertThat(table.column("none").nulls()).isEqualTo(2);
    }

    @Test
    void filesFollowEachOtherWhateverTheOrderOfTheirColumns() throws IOException {
        Table table =
                table(
                        Expected.of(ID, X),
                        file("1.csv", "id,x\na,1\n"),
                        file("2.csv", "x,id\n2,b\n"));

        assertThat(texts(table, "id")).containsExactly("a", "b");
        assertThat(texts(table, "x")).containsExactly("1.0", "2.0");
    }

    @Test
    void filesOfOtherColumnsAreRefused() throws IOException {
        assertThat(
                        refused(
                                        Expected.of(ID),
                                        file("1.csv", "id,x\na,1\n"),
                                        file("2.csv", "id,y\nb,2\n"))
                                .sentence())
                .isEqualTo(
                        "2.csv: has other columns than the files before: \"id\", \"y\", not \"id\", \"x\"");
    }

    @Test
    void aColumnThatMayBeMissingIsLeftOut() throws IOException {
        Wanted latency = Wanted.of("latency_ms", NUMBER).optionally();
        assertThat(table(Expected.of(ID, latency), file("a.csv", "id\na\n")).names())
                .containsExactly("id");
    }

    @Test
    void blocksJoinWithoutASeam() throws IOException {
        StringBuilder csv = new StringBuilder("id,x,note\n");
        int rows = 120_000;
        for (int i = 0; i < rows; i++) {
            csv.append("row-").append(i).append(',').append(i).append(",\"a\n\"\"b,").append(i % 7);
            csv.append("\"\n");
        }
        Table table = table(Expected.inferred(), file("a.csv", csv.toString()));

        assertThat(table.rows()).isEqualTo(rows);
        for (int i = 0; i < rows; i += 997) {
            assertThat(table.column("id").text(i)).isEqualTo("row-" + i);
            assertThat(table.column("x").text(i)).isEqualTo(Integer.toString(i));
            assertThat(table.column("note").text(i)).isEqualTo("a\n\"b," + i % 7);
        }
    }

    @Test
    void aFaultFarDownIsFoundAtItsRow() throws IOException {
        StringBuilder csv = new StringBuilder("id,x\n");
        for (int i = 1; i <= 300_000; i++) {
            csv.append(i).append(i == 250_000 || i == 260_000 ? ",oops\n" : ",1\n");
        }
        assertThat(refused(Expected.of(X), file("a.csv", csv.toString())).sentence())
                .isEqualTo("a.csv, row 250000, column x: \"oops\" is no number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "id,x\\na,1\\nb\\n|a.csv, row 2: 1 fields, the header has 2",
                "id,x\\na,1,2\\n|a.csv, row 1: more than the 2 fields of the header",
                "id,x,id\\n|a.csv: the header has \"id\" twice",
                "id,y\\na,1\\n|a.csv, column x: the column is missing; there are \"id\", \"y\"",
                "id;x\\na;1\\n|a.csv, column id: the column is missing; there are \"id;x\"; values are separated by commas here, not by semicolons, tabs or bars",
                "id,x\\na,1e\\n|a.csv, row 1, column x: \"1e\" is no number",
                "id,x\\na,inf\\n|a.csv, row 1, column x: \"inf\" is no finite number",
                "id,x\\na,-Infinity\\n|a.csv, row 1, column x: \"-Infinity\" is no finite number",
                "id,x\\na,NaN\\n|a.csv, row 1, column x: \"NaN\" is no finite number",
                "id,x\\na,1e999\\n|a.csv, row 1, column x: \"1e999\" is no finite number",
                "id,x\\n\"a,1\\n|a.csv, row 1, column id: a quotation mark is opened and never closed",
                "id,x\\na\"b,1\\n|a.csv, row 1, column id: a quotation mark inside a value; put the whole value in quotation marks and double those inside",
                "id,x\\n\"a\"b,1\\n|a.csv, row 1, column id: text after a closing quotation mark, where a comma or a new line should be",
                "id,x\\na\\rb,1\\n|a.csv, row 1, column id: a carriage return without a line feed; put the value in quotation marks, or end lines by \\n or \\r\\n",
                "''|a.csv: the file is empty"
            })
    void whatIsWrongIsSaidInWords(String escaped, String sentence) throws IOException {
        String csv = escaped.replace("\\n", "\n").replace("\\r", "\r").replace("''", "");
        Expected expected = Expected.of(ID, X.finiteOnly());

        assertThat(refused(expected, file("a.csv", csv)).sentence()).isEqualTo(sentence);
    }
}
