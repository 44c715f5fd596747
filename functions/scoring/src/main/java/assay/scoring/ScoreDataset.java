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
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Runs a model on a dataset, as a request says, and writes predictions below the request's folder
/// in the results bucket; or, in words, why they cannot be made.
///
/// A request that has its outcome is left as it is, so it does no harm to ask twice.
public final class ScoreDataset {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TELLING = Duration.ofSeconds(10);
    private static final int MOST_ROWS_AT_ONCE = 8_192;

    /// Tasks whose examples have a truth.
    private static final Set<String> SHUFFLED =
            Set.of("binary", "multiclass", "regression", "ranking");

    private static final int MOST_CALLS = 1_000;
    private static final int WARM_UP = 50;

    private static final int LEAST_SHUFFLED = 30;
    private static final int MOST_SHUFFLED = 1_000_000;

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
        private final Inputs inputs;
        private final Scores scores;
        private final Table table;
        private final AtomicLong done;
        private final int batch;
        private final boolean fixed;
        private final long begun = nanos.getAsLong();
        private long told = begun;

        Run(
                ScoringRequest request,
                Cell cell,
                Inputs inputs,
                Scores scores,
                Table table,
                AtomicLong done) {
            this.request = request;
            this.cell = cell;
            this.inputs = inputs;
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
            double[] batches = new double[(table.rows() + batch - 1) / batch];
            for (int from = 0; from < table.rows(); from += batch) {
                int wanted = Math.min(batch, table.rows() - from);
                long before = nanos.getAsLong();
                rows(from, wanted, into, from);
                batches[from / batch] = (nanos.getAsLong() - before) / 1e6;
                Arrays.fill(latency, from, from + wanted, batches[from / batch] / wanted);
                done.set(from + wanted);
                tell(from + wanted);
            }
            double[] calls = calls();
            List<Source> files = written(into, latency, calls);
            return new Scored(
                    clock.instant(),
                    files,
                    table.rows(),
                    program,
                    importance(),
                    Latencies.of(batch, batches, calls));
        }

        /// Rows of a sample, each in a call of its own, as who asks for one prediction would have
        /// it; `NaN` for the others. What comes first, while caches and the processor warm up, does
        /// not count. A tenth of the time there is has to do.
        private double[] calls() throws OrtException, Refusal {
            double[] millis = new double[table.rows()];
            Arrays.fill(millis, Double.NaN);
            double[][] unread = scores.columns(1);
            int[] sample = Sample.ofRows(table.rows(), Math.min(table.rows(), MOST_CALLS));
            long start = nanos.getAsLong();
            for (int i = 0; i < WARM_UP + sample.length; i++) {
                boolean counts = i >= WARM_UP;
                int row = sample[counts ? i - WARM_UP : i % sample.length];
                long before = nanos.getAsLong();
                if (before - start > limits.time().toNanos() / 10) {
                    break;
                }
                rows(row, 1, unread, 0);
                if (counts) {
                    millis[row] = (nanos.getAsLong() - before) / 1e6;
                }
            }
            return millis;
        }

        /// The same model with one column after the other shuffled among some rows. Half of the
        /// time there is has to do for this and all that came before; else there is none.
        private @Nullable Source importance() {
            List<String> features = inputs.wanted().stream().map(Wanted::name).toList();
            int rows = Math.min(table.rows(), limits.importanceRows());
            rows = Math.min(rows, MOST_SHUFFLED / features.size());
            if (rows < LEAST_SHUFFLED || !SHUFFLED.contains(request.manifest().task())) {
                return null;
            }
            try {
                int[] sample =
                        request.manifest().task().equals("ranking")
                                ? Sample.ofQueries(table.column(query(request)), rows)
                                : Sample.ofRows(table.rows(), rows);
                if (sample.length < LEAST_SHUFFLED) {
                    return null;
                }
                double[][] into = scores.columns((long) sample.length * features.size());
                for (int f = 0; f < features.size(); f++) {
                    if (!shuffled(features.get(f), sample, into, f * sample.length)) {
                        return null;
                    }
                }
                return written(features, sample, into);
            } catch (OrtException | Refusal e) {
                // What it cannot answer on rows that never were is no reason against the model.
                return null;
            }
        }

        private boolean shuffled(String feature, int[] sample, double[][] into, int at)
                throws OrtException, Refusal {
            int[] other = sample.clone();
            Random random =
                    new Random(Digests.seed(Digests.ofLines(List.of(request.id(), feature))));
            for (int i = other.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int held = other[i];
                other[i] = other[j];
                other[j] = held;
            }
            for (int from = 0; from < sample.length; from += batch) {
                if (nanos.getAsLong() - begun > limits.time().toNanos() / 2) {
                    return false;
                }
                int wanted = Math.min(batch, sample.length - from);
                int given = fixed ? batch : wanted;
                int[] own = new int[given];
                int[] others = new int[given];
                for (int i = 0; i < given; i++) {
                    own[i] = sample[from + Math.min(i, wanted - 1)];
                    others[i] = other[from + Math.min(i, wanted - 1)];
                }
                cell.run(
                        table,
                        column -> column.equals(feature) ? others : own,
                        given,
                        wanted,
                        into,
                        at + from);
            }
            return true;
        }

        private Source written(List<String> features, int[] sample, double[][] into)
                throws Refusal {
            Column id = table.column(id(request).name());
            TextColumn.Builder ids = new TextColumn.Builder();
            TextColumn.Builder names = new TextColumn.Builder();
            for (String feature : features) {
                for (int row : sample) {
                    ids.add(id.text(row));
                    names.add(feature);
                }
            }
            List<String> titles = new ArrayList<>(List.of(PredictionsTable.ID, "feature"));
            List<Column> columns = new ArrayList<>(List.of(ids.build(), names.build()));
            List<String> scored = PredictionsTable.scores(request.manifest());
            for (int i = 0; i < scored.size(); i++) {
                titles.add(scored.get(i));
                columns.add(NumberColumn.of(into[i]));
            }
            byte[] file =
                    ParquetWriter.write(
                            new Table(titles, columns, sample.length * features.size()));
            String key = request.folder() + "importance.parquet";
            Version stored = results.put(key, "application/vnd.apache.parquet", file);
            return new Source(key, stored.id(), Digests.sha256(file), file.length);
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

        private List<Source> written(double[][] into, double[] latency, double[] calls)
                throws Refusal {
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
                names.add(PredictionsTable.CALL_LATENCY);
                columns.add(part(calls, from, to));
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
