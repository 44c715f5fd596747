package assay.evaluation;

import assay.gate.Criterion;
import assay.gate.Criterion.Absolute;
import assay.gate.Criterion.Measure;
import assay.gate.Criterion.Relative;
import assay.gate.Gate;
import assay.gate.Slices;
import assay.gate.Slices.Division;
import assay.gate.Trial;
import assay.gate.Trial.SliceColumn;
import assay.ledger.DatasetVersion;
import assay.ledger.ModelVersion;
import assay.ledger.PredictionsVersion;
import assay.metrics.Metric;
import assay.metrics.Predictions;
import assay.metrics.Setting;
import assay.metrics.ShardResult;
import assay.metrics.ShardResult.Asked;
import assay.metrics.Task;
import assay.tables.uploads.UploadedTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One child of a fan-out over a dataset's files: reads one file with the predictions that belong
/// to it, and gives a record of what it says of everything that a task reports and a gate asks. The
/// records are added up; nothing else of the file is kept.
public final class ShardChild {

    private final UploadedTables tables;
    private final DatasetVersion dataset;
    private final Gate gate;

    public ShardChild(UploadedTables tables, DatasetVersion dataset, Gate gate) {
        this.tables = tables;
        this.dataset = dataset;
        this.gate = gate;
    }

    /// A version with what it predicted on the dataset.
    public record Contender(ModelVersion model, PredictionsVersion predictions) {}

    /// What a task reports and a gate asks of a metric, of all rows.
    ///
    /// @param seed of what is drawn; sums draw nothing
    public static List<Asked> asked(Gate gate, Task task, long seed) {
        List<Asked> asked = new ArrayList<>();
        Metric.of(task).forEach(m -> asked.add(new Asked(m, Setting.seeded(seed))));
        for (Criterion criterion : gate.criteria()) {
            measure(criterion).flatMap(m -> asked(m, task, seed)).ifPresent(asked::add);
        }
        return asked.stream().distinct().toList();
    }

    private static Optional<Asked> asked(Measure measure, Task task, long seed) {
        return Metric.named(measure.metric(), task)
                .map(metric ->
                        new Asked(
                                metric,
                                new Setting(measure.costs(), measure.threshold(), seed, 0)));
    }

    private static Optional<Measure> measure(Criterion criterion) {
        return switch (criterion) {
            case Relative relative -> Optional.of(relative.measure());
            case Absolute absolute -> Optional.of(absolute.measure());
            case Criterion.PermittedUse _, Criterion.Signed _ -> Optional.empty();
        };
    }

    /// What one file of the dataset says; empty where its predictions are not in the file beside
    /// it, or cannot be read.
    ///
    /// @param file its place in the dataset
    /// @param champion empty where there is none
    public Optional<ShardResult> of(
            int file, Contender challenger, Optional<Contender> champion, long seed) {
        ShardReader reader = new ShardReader(tables, dataset);
        Optional<Answers> here = reader.read(file, challenger.predictions(), challenger.model());
        Optional<Answers> there =
                champion.flatMap(c -> reader.read(file, c.predictions(), c.model()));
        if (here.isEmpty() || champion.isPresent() && there.isEmpty()) {
            return Optional.empty();
        }
        Trial trial = Duels.trial(reader.divided(), here.get(), there);
        Predictions rows = trial.challenger();
        if (trial.duel().map(d -> d.challenger().rows() != rows.rows()).orElse(false)) {
            return Optional.empty();
        }
        List<Asked> asked = new ArrayList<>();
        asked(gate, rows.task(), seed)
                .forEach(a ->
                        asked.add(
                                new Asked(
                                        a.metric(),
                                        a.setting().withMissing(trial.missing()),
                                        a.slice())));
        Map<String, int[]> slices = slices(asked, trial.slices(), rows.task(), seed);
        return Optional.of(
                ShardResult.of(asked, rows, trial.duel().map(Trial.Duel::champion), slices)
                        .withWorst(Metric.loss(rows.task()), rows, Setting.seeded(seed)));
    }

    /// The slices that this shard has of each division that the gate names.
    private Map<String, int[]> slices(
            List<Asked> asked, Map<String, SliceColumn> columns, Task task, long seed) {
        Map<String, int[]> rows = new HashMap<>();
        for (Criterion criterion : gate.criteria()) {
            Optional<Measure> measure = measure(criterion);
            Optional<Asked> whole = measure.flatMap(m -> asked(m, task, seed));
            if (whole.isEmpty()) {
                continue;
            }
            for (List<String> by : measure.get().by()) {
                if (columns.keySet().containsAll(by)
                        && Slices.divide(by, columns)
                                instanceof Division.Divided(SliceColumn one)) {
                    rows.putAll(byValue(one));
                    for (String slice : one.values()) {
                        asked.add(new Asked(whole.get().metric(), whole.get().setting(), slice));
                    }
                }
            }
        }
        return rows;
    }

    private static Map<String, int[]> byValue(SliceColumn column) {
        Map<String, IntStream.Builder> rows = new HashMap<>();
        for (int row = 0; row < column.rows(); row++) {
            rows.computeIfAbsent(
                            column.values().get(column.code(row)), value -> IntStream.builder())
                    .add(row);
        }
        return rows.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().build().toArray()));
    }
}
