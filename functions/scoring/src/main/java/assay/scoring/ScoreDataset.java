package assay.scoring;

import ai.onnxruntime.OrtException;
import assay.json.Json;
import assay.ledger.Digests;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.ScoringReport;
import assay.ledger.ScoringReport.Refused;
import assay.ledger.ScoringReport.Scored;
import assay.ledger.ScoringReport.Underway;
import assay.ledger.ScoringRequest;
import assay.ledger.Source;
import assay.manifest.DatasetManifest.ColumnEntry;
import assay.manifest.DatasetManifest.Role;
import assay.onnx.OnnxFile;
import assay.onnx.OnnxFile.Judged;
import assay.onnx.OnnxModel;
import assay.profile.Column;
import assay.profile.ColumnBuilder;
import assay.profile.ColumnType;
import assay.profile.IntegerColumn;
import assay.profile.NumberColumn;
import assay.profile.Table;
import assay.profile.TextColumn;
import assay.tables.Expected;
import assay.tables.Expected.Wanted;
import assay.tables.ParquetWriter;
import assay.tables.ReadResult.Malformed;
import assay.tables.ReadResult.Read;
import assay.tables.uploads.PredictionsTable;
import assay.tables.uploads.UploadedTables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// Runs a model on a dataset, as a request says, and writes predictions below the request's folder
/// in the results bucket; or, in words, why they cannot be made.
///
/// A request that has its outcome is left as it is, so it does no harm to ask twice.
public final class ScoreDataset {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TELLING = Duration.ofSeconds(10);
    private static final int MOST_ROWS_AT_ONCE = 8_192;

    private final UploadedTables tables;
    private final Objects results;
    private final ScoringLimits limits;
    private final String program;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Runnable giveUp;

    /// @param tables of the uploads bucket
    /// @param results bucket
    /// @param program what a report says that ran the model
    /// @param nanos a clock that only counts, for latencies
    /// @param giveUp ends the process: a model runs on that cannot be stopped
    public ScoreDataset(
            UploadedTables tables,
            Objects results,
            ScoringLimits limits,
            String program,
            InstantSource clock,
            LongSupplier nanos,
            Runnable giveUp) {
        this.tables = tables;
        this.results = results;
        this.limits = limits;
        this.program = program;
        this.clock = clock;
        this.nanos = nanos;
        this.giveUp = giveUp;
    }

    /// Does what the request says, unless that was done before.
    ///
    /// @param attempt how often this has been begun, this time included
    public void score(ScoringRequest request, int attempt) {
        String outcome = request.folder() + ScoringRequest.OUTCOME;
        if (results.history(outcome).stream().anyMatch(v -> v.key().equals(outcome))) {
            return;
        }
        report(outcome, scored(request, attempt));
    }

    private ScoringReport scored(ScoringRequest request, int attempt) {
        if (attempt > limits.attempts()) {
            return refused(
                    new Refusal(
                            "running it broke off %d times, as it does when a model takes more memory than there is; make it smaller, or upload predictions"
                                    .formatted(limits.attempts())));
        }
        AtomicReference<Cell> cell = new AtomicReference<>();
        AtomicLong done = new AtomicLong();
        FutureTask<ScoringReport> task = new FutureTask<>(() -> run(request, cell, done));
        Thread.ofPlatform().name("scoring").daemon().start(task);
        try {
            return task.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return stopped(request, cell, done, task);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                return refused(refusal);
            }
            throw new IllegalStateException(request.folder() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(request.folder() + ": interrupted", e);
        }
    }

