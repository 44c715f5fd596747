package assay.evaluation;

import assay.gate.Trial.SliceColumn;
import assay.ledger.DatasetVersion;
import assay.ledger.ModelVersion;
import assay.ledger.PredictionsVersion;
import assay.ledger.Source;
import assay.metrics.Shards;
import assay.tables.uploads.UploadedTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one dataset and what was predicted on it file by file: each file of the dataset with the
/// file of predictions that belongs to it. What was read of a file is let go once the two are
/// joined; what stays is identifiers, scores and truth, put together again exactly.
///
/// Files belong together by their names (`part-3` of each), else by their places. Where they do not
/// (another number of files, a prediction of a row in another file, anything wrong with one), there
/// is no answer, and whoever asked reads everything at once.
final class ShardReader {

    private final UploadedTables tables;
    private final DatasetVersion dataset;
    private final Codebook book = new Codebook();
    private final Map<String, List<int[]>> slices = new LinkedHashMap<>();
    private boolean divided;

    ShardReader(UploadedTables tables, DatasetVersion dataset) {
        this.tables = tables;
        this.dataset = dataset;
    }

    /// Whether a dataset is read so.
    ///
    /// @param least bytes of its files together
    static boolean isFor(DatasetVersion dataset, long least) {
        return dataset.files().size() > 1
                && dataset.files().stream().mapToLong(Source::size).sum() >= least;
    }

    /// The answers of one version, as if they had been read at once.
    Optional<Answers> read(PredictionsVersion predictions, ModelVersion model) {
        Optional<List<Source>> files = beside(predictions.sources());
        if (files.isEmpty()) {
            return Optional.empty();
        }
        List<Answers> shards = new ArrayList<>();
        int before = 0;
        Map<String, List<int[]>> codes = new LinkedHashMap<>();
        for (int i = 0; i < dataset.files().size(); i++) {
            Optional<Shard> shard = shard(i, files.get().get(i), predictions, model);
            if (shard.isEmpty()) {
                return Optional.empty();
            }
            TestSet testSet = shard.get().testSet();
            shards.add(shard.get().answers().after(before));
            before += testSet.rows();
            testSet.slices()
                    .forEach((name, column) ->
                            codes.computeIfAbsent(name, n -> new ArrayList<>())
                                    .add(column.codes()));
        }
        if (!divided) {
            slices.putAll(codes);
            divided = true;
        }
        return Optional.of(
                Answers.together(
                        shards,
                        Shards.together(shards.stream().map(Answers::predictions).toList())));
    }

    /// The answers on one file of the dataset alone; its slice columns are then those of this file.
    Optional<Answers> read(int file, PredictionsVersion predictions, ModelVersion model) {
        Optional<Shard> shard =
                beside(predictions.sources())
                        .flatMap(files -> shard(file, files.get(file), predictions, model));
        shard.ifPresent(s -> {
            slices.clear();
            s.testSet()
                    .slices()
                    .forEach((name, column) -> slices.put(name, List.of(column.codes())));
        });
        return shard.map(Shard::answers);
    }

    /// A file of the dataset, and the answers on its rows.
    private record Shard(TestSet testSet, Answers answers) {}

    private Optional<Shard> shard(
            int file, Source answered, PredictionsVersion predictions, ModelVersion model) {
        return TestSet.read(tables, part(dataset, file), model, book)
                                instanceof TestSet.Reading.Usable(TestSet testSet)
                        && Answers.read(
                                        tables,
                                        part(predictions, answered),
                                        model,
                                        testSet,
                                        predictions.unit())
                                instanceof Answers.Reading.Usable(Answers answers)
                ? Optional.of(new Shard(testSet, answers))
                : Optional.empty();
    }

    boolean hasRead() {
        return divided;
    }

    /// The dataset with its slice columns, once something was read.
    Divided divided() {
        Map<String, SliceColumn> columns = new LinkedHashMap<>();
        slices.forEach((name, codes) ->
                columns.put(name, new SliceColumn(Answers.joined(codes), book.values(name))));
        return new Divided(dataset, columns);
    }

    /// For each file of the dataset the file of predictions that belongs to it.
    private Optional<List<Source>> beside(List<Source> predictions) {
        if (predictions.size() != dataset.files().size()) {
            return Optional.empty();
        }
        Map<String, Source> byName = new HashMap<>();
        predictions.forEach(p -> byName.put(name(p), p));
        List<String> wanted = dataset.files().stream().map(ShardReader::name).toList();
        boolean named =
                byName.size() == wanted.size() && byName.keySet().equals(new HashSet<>(wanted));
        return Optional.of(
                named
                        ? wanted.stream()
                                .map(n -> java.util.Objects.requireNonNull(byName.get(n)))
                                .toList()
                        : predictions);
    }

    /// The file's name without folder and extensions.
    private static String name(Source file) {
        String last = file.key().substring(file.key().lastIndexOf('/') + 1);
        int dot = last.indexOf('.');
        return dot < 0 ? last : last.substring(0, dot);
    }

    private static DatasetVersion part(DatasetVersion whole, int file) {
        return new DatasetVersion(
                whole.manifest(),
                whole.inferred(),
                whole.digest(),
                whole.committedAt(),
                List.of(whole.sources().getFirst(), whole.files().get(file)),
                whole.rows(),
                whole.profile(),
                whole.checks());
    }

    private static PredictionsVersion part(PredictionsVersion whole, Source file) {
        return new PredictionsVersion(
                whole.model(),
                whole.dataset(),
                whole.digest(),
                whole.committedAt(),
                List.of(file),
                whole.rows(),
                whole.fixed());
    }
}
