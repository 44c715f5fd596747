package assay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir Path folder;

    @Test
    void aFolderIsSmallByAllFilesInIt() throws Exception {
        Files.createDirectories(folder.resolve("a/b"));
        Files.write(folder.resolve("a/b/some"), new byte[600]);
        Files.write(folder.resolve("more"), new byte[400]);

        String some = folder.toString();
        assertThat(Launcher.isSmall(1_000, "evaluate", some)).isTrue();
        assertThat(Launcher.isSmall(999, "evaluate", some)).isFalse();
        assertThat(Launcher.isSmall(999, "evaluate", some, "--read")).isFalse();
        assertThat(Launcher.isSmall(0, "nowhere")).isTrue();
    }

    @Test
    void theOtherJavaGetsTheArgumentsAndTheFlagsOfTheFunction() {
        List<String> command = Launcher.command("evaluate", "--intake", folder.toString());

        assertThat(command).endsWith("evaluate", "--intake", folder.toString());
        assertThat(command)
                .contains(
                        "-XX:+UseSerialGC",
                        "-Xmn64m",
                        "-XX:PretenureSizeThreshold=8m",
                        "-XX:TieredStopAtLevel=1",
                        "assay.benchmarks.Benchmarks");
        assertThat(new File(command.getFirst())).exists();
    }
}
