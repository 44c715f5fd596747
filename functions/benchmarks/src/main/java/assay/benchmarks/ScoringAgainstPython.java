package assay.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The same models on the same rows through Python's onnxruntime and through `scoring`, as whole
/// processes in one run: both read the Parquet file, run batches of 8,192 rows on the same number
/// of threads and write what came out.
final class ScoringAgainstPython {

    private ScoringAgainstPython() {}

    private record Outcome(double seconds, JsonNode told) {
        double rowsPerSecond() {
            return told.path("rows").asDouble() / told.path("seconds").asDouble();
        }

        double megabytes() {
            return told.path("kilobytes").asDouble() / 1024;
        }
    }

    /// @param python the interpreter that has onnxruntime, polars, scikit-learn and skl2onnx
    static void print(String python, int rows) throws IOException, InterruptedException {
        Path scoring = AgainstPython.jar().resolveSibling("../../scoring/target/scoring.jar");
        if (!Files.isRegularFile(scoring)) {
            throw new IOException(scoring.normalize() + " is missing; build it with mvn package");
        }
        try (WorkFolder work = new WorkFolder()) {
            Path script = work.script("score.py");
            Path folder = work.path().resolve("uploads");
            WholeProcess.run(
                    List.of(python, script.toString(), "make", folder.toString(), "" + rows));
            System.out.println(
                    "| model | rows | rows a second: Python | Java | ratio | whole process: Python s | Java s | ratio | peak MB: Python | Java | ratio | one call in Java: p50 ms | p95 | p99 |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
            for (String model : List.of("boosting", "network")) {
                Outcome theirs =
                        run(List.of(python, script.toString(), "run", folder.toString(), model));
                Outcome ours =
                        run(
                                List.of(
                                        ProcessHandle.current().info().command().orElse("java"),
                                        "-XX:+UseSerialGC",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        AgainstPython.jar() + File.pathSeparator + scoring,
                                        Benchmarks.class.getName(),
                                        "score",
                                        folder.toString(),
                                        model));
                requireSameScores(theirs.told, ours.told);
                System.out.println(
                        String.format(
                                Locale.ROOT,
                                "| %s | %,d | %,.0f | %,.0f | **%.2f** | %.2f | %.2f | %.2f | %.0f | %.0f | %.2f | %.3f | %.3f | %.3f |",
                                model,
                                rows,
                                theirs.rowsPerSecond(),
                                ours.rowsPerSecond(),
                                ours.rowsPerSecond() / theirs.rowsPerSecond(),
                                theirs.seconds,
                                ours.seconds,
                                theirs.seconds / ours.seconds,
                                theirs.megabytes(),
                                ours.megabytes(),
                                theirs.megabytes() / ours.megabytes(),
                                ours.told.path("call p50.0").asDouble(),
                                ours.told.path("call p95.0").asDouble(),
                                ours.told.path("call p99.0").asDouble()));
            }
        }
    }

    /// The last line says what came of it.
    private static Outcome run(List<String> command) throws IOException, InterruptedException {
        WholeProcess process = WholeProcess.run(command);
        return new Outcome(process.seconds(), new JsonMapper().readTree(process.lines().getLast()));
    }

    private static void requireSameScores(JsonNode theirs, JsonNode ours) {
        for (int row = 0; row < theirs.path("scores").size(); row++) {
            double python = theirs.path("scores").path(row).asDouble();
            double java = ours.path("scores").path(row).asDouble();
            if (!(Math.abs(python - java) <= 1e-6)) {
                throw new IllegalStateException(
                        "row " + row + ": Python says " + python + ", Java " + java);
            }
        }
    }
}
