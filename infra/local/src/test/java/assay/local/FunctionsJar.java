package assay.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/// The functions of these tests as a deployable: their classes, and this class path by reference.
final class FunctionsJar {
    private FunctionsJar() {}

    /// Lays the tests' template and jar into a folder.
    ///
    /// @return the template
    static Path layInto(Path folder) throws IOException {
        var classes = Path.of("target", "test-classes");
        try (var jar =
                new JarOutputStream(
                        Files.newOutputStream(folder.resolve("functions.jar")), manifest())) {
            for (var file : classes(classes.resolve("assay/local/functions"))) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
        return Files.copy(
                Path.of("src", "test", "resources", "template.yaml"),
                folder.resolve("template.yaml"));
    }

    private static List<Path> classes(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Manifest manifest() {
        var path =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(entry -> entry.endsWith(".jar"))
                        .filter(entry -> !entry.contains("DynamoDBLocal"))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" "));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, path);
        return manifest;
    }
}
