package assay.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.ZstdVersion;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/// In a class loader of its own, as a library is loaded once in each.
@EnabledOnOs(OS.LINUX)
class NativeLibrariesTest {
    private static final String ZSTANDARD = "ZstdNativePath";
    private static final String SNAPPY = "org.xerial.snappy.lib.path";

    @Test
    void libraryBesideTheJarIsLoadedFromThere(@TempDir Path folder) throws Exception {
        Path jar = Files.copy(jar(Zstd.class), folder.resolve("zstd.jar"));
        String library =
                "linux/%s/libzstd-jni-%s.so"
                        .formatted(System.getProperty("os.arch"), ZstdVersion.VERSION);
        Path file = folder.resolve(library);
        Files.createDirectories(file.getParent());
        try (InputStream content = Zstd.class.getResourceAsStream("/" + library)) {
            Files.copy(content, file);
        }
        URL[] path = {
            jar.toUri().toURL(),
            jar(Snappy.class).toUri().toURL(),
            jar(NativeLibraries.class).toUri().toURL()
        };
        try (URLClassLoader fresh =
                new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            var locate =
                    fresh.loadClass(NativeLibraries.class.getName()).getDeclaredMethod("locate");
            locate.setAccessible(true);
            locate.invoke(null);

            assertThat(System.getProperty(ZSTANDARD)).isEqualTo(file.toString());
            assertThat(System.getProperty(SNAPPY)).as("none lies there").isNull();
            assertThat(
                            fresh.loadClass(Zstd.class.getName())
                                    .getMethod("compress", byte[].class)
                                    .invoke(null, (Object) new byte[1000]))
                    .isEqualTo(Zstd.compress(new byte[1000]));
        } finally {
            System.clearProperty(ZSTANDARD);
        }
    }

    private static Path jar(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
