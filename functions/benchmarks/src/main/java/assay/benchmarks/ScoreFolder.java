package assay.benchmarks;

import assay.json.Json;
import assay.ledger.Digests;
import assay.ledger.Objects.Version;
import assay.ledger.ScoringReport;
import assay.ledger.ScoringReport.Scored;
import assay.ledger.ScoringRequest;
import assay.ledger.Source;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest.ColumnEntry;
import assay.manifest.DatasetManifest.Role;
import assay.manifest.ModelManifest;
import assay.profile.ColumnType;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.scoring.ScoreDataset;
import assay.scoring.ScoringLimits;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.Limits;
import assay.tables.ReadResult.Read;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;
import assay.testing.InMemoryObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs a model on a dataset as the function `scoring` does, and says how long its batches took and
/// how much memory the process needed. Feature shuffling is left out; single calls are measured.
final class ScoreFolder {

    private ScoreFolder() {}

    static void run(Path folder, String name) throws IOException {
        InMemoryObjects results = new InMemoryObjects(InstantSource.system());
        try (FolderObjects uploads = new FolderObjects(folder, Instant.EPOCH)) {
            ScoringRequest request = request(folder, name);
            UploadedTables tables =
                    new UploadedTables(
                            uploads,
                            new TableReader(
                                    Limits.DEFAULT, Runtime.getRuntime().availableProcessors()));
            ScoringLimits usual = ScoringLimits.DEFAULT;
            new ScoreDataset(
                            tables,
                            results,
                            new ScoringLimits(
                                    usual.model(),
                                    usual.time(),
                                    usual.attempts(),
                                    usual.cells(),
                                    usual.rowsInFile(),
                                    0),
                            "assay benchmarks",
                            InstantSource.system(),
                            System::nanoTime,
                            () -> {})
                    .score(request, 1);
            UploadedTables made = new UploadedTables(results, new TableReader(Limits.DEFAULT, 1));
            Version outcome = results.history(request.folder() + ScoringRequest.OUTCOME).getFirst();
            System.out.println(
                    Json.write(
                            told(
                                    made,
                                    request,
                                    Json.read(
                                            Json.tree(made.bytes(outcome)), ScoringReport.class))));
        }
    }

    private static ScoringRequest request(Path folder, String name) throws IOException {
        ObjectNode manifest =
                Json.object().put("model", name).put("version", "1").put("task", "binary");
        manifest.putObject("artefact").put("path", "model.onnx");
        manifest.putObject("output").put("tensor", "probabilities").put("positive", "1");
        manifest.putArray("classes").add("0").add("1");
        ArrayNode inputs = manifest.putArray("inputs");
        List<ColumnEntry> columns = new ArrayList<>();
        columns.add(column("id", "integer", Role.ID));
        IntStream.range(0, 20)
                .forEach(i -> {
                    inputs.add("x" + i);
                    columns.add(column("x" + i, "number", Role.FEATURE));
                });
        return new ScoringRequest(
                "0123456789abcdef".repeat(2),
                Instant.EPOCH,
                Json.read(manifest, ModelManifest.class),
                source(folder, "models/" + name + "/1/model.onnx"),
                Reference.dataset("d", "1"),
                columns,
                List.of(source(folder, "datasets/d/1/part-0.parquet")));
    }

    private static ColumnEntry column(String name, String type, Role role) {
        return new ColumnEntry(name, type, List.of(role), null, null, null, List.of(), null, null);
    }

    private static Source source(Path folder, String key) throws IOException {
        byte[] content = Files.readAllBytes(folder.resolve(key));
        return new Source(key, "1", Digests.sha256(content), content.length);
    }

    private static ObjectNode told(
            UploadedTables made, ScoringRequest request, ScoringReport report) throws IOException {
        if (!(report instanceof Scored scored)) {
            throw new IllegalStateException("not scored: " + report);
        }
        Table table =
                ((Read)
                                made.read(
                                        request.folder(),
                                        scored.files(),
                                        Expected.of(
                                                Wanted.of("score", ColumnType.NUMBER),
                                                Wanted.of("latency_ms", ColumnType.NUMBER))))
                        .table();
        NumberColumn latency = (NumberColumn) table.column("latency_ms");
        NumberColumn score = (NumberColumn) table.column("score");
        double seconds = IntStream.range(0, table.rows()).mapToDouble(latency::value).sum() / 1e3;
        ObjectNode json = Json.object().put("rows", table.rows()).put("seconds", seconds);
        ArrayNode scores = json.putArray("scores");
        IntStream.range(0, Math.min(100, table.rows()))
                .forEach(row -> scores.add(score.value(row)));
        Stream.ofNullable(scored.latency())
                .flatMap(l -> l.calls().quantiles().stream())
                .forEach(q -> json.put("call p" + q.percentage(), q.millis()));
        json.put("kilobytes", Peak.kilobytes().orElse(0));
        return json;
    }
}
