package assay.local.console;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Copies a folder into a bucket, in every version's folder the manifest last: it is the commit.
public final class Copy {
    private final S3Client s3;
    private final String bucket;
    private final PrintStream out;

    public Copy(S3Client s3, String bucket, PrintStream out) {
        this.s3 = s3;
        this.bucket = bucket;
        this.out = out;
    }

    /// @return the keys, as uploaded
    public List<String> folder(Path folder) {
        var files = files(folder);
        var keys = files.stream().map(file -> key(folder, file)).toList();
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            try (var bar =
                    new ProgressBarBuilder()
                            .setTaskName("Uploading")
                            .setInitialMax(files.size())
                            .setStyle(ProgressBarStyle.ASCII)
                            .build()) {
                for (var i = 0; i < files.size(); i++) {
                    put(keys.get(i), files.get(i));
                    bar.step();
                }
            }
        } else {
            for (var i = 0; i < files.size(); i++) {
                put(keys.get(i), files.get(i));
                out.printf("uploaded %d/%d  %s%n", i + 1, files.size(), keys.get(i));
            }
        }
        return keys;
    }

    private void put(String key, Path file) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(file));
    }

    private static String key(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /// Only what lies below a folder is an upload: a README beside them is not.
    private static List<Path> files(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !folder.equals(file.getParent()))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted(
                            Comparator.comparing((Path file) -> version(folder, file))
                                    .thenComparing(Copy::manifest)
                                    .thenComparing(Path::toString))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read the uploads in " + folder, failed);
        }
    }

    private static String version(Path folder, Path file) {
        var relative = folder.relativize(file);
        return relative.subpath(0, Math.min(3, relative.getNameCount() - 1)).toString();
    }

    private static boolean manifest(Path file) {
        var name = file.getFileName().toString();
        return name.equals("dataset.json")
                || name.equals("model.json")
                || name.equals("gate.json")
                || name.equals("system.json")
                || name.equals("experiment.json");
    }
}
