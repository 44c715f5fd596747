package assay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.ledger.Objects.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderObjectsTest {
    private static final Instant UPLOADED = Instant.parse("2026-11-25T00:00:00Z");

    @TempDir Path folder;
    private FolderObjects objects;

    @BeforeEach
    void fill() throws IOException {
        write("datasets/a/1/dataset.json", "{}");
        write("datasets/a/1/part-0.csv", "id\n1\n");
        write("datasets/a/10/dataset.json", "{\"more\": 1}");
        objects = new FolderObjects(folder, UPLOADED);
    }

    @AfterEach
    void close() throws IOException {
        objects.close();
    }

    private void write(String key, String text) throws IOException {
        Path file = folder.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aHistoryHoldsWhatStartsSoInTheOrderOfKeys() {
        assertThat(objects.history("").stream().map(Version::key))
                .containsExactly(
                        "datasets/a/1/dataset.json",
                        "datasets/a/1/part-0.csv",
                        "datasets/a/10/dataset.json");
        assertThat(objects.history("datasets/a/1").stream()).hasSize(3);
        assertThat(objects.history("datasets/a/1/").stream()).hasSize(2);
        assertThat(objects.history("datasets/a/1/part-0.csv"))
                .containsExactly(new Version("datasets/a/1/part-0.csv", "1", UPLOADED, 5, false));
    }

    @Test
    void whatIsNotThereHasNoHistory() {
        assertThat(objects.history("models/")).isEmpty();
        assertThat(objects.history("models/a/1/model.json")).isEmpty();
        assertThat(objects.history("datasets/a/2")).isEmpty();
    }

    @Test
    void contentIsReadAsAWholeAndInParts() throws IOException {
        Version file = objects.history("datasets/a/1/part-0.csv").getFirst();
        try (InputStream in = objects.open(file)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("id\n1\n");
        }
        assertThat(text(objects.read(file, 0, 2))).isEqualTo("id");
        assertThat(text(objects.read(file, 3, 2))).isEqualTo("1\n");
        assertThat(text(objects.read(file, 3, 100))).isEqualTo("1\n");
        assertThat(objects.read(file, 5, 1).hasRemaining()).isFalse();
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    @Test
    void aFileThatIsGoneIsNamed() throws IOException {
        Version file = objects.history("datasets/a/1/part-0.csv").getFirst();
        Files.delete(folder.resolve(file.key()));

        assertThatThrownBy(() -> objects.open(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("part-0.csv");
        assertThatThrownBy(() -> objects.read(file, 0, 1))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("part-0.csv");
    }

    @Test
    void nothingIsWritten() {
        assertThatThrownBy(() -> objects.put("a", "text/plain", new byte[1]))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(folder.resolve("a")).doesNotExist();
    }
}
