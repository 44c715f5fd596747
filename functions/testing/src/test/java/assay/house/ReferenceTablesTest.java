package assay.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every reference table says where it comes from, how close an answer must be and why, has enough
/// rows, and has a maker.
class ReferenceTablesTest {

    private static final Path TABLES = Path.of("src/test/resources/reference");
    private static final Path MAKERS = Path.of("src/test/reference-makers");
    private static final int ENOUGH = 8;

    /// Columns that name the method of a row, where a table is about several.
    private static final Set<String> METHODS = Set.of("method", "plan");

    /// Folders whose tables are about how methods are put together, not about the methods.
    private static final Set<String> ASSEMBLIES = Set.of("experiment");

    static Stream<Path> tables() throws IOException {
        try (Stream<Path> files = Files.walk(TABLES)) {
            return files
                    .filter(file -> file.toString().endsWith(".csv"))
                    .map(TABLES::relativize)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void namesItsToolWithAVersionOrItsPublicationWithAYear(Path table) {
        assertThat(lines(table).getFirst()).startsWith("# ").containsPattern("\\d+\\.\\d+|\\d{4}");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyRowHasAToleranceWithItsReason(Path table) {
        List<String> header = header(table);
        int tolerance = header.indexOf("tolerance");
        int reason = header.indexOf("reason");
        assertThat(tolerance).as("the column of tolerances").isNotNegative();
        if (reason < 0) {
            assertThat(lines(table)).anyMatch(line -> line.matches("#.*\\btolerance[^:;]*: .+"));
        }
        for (String[] row : rows(table)) {
            assertThat(Double.parseDouble(row[tolerance])).isBetween(0.0, 1.0);
            if (reason >= 0) {
                assertThat(row[reason]).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyMethodHasEightRows(Path table) {
        if (ASSEMBLIES.contains(folder(table))) {
            return;
        }
        int method =
                header(table).stream()
                        .filter(METHODS::contains)
                        .mapToInt(header(table)::indexOf)
                        .findFirst()
                        .orElse(-1);
        Map<String, Long> counts =
                rows(table).stream()
                        .map(row -> method < 0 ? "all" : row[method])
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts.values()).as("%s", counts).allMatch(count -> count >= ENOUGH);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aMakerWritesIt(Path table) throws IOException {
        if (ASSEMBLIES.contains(folder(table))) {
            return;
        }
        String name = table.getFileName().toString().replace(".csv", "");
        try (Stream<Path> makers = Files.list(MAKERS)) {
            assertThat(makers.filter(maker -> !maker.toString().endsWith(".sh")))
                    .anyMatch(maker -> read(maker).contains(name));
        }
    }

    private static String folder(Path table) {
        return table.getName(0).toString();
    }

    private static List<String> header(Path table) {
        return Arrays.asList(content(table).getFirst().split(",", -1));
    }

    private static List<String[]> rows(Path table) {
        return content(table).stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    private static List<String> content(Path table) {
        return lines(table).stream().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    }

    private static List<String> lines(Path table) {
        return read(TABLES.resolve(table)).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
