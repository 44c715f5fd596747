package assay.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table of answers that another program or a publication gives, read from `reference/<name>.csv`
/// on the classpath.
///
/// The first line is a comment that names tool, version and call; the second holds the column
/// names; a vector is one field with spaces between its numbers. Fields are separated by commas and
/// hold none. Empty lines and further lines that start with `#` are passed over.
///
/// @param origin the first line, without its `#`
/// @param rows in file order
public record ReferenceTable(String origin, List<Row> rows) {

    /// Reads the table.
    ///
    /// @param name such as `paired/wilcoxon`
    public static ReferenceTable named(String name) {
        String path = "/reference/" + name + ".csv";
        try (InputStream in = ReferenceTable.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no reference table " + path);
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<String> lines = reader.lines().toList();
            String origin = lines.getFirst();
            if (!origin.startsWith("#") || origin.length() < 12) {
                throw new IllegalArgumentException(path + " does not say where it comes from");
            }
            List<String> content =
                    lines.stream().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
            String[] header = content.getFirst().split(",", -1);
            List<Row> rows =
                    IntStream.range(1, content.size())
                            .mapToObj(i -> Row.of(path, header, content.get(i)))
                            .toList();
            return new ReferenceTable(origin.substring(1).strip(), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /// The rows, for a `@MethodSource`.
    public static Stream<Row> rowsOf(String name) {
        return named(name).rows().stream();
    }

    /// One line of the table.
    ///
    /// @param fields the text by column name
    public record Row(Map<String, String> fields) {

        private static Row of(String path, String[] header, String line) {
            String[] parts = line.split(",", -1);
            if (parts.length != header.length) {
                throw new IllegalArgumentException(
                        path + ": " + parts.length + " fields, not " + header.length + ": " + line);
            }
            return new Row(
                    IntStream.range(0, parts.length)
                            .boxed()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            i -> header[i].strip(), i -> parts[i].strip())));
        }

        /// The field as it stands.
        public String text(String column) {
            String field = fields.get(column);
            if (field == null) {
                throw new IllegalArgumentException("no column " + column + " in " + fields);
            }
            return field;
        }

        /// The field as a number; `Inf`, `-Inf` and `NaN` are read as R and numpy write them.
        public double number(String column) {
            return parse(text(column));
        }

        /// The field as a whole number.
        public int integer(String column) {
            return Integer.parseInt(text(column));
        }

        /// The field as a vector; an empty field is an empty vector.
        public double[] numbers(String column) {
            String field = text(column);
            return field.isEmpty()
                    ? new double[0]
                    : Arrays.stream(field.split(" +")).mapToDouble(Row::parse).toArray();
        }

        private static double parse(String text) {
            return switch (text.toLowerCase(java.util.Locale.ROOT)) {
                case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                case "nan", "na" -> Double.NaN;
                default -> Double.parseDouble(text);
            };
        }

        @Override
        public String toString() {
            String shown = fields.getOrDefault("case", fields.toString());
            return shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
        }
    }
}
