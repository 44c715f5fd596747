package assay.benchmarks;

import assay.benchmarks.UploadFolder.WrongFolder;
import assay.evaluation.JudgeModel;
import assay.json.Json;
import assay.ledger.Ledger;
import assay.ledger.Models;
import assay.ledger.Objects;
import assay.lineage.Reference;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;
import assay.testing.InMemoryLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// Judges what lies in a folder, by the engine that the function `evaluation` runs: prints the
/// verdict, then, as comments on the other stream, how long it took, where the time went, and how
/// much memory it needed.
final class Evaluate {
    private static final Duration SETTLING = Duration.ofMinutes(15);

    private Evaluate() {}

    /// @param arguments a folder laid out as the uploads bucket; `--intake` to look at every value
    ///   as intake does first; `--read` to do nothing but read the columns
    /// @return the exit status: 0 with a verdict, 2 where the folder is not one to judge
    static int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> folders = new ArrayList<>(arguments);
        boolean intake = folders.remove("--intake");
        boolean readOnly = folders.remove("--read");
        if (folders.size() != 1 || folders.getFirst().startsWith("-")) {
            System.err.println("usage: evaluate [--intake | --read] FOLDER");
            return 2;
        }
        Path folder = Path.of(folders.getFirst());
        quiet();
        long start = System.nanoTime();
        WhereTimeGoes times = WhereTimeGoes.here();
        try {
            System.out.println(readOnly ? read(folder) : Json.write(verdict(folder, intake)));
            times.stop();
            String sinceStarted =
                    Figure.of((System.currentTimeMillis() - Launcher.launchedAt()) / 1e3, 3, 8);
            String atWork = Figure.of((System.nanoTime() - start) / 1e9, 3, 0);
            System.err.println(
                    String.join(
                            System.lineSeparator(),
                            sinceStarted
                                    + " s since Java was started, "
                                    + atWork
                                    + " s of them at work",
                            times.told(),
                            peak()));
            return 0;
        } catch (WrongFolder e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    /// Goes through all that [#run] does, so that a training run sees every class that it needs.
    ///
    /// @param arguments folders; with `--rows=N`, also such folders with N rows, drawn
    static void train(List<String> arguments) throws IOException, InterruptedException {
        List<String> folders = new ArrayList<>(arguments);
        try (WorkFolder work = new WorkFolder()) {
            if (arguments.getFirst().startsWith(ROWS)) {
                int rows = Integer.parseInt(folders.removeFirst().substring(ROWS.length()));
                for (String folder : List.copyOf(folders)) {
                    Path drawn = work.path().resolve("" + folders.size());
                    DrawnUploads.write(Path.of(folder), drawn, rows);
                    folders.add(drawn.toString());
                }
            }
            for (int round = 0; round < TRAINING_ROUNDS; round++) {
                for (String folder : folders) {
                    run(List.of("--read", folder));
                    run(List.of("--intake", folder));
                    run(List.of(folder));
                }
            }
        }
    }

    private static final int TRAINING_ROUNDS = 3;
    private static final String ROWS = "--rows=";

    /// As the template has it.
    private static final long SHARD_BYTES = 268_435_456;

    private static JsonNode verdict(Path folder, boolean intake) throws IOException {
        Instant uploaded = Instant.now().minus(SETTLING).minusSeconds(1);
        Ledger ledger = new InMemoryLedger();
        try (FolderObjects objects = new FolderObjects(folder, uploaded)) {
            UploadFolder content = UploadFolder.of(folder, objects);
            UploadedTables tables = tables(objects);
            Registration registration =
                    new Registration(objects, tables, ledger, content, uploaded);
            if (intake) {
                registration.byIntake();
            } else {
                registration.byManifests();
            }
            new JudgeModel(
                            tables,
                            ledger,
                            // Nobody runs models here: what has no predictions waits.
                            request -> {},
                            SETTLING,
                            "assay benchmarks",
                            InstantSource.system(),
                            Long.getLong("assay.shard.bytes", SHARD_BYTES))
                    .lookAt(content.model());
            return latest(content, ledger);
        }
    }

    /// Reads the columns that a verdict needs and does nothing with them, and says how many values
    /// they have.
    private static String read(Path folder) throws IOException {
        try (FolderObjects objects = new FolderObjects(folder, Instant.EPOCH)) {
            UploadFolder content = UploadFolder.of(folder, objects);
            UploadedTables tables = tables(objects);
            return String.valueOf(new ColumnsAlone(objects, tables).read(content));
        }
    }

    private static UploadedTables tables(Objects objects) {
        return new UploadedTables(
                objects,
                new TableReader(Limits.DEFAULT, Runtime.getRuntime().availableProcessors()));
    }

    /// The verdict on the later version.
    private static JsonNode latest(UploadFolder content, Ledger ledger) {
        Reference challenger = content.versions().getLast();
        List<JsonNode> verdicts = new Models(ledger).verdicts(challenger);
        if (verdicts.isEmpty()) {
            Registration.refuseWhatWasRefused(ledger);
            throw new WrongFolder(challenger + " got no verdict; does its gate name the dataset?");
        }
        return verdicts.getLast();
    }

    /// What libraries have to say about themselves is not what was asked for.
    private static void quiet() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        java.util.logging.LogManager.getLogManager().reset();
    }

    private static String peak() throws IOException {
        OptionalLong kilobytes = Peak.kilobytes();
        return kilobytes.isPresent()
                ? Figure.of(kilobytes.getAsLong() / 1024.0, 0, 8) + " MB resident at most"
                : "how much memory was resident at most is told on Linux alone";
    }
}
