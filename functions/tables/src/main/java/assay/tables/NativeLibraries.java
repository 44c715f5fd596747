package assay.tables;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.ZstdVersion;
import java.io.File;
import java.net.URI;
import java.security.CodeSource;
import java.util.Locale;
import org.xerial.snappy.Snappy;

/// The native halves of zstd-jni and snappy-java, for Linux.
///
/// Each of the two copies its own from the class path to the temporary folder before it loads it.
/// Where it lies in a file already, as in a function that Lambda has unpacked, it is loaded from
/// there: 1 ms instead of 15.
final class NativeLibraries {
    private NativeLibraries() {}

    /// Says to both where their files are, if there are any; what the user has set stays.
    static void locate() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return;
        }
        String processor = System.getProperty("os.arch", "");
        File zstandard =
                new File(
                        folder(Zstd.class),
                        "linux/" + processor + "/libzstd-jni-" + ZstdVersion.VERSION + ".so");
        if (zstandard.isFile()) {
            setIfUnset("ZstdNativePath", zstandard.getPath());
        }
        File snappy =
                new File(
                        folder(Snappy.class),
                        "org/xerial/snappy/native/Linux/"
                                + ("amd64".equals(processor) ? "x86_64" : processor)
                                + "/libsnappyjava.so");
        if (snappy.isFile()) {
            setIfUnset("org.xerial.snappy.lib.path", snappy.getParent());
        }
    }

    private static void setIfUnset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /// The folder on the class path that has the class, or the one in which its jar lies.
    private static File folder(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) {
            return new File(".");
        }
        File place = new File(URI.create(source.getLocation().toString()));
        return place.isDirectory() ? place : place.getAbsoluteFile().getParentFile();
    }
}
