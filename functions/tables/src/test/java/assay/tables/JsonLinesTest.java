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

class JsonLinesTest {
    private static final Wanted ID = Wanted.of("id", STRING);
    private static final Wanted X = Wanted.of("x", NUMBER);

    @Test
    void keysComeInAnyOrderAndAreNullWhereLeftOut() throws IOException {
        Table table =
                table(
                        Expected.of(ID, X),
                        file(
                                "a.jsonl",
                                "{\"id\":\"a\",\"x\":1.5}\n{ \"x\" : 2 , \"id\" : \"b\" }\r\n{\"id\":7}\n\n{\"x\":null,\"id\":\"\"}"));

        assertThat(texts(table, "id")).containsExactly("a", "b", "7", "");
        assertThat(texts(table, "x")).containsExactly("1.5", "2.0", "null", "null");
    }

    @Test
    void escapesAreUndone() throws IOException {
        Table table =
                table(
                        Expected.of(ID),
                        file(
                                "a.jsonl",
                                "{\"\\u0069d\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"}\n"));

        assertThat(texts(table, "id")).containsExactly("\"\\/\b\f\n\r\té😀");
    }

    @Test
    void whatNobodyAskedForMayBeNested() throws IOException {
        Table table =
                table(
                        Expected.of(X),
                        file("a.jsonl", "{\"o\":{\"p\":[1,{\"q\":\"}\"}]},\"x\":1}\n"));

        assertThat(texts(table, "x")).containsExactly("1.0");
    }

    @Test
    void typesAreInferredFromValues() throws IOException {
        Table table =
                table(
                        Expected.inferred(),
                        file(
                                "a.jsonl",
                                "{\"b\":true,\"i\":1,\"n\":1}\n{\"n\":NaN,\"t\":\"2026-11-01T00:00:00Z\",\"s\":\"1\"}\n"));

        assertThat(table.names()).containsExactly("b", "i", "n", "t", "s");
        assertThat(table.columns().stream().map(Column::type))
                .containsExactly(BOOLEAN, INTEGER, NUMBER, TIMESTAMP, STRING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"a\",\"x\":[1]}|a.jsonl, row 1, column x: a nested value; rows are flat here, so give each part a column of its own",
                "[{\"id\":\"a\"}]|a.jsonl, row 1: a row should be a {, and is \"[{\"id\":\"a\"}]\"",
                "{\"id\":\"a\",\"x\":\"1\"|a.jsonl, row 1: what follows a value should be a }, and is the end of the line",
                "{\"id\":\"a\",\"id\":\"b\"}|a.jsonl, row 1, column id: the key is there twice",
                "{\"id\":abc}|a.jsonl, row 1, column id: \"abc\" is no value in JSON; put text in quotation marks",
                "{\"id\":\"a\"}{}|a.jsonl, row 1: more than one object in the line: \"{}\"",
                "{\"id\":\"a|a.jsonl, row 1, column id: a string is not closed in its line",
                "{\"id\":\"\\ud800\"}|a.jsonl, row 1, column id: half a surrogate pair in a string",
                "{\"id\":\"a\",\"x\":Infinity}|a.jsonl, row 1, column x: \"Infinity\" is no finite number",
                "{\"x\":1}|a.jsonl, column id: the column is missing; no row has it"
            })
    void whatIsWrongIsSaidInWords(String line, String sentence) throws IOException {
        assertThat(
                        refused(Expected.of(ID, X.finiteOnly()), file("a.jsonl", line + "\n"))
                                .sentence())
                .isEqualTo(sentence);
    }

    @Test
    void depthIsLimited() throws IOException {
        String deep = "{\"x\":1,\"o\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n";

        assertThat(refused(Expected.of(X), file("a.jsonl", deep)).sentence())
                .isEqualTo("a.jsonl, row 1, column o: nested deeper than 64, the limit");
    }
}