    /// A model is told to stop; one that does not hear is left behind with the whole process.
    private ScoringReport stopped(
            ScoringRequest request,
            AtomicReference<Cell> cell,
            AtomicLong done,
            FutureTask<ScoringReport> task) {
        ScoringReport report =
                refused(
                        new Refusal(
                                "it ran for %,d seconds, the limit, and had %,d rows; make it faster, or upload predictions"
                                        .formatted(limits.time().toSeconds(), done.get())));
        try {
            Optional.ofNullable(cell.get()).ifPresent(Cell::stop);
            task.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            report(request.folder() + ScoringRequest.OUTCOME, report);
            giveUp.run();
        } catch (ExecutionException e) {
            // It stopped, as it was told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return report;
    }

    private ScoringReport run(ScoringRequest request, AtomicReference<Cell> shown, AtomicLong done)
            throws Refusal {
        byte[] file = artefact(request);
        OnnxModel model =
                switch (OnnxFile.judge(file, limits.model())) {
                    case Judged.Fit(OnnxModel fit) -> fit;
                    case Judged.Unfit(String because) -> throw new Refusal(because);
                };
        Inputs inputs =
                Inputs.of(
                        model,
                        request.manifest().inputs(),
                        request.columns(),
                        request.dataset().toString());
        Scores scores = Scores.of(model, request.manifest());
        Table table = dataset(request, inputs);
        int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
        try (Cell cell = Cell.of(file, threads, inputs, scores)) {
            shown.set(cell);
            return new Run(request, cell, inputs, scores, table, done).all();
        } catch (OrtException e) {
            throw new Refusal("the runtime cannot run it: " + oneLine(e));
        }
    }

    private byte[] artefact(ScoringRequest request) throws Refusal {
        Source artefact = request.artefact();
        if (artefact.size() > limits.model().bytes()) {
            throw new Refusal(
                    "it has %,d bytes, and the limit is %,d"
                            .formatted(artefact.size(), limits.model().bytes()));
        }
        byte[] file =
                tables.bytes(
                        new Version(
                                artefact.key(),
                                artefact.versionId(),
                                Instant.EPOCH,
                                artefact.size(),
                                false));
        if (!Digests.sha256(file).equals(artefact.sha256())) {
            throw new IllegalStateException(
                    artefact.key() + " is not what was registered, by its sha256");
        }
        return file;
    }

    private Table dataset(ScoringRequest request, Inputs inputs) throws Refusal {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        inputs.wanted().forEach(w -> wanted.put(w.name(), w));
        ColumnEntry id = id(request);
        ColumnType type = type(id);
        wanted.put(
                id.name(),
                Wanted.of(
                        id.name(),
                        type == ColumnType.INTEGER || wanted.containsKey(id.name())
                                ? type
                                : ColumnType.STRING));
        if (request.manifest().task().equals("ranking")) {
            String query = query(request);
            wanted.putIfAbsent(query, Wanted.of(query, ColumnType.STRING));
        }
        String unit =
                "datasets/%s/%s/".formatted(request.dataset().name(), request.dataset().version());
        return switch (tables.read(
                unit, request.files(), new Expected.Columns(List.copyOf(wanted.values())))) {
            case Read(Table table) -> table;
            case Malformed malformed ->
                    throw new Refusal(
                            "%s cannot be read for it: %s"
                                    .formatted(request.dataset(), malformed.sentence()));
        };
    }

    private static ColumnEntry id(ScoringRequest request) throws Refusal {
        return request.columns().stream()
                .filter(c -> c.role().contains(Role.ID))
                .findFirst()
                .or(() -> request.columns().stream().filter(c -> c.name().equals("id")).findFirst())
                .orElseThrow(() ->
                        new Refusal(
                                "%s has no column with the role id, and none named id; predictions could not be told apart"
                                        .formatted(request.dataset())));
    }

    private static String query(ScoringRequest request) throws Refusal {
        return request.columns().stream()
                .filter(c -> c.role().contains(Role.QUERY))
                .map(ColumnEntry::name)
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(
                                "%s has no column with the role query, which ranking takes"
                                        .formatted(request.dataset())));
    }

    private static ColumnType type(ColumnEntry column) {
        return ColumnType.named(column.type()).orElseThrow();
    }

    private static String oneLine(OrtException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        return message.length() > 500 ? message.substring(0, 500) + "…" : message;
    }

    private ScoringReport refused(Refusal refusal) {
        return new Refused(clock.instant(), refusal.place(), refusal.because());
    }

    private Version report(String key, ScoringReport report) {
        return results.put(key, "application/json", Json.bytes(report));
    }

