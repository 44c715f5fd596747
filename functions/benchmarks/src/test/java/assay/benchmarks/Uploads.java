package assay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Folders to judge, small and on disk.
final class Uploads {
    static final String DATASET = "datasets/bench-holdout/1/";
    static final String GATE = "gates/bench/gate.json";
    static final String FIRST = "models/bench/v1/";
    static final String SECOND = "models/bench/v2/";
    static final String PREDICTIONS = "predictions/bench-holdout/1/part-0.csv";

    private Uploads() {}

    /// A copy of the folder that the training run reads.
    static Path copied(String format, Path to) throws IOException {
        Path from = Path.of("src", "main", "training", format);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return to;
    }

    static void replace(Path file, String text, String by) throws IOException {
        String before = Files.readString(file);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " has no " + text);
        }
        Files.writeString(file, before.replace(text, by));
    }

    /// The file with the field of one row changed, rows counted from 1 without the header.
    static void put(Path csv, int row, int column, String value) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        String[] fields = lines.get(row).split(",", -1);
        fields[column] = value;
        lines.set(row, String.join(",", fields));
        Files.write(csv, lines);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
