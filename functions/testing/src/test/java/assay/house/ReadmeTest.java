package assay.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The README tells the truth about what can be checked without running it.
class ReadmeTest {

    private static final Path ROOT = Path.of("../..");

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }

    @Test
    void theClassesToStartReadingWithExist() throws IOException {
        List<String> names = all("^\\d\\. `(\\w+)`", readme());

        assertThat(names).hasSize(3);
        for (String name : names) {
            try (Stream<Path> files = Files.walk(ROOT.resolve("functions"))) {
                assertThat(files.anyMatch(f -> f.endsWith(name + ".java"))).as(name).isTrue();
            }
        }
    }

    @Test
    void whatItLinksToIsThere() throws IOException {
        for (String path : all("\\]\\((?!http)([^)]+)\\)", readme())) {
            assertThat(ROOT.resolve(path)).exists();
        }
    }

    @Test
    void thePropertiesThatItNamesAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        for (String property : List.of("uploads", "once", "ephemeral", "port.api", "port.sqs")) {
            assertThat(pom).contains("<assay." + property + ">");
        }
    }
}