    /// One model on one dataset, batch by batch.
    private final class Run {
        private final ScoringRequest request;
        private final Cell cell;
        private final Scores scores;
        private final Table table;
        private final AtomicLong done;
        private final int batch;
        private final boolean fixed;
        private long told = nanos.getAsLong();

        Run(
                ScoringRequest request,
                Cell cell,
                Inputs inputs,
                Scores scores,
                Table table,
                AtomicLong done) {
            this.request = request;
            this.cell = cell;
            this.scores = scores;
            this.table = table;
            this.done = done;
            this.fixed = inputs.batch().isPresent();
            this.batch =
                    inputs.batch()
                            .orElse(
                                    Math.clamp(
                                            limits.cells() / Math.max(1, inputs.width()),
                                            1,
                                            MOST_ROWS_AT_ONCE));
        }

        ScoringReport all() throws OrtException, Refusal {
            double[][] into = scores.columns(table.rows());
            double[] latency = new double[table.rows()];
            for (int from = 0; from < table.rows(); from += batch) {
                int wanted = Math.min(batch, table.rows() - from);
                long begun = nanos.getAsLong();
                rows(from, wanted, into, from);
                double each = (nanos.getAsLong() - begun) / 1e6 / wanted;
                Arrays.fill(latency, from, from + wanted, each);
                done.set(from + wanted);
                tell(from + wanted);
            }
            return new Scored(clock.instant(), written(into, latency), table.rows(), program);
        }

        /// A model that takes so many rows at once gets its last ones repeated.
        private void rows(int from, int wanted, double[][] into, int at)
                throws OrtException, Refusal {
            int given = fixed ? batch : wanted;
            int[] rows = new int[given];
            for (int i = 0; i < given; i++) {
                rows[i] = from + Math.min(i, wanted - 1);
            }
            cell.run(table, column -> rows, given, wanted, into, at);
        }

        private void tell(long rows) {
            long now = nanos.getAsLong();
            if (now - told >= BETWEEN_TELLING.toNanos() && rows < table.rows()) {
                told = now;
                report(
                        request.folder() + ScoringRequest.PROGRESS,
                        new Underway(clock.instant(), rows, table.rows()));
            }
        }

        private List<Source> written(double[][] into, double[] latency) throws Refusal {
            List<Source> files = new ArrayList<>();
            Column id = table.column(id(request).name());
            int from = 0;
            do {
                int to = Math.min(table.rows(), from + limits.rowsInFile());
                List<String> names = new ArrayList<>(List.of(PredictionsTable.ID));
                List<Column> columns = new ArrayList<>(List.of(part(id, from, to)));
                List<String> scored = PredictionsTable.scores(request.manifest());
                for (int i = 0; i < scored.size(); i++) {
                    names.add(scored.get(i));
                    columns.add(part(into[i], from, to));
                }
                if (request.manifest().task().equals("ranking")) {
                    names.add("query");
                    columns.add(texts(table.column(query(request)), from, to));
                }
                names.add(PredictionsTable.LATENCY);
                columns.add(part(latency, from, to));
                byte[] file = ParquetWriter.write(new Table(names, columns, to - from));
                String key = request.folder() + "part-%05d.parquet".formatted(files.size());
                Version stored = results.put(key, "application/vnd.apache.parquet", file);
                files.add(new Source(key, stored.id(), Digests.sha256(file), file.length));
                from = to;
            } while (from < table.rows());
            return files;
        }

        private static Column part(double[] values, int from, int to) {
            return NumberColumn.of(Arrays.copyOfRange(values, from, to));
        }

        private static Column part(Column id, int from, int to) {
            if (id instanceof IntegerColumn whole && whole.nulls() == 0) {
                return IntegerColumn.of(Arrays.copyOfRange(whole.toArray(), from, to));
            }
            return texts(id, from, to);
        }

        private static Column texts(Column column, int from, int to) {
            ColumnBuilder builder = Column.builder(ColumnType.STRING);
            for (int row = from; row < to; row++) {
                ((TextColumn.Builder) builder).add(column.text(row));
            }
            return builder.build();
        }
    }
}
