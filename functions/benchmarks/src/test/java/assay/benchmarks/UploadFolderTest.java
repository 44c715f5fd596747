package assay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.benchmarks.UploadFolder.WrongFolder;
import assay.lineage.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {
    @TempDir Path folder;

    @BeforeEach
    void copy() throws IOException {
        Uploads.copied("csv", folder);
    }

    @Test
    void itsContentIsReadOffTheNames() throws IOException {
        UploadFolder content = content();

        assertThat(content.dataset()).isEqualTo(Reference.dataset("bench-holdout", "1"));
        assertThat(content.versions())
                .containsExactly(Reference.model("bench", "v1"), Reference.model("bench", "v2"));
        assertThat(content.model()).isEqualTo("bench");
        assertThat(content.keys()).contains(Uploads.GATE, Uploads.FIRST + Uploads.PREDICTIONS);
    }

    @Test
    void versionsAreInTheOrderOfVersionsNotOfLetters() throws IOException {
        Files.move(folder.resolve(Uploads.FIRST), folder.resolve("models/bench/v10"));

        assertThat(content().versions())
                .containsExactly(Reference.model("bench", "v2"), Reference.model("bench", "v10"));
    }

    @Test
    void whatIsMissingOrTooMuchIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("models/bench/v3"));
        Files.writeString(folder.resolve("models/bench/v3/model.json"), "{}");
        refused("two versions of one model are compared", "there are [model:bench@v1,");
        Uploads.delete(folder.resolve("models/bench/v3"));
        Uploads.delete(folder.resolve(Uploads.SECOND));
        refused("there is [model:bench@v1]");
        Files.delete(folder.resolve(Uploads.DATASET + "dataset.json"));
        refused("one dataset is evaluated, datasets/<name>/<version>/dataset.json; there is none");
    }

    @Test
    void theGateIsTheModelsOwn() throws IOException {
        Files.move(folder.resolve("gates/bench"), folder.resolve("gates/other"));

        refused("the gate gates/bench/gate.json is missing; there is [other]");
    }

    @Test
    void versionsAreOfOneModel() throws IOException {
        Files.createDirectories(folder.resolve("models/other"));
        Files.move(folder.resolve(Uploads.SECOND), folder.resolve("models/other/v2"));

        refused("two versions of one model are compared", "model:other@v2");
    }

    @Test
    void aFolderThatIsNoneIsNamed() {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> UploadFolder.of(none, new FolderObjects(none, Instant.EPOCH)))
                .isInstanceOf(WrongFolder.class)
                .hasMessage(none + " is no folder");
    }

    private void refused(String... said) {
        assertThatThrownBy(this::content)
                .isInstanceOf(WrongFolder.class)
                .hasMessageContainingAll(said);
    }

    private UploadFolder content() throws IOException {
        try (FolderObjects objects = new FolderObjects(folder, Instant.EPOCH)) {
            return UploadFolder.of(folder, objects);
        }
    }
}
