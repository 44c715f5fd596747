package assay.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The page that finds a method knows every class and every table, and no others.
class StatisticsPageTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Path CLASSES = Path.of("../core/src/main/java/assay/statistics");
    private static final Path TABLES = Path.of("src/test/resources/reference");

    /// Folders whose tables are about other pages' methods.
    private static final List<String> ELSEWHERE = List.of("experiment", "metrics");

    /// What the page links to, as written.
    private static List<String> links() throws IOException {
        return Pattern.compile("\\]\\(([^)]+)\\)")
                .matcher(Files.readString(DOCS.resolve("statistics.md")))
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }

    private static List<Path> linked() throws IOException {
        return links().stream().map(link -> DOCS.resolve(link).normalize()).toList();
    }

    static Stream<Path> publicClasses() throws IOException {
        Pattern isPublic =
                Pattern.compile(
                        "^public [a-z -]*\\b(class|record|interface|enum) ", Pattern.MULTILINE);
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(file -> file, StatisticsPageTest::read))
                    .entrySet()
                    .stream()
                    .filter(file -> isPublic.matcher(file.getValue()).find())
                    .map(file -> file.getKey().normalize())
                    .sorted();
        }
    }

    static Stream<Path> tables() throws IOException {
        try (Stream<Path> files = Files.walk(TABLES)) {
            return files
                    .filter(file -> file.toString().endsWith(".csv"))
                    .filter(file ->
                            !ELSEWHERE.contains(TABLES.relativize(file).getName(0).toString()))
                    .map(file -> Path.of("../testing").resolve(file).normalize())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void whatItLinksToIsThere() throws IOException {
        assertThat(links())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(DOCS.resolve(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("publicClasses")
    void everyPublicClassIsNamed(Path file) throws IOException {
        assertThat(linked()).contains(file);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTableIsNamed(Path table) throws IOException {
        assertThat(linked()).contains(table);
    }

    @Test
    void everyMethodIsHeldAgainstATableOrATest() throws IOException {
        List<String> lines = Files.readAllLines(DOCS.resolve("statistics.md"));
        int column = -1;
        for (String line : lines) {
            List<String> cells = List.of(line.split("\\|", -1));
            if (!line.startsWith("|")) {
                column = -1;
            } else if (cells.stream().anyMatch(cell -> cell.strip().equals("held against"))) {
                column = cells.stream().map(String::strip).toList().indexOf("held against");
            } else if (column >= 0 && !line.startsWith("|--")) {
                assertThat(cells.get(column)).as(line).containsPattern("\\.csv\\)|Test`");
            }
        }
    }

    /// A row that names a class under another class's link sends the reader astray.
    @Test
    void eachLinkSaysTheNameOfItsFile() throws IOException {
        Pattern.compile("\\[`?([^\\]`]+)`?\\]\\(([^)]*/)?([^/)]+)\\.(java|csv)\\)")
                .matcher(Files.readString(DOCS.resolve("statistics.md")))
                .results()
                .forEach(link -> assertThat(link.group(1)).isEqualTo(link.group(3)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
