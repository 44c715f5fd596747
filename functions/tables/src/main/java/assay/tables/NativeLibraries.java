package assay.tables;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.ZstdVersion;
import java.io.File;
import java.net.URI;
import java.security.CodeSource;
import java.util.Map;
import org.xerial.snappy.Snappy;

/// The native halves of libraries, for Linux.
///
/// Such a library copies its own from the class path to the temporary folder before it loads it.
/// Where it lies in a file already, as in a function that Lambda has unpacked, it is loaded from
/// there: zstandard takes 1 ms instead of 15. What the user has set stays.
public final class NativeLibraries {
    private static final String PROCESSOR = System.getProperty("os.arch", "");

    private NativeLibraries() {}

    /// Says to zstd-jni and snappy-java where their files are, if there are any.
    static void locate() {
        File zstandard =
                file(
                        Zstd.class,
                        "linux/" + PROCESSOR + "/libzstd-jni-" + ZstdVersion.VERSION + ".so");
        if (zstandard.isFile()) {
            setIfUnset("ZstdNativePath", zstandard);
        }
        locate(
                Snappy.class,
                "org/xerial/snappy/native/Linux/" + processor("x86_64") + "/libsnappyjava.so",
                "org.xerial.snappy.lib.path");
    }

    /// What libraries call this processor.
    ///
    /// @param x64 what this one calls that which Java calls amd64
    public static String processor(String x64) {
        return Map.of("amd64", x64).getOrDefault(PROCESSOR, PROCESSOR);
    }

    /// Says to a library in which folder its file is, if there is one.
    ///
    /// @param library one of its classes
    /// @param path of the file on the class path
    /// @param property by which the library is told the folder
    public static void locate(Class<?> library, String path, String property) {
        File file = file(library, path);
        if (file.isFile()) {
            setIfUnset(property, file.getParentFile());
        }
    }

    private static void setIfUnset(String property, File value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value.getPath());
        }
    }

    /// In the folder on the class path that has the class, or beside the jar that has it.
    private static File file(Class<?> library, String path) {
        CodeSource source = library.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) {
            return new File(path);
        }
        File place = new File(URI.create(source.getLocation().toString())).getAbsoluteFile();
        return new File(place.isDirectory() ? place : place.getParentFile(), path);
    }
}
