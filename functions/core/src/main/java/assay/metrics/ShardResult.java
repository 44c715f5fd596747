package assay.metrics;

import assay.metrics.ShardTally.Decisions;
import assay.metrics.ShardTally.Decisions.Cell;
import assay.metrics.ShardTally.Errors;
import assay.metrics.ShardTally.Mean;
import assay.metrics.ShardTally.Reliability;
import assay.metrics.ShardTally.Rows;
import assay.metrics.ShardTally.Scores;
import assay.metrics.ShardTally.Values;
import assay.metrics.ShardTally.WeightedMean;
import assay.metrics.ShardTally.Worst;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Moments;
import assay.statistics.PairMoments;
import assay.statistics.Question;
import assay.statistics.WeightedMoments;
import assay.statistics.onesample.CountedQuantile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one shard of a dataset says of some metrics: a record that is written as JSON, added to
/// those of other shards in any order, and asked as the whole would have been. One child of a state
/// machine reads one shard and gives one of these; the merge is a sum.
///
/// Means, decisions, errors, calibration and worst examples are exact. Quantiles and areas are told
/// to the error that their tallies state, and their intervals are wider by it. What no sum says is
/// answered with `CannotSay`: ranks of differences (`wilcoxon`, `sign`), the bootstrap, paired
/// quantiles and areas, `pr_auc`, `roc_auc_ovr`, `r2`, and rows in clusters, which may lie in two
/// shards. Those are told of a dataset whose columns fit one function ({@link Shards}).
///
/// Every tally is found by what was asked ({@link Asked#name()}); each kind is kept by itself, so
/// that the record is plain JSON.
public record ShardResult(
        Map<String, Mean> means,
        Map<String, WeightedMean> weightedMeans,
        Map<String, Decisions> decisions,
        Map<String, Errors> errors,
        Map<String, Reliability> reliabilities,
        Map<String, Values> values,
        Map<String, Scores> scores,
        Map<String, Worst> worst,
        Map<String, Rows> rows) {

    /// Of no rows.
    public static final ShardResult NONE = of(Map.of());

    private static final String WORST = "worst";

    public ShardResult {
        means = copy(means);
        weightedMeans = copy(weightedMeans);
        decisions = copy(decisions);
        errors = copy(errors);
        reliabilities = copy(reliabilities);
        values = copy(values);
        scores = copy(scores);
        worst = copy(worst);
        rows = copy(rows);
    }

    private static <T> Map<String, T> copy(@Nullable Map<String, T> tallies) {
        return tallies == null ? Map.of() : Map.copyOf(tallies);
    }

    private static ShardResult of(Map<String, ShardTally> all) {
        return new ShardResult(
                only(Mean.class, all),
                only(WeightedMean.class, all),
                only(Decisions.class, all),
                only(Errors.class, all),
                only(Reliability.class, all),
                only(Values.class, all),
                only(Scores.class, all),
                only(Worst.class, all),
                only(Rows.class, all));
    }

    private static <T extends ShardTally> Map<String, T> only(
            Class<T> kind, Map<String, ShardTally> all) {
        Map<String, T> some = new HashMap<>();
        all.forEach((name, tally) -> {
            if (kind.isInstance(tally)) {
                some.put(name, kind.cast(tally));
            }
        });
        return some;
    }

    private Map<String, ShardTally> all() {
        Map<String, ShardTally> all = new TreeMap<>(means);
        all.putAll(weightedMeans);
        all.putAll(decisions);
        all.putAll(errors);
        all.putAll(reliabilities);
        all.putAll(values);
        all.putAll(scores);
        all.putAll(worst);
        all.putAll(rows);
        return all;
    }

    /// A metric that is asked of every shard.
    ///
    /// @param slice the name of the rows that it is of; empty for all
    public record Asked(Metric metric, Setting setting, String slice) {

        /// Of all rows.
        public Asked(Metric metric, Setting setting) {
            this(metric, setting, "");
        }

        /// What its tally is found by.
        public String name() {
            return metric.name()
                    + (metric.formula() instanceof ConfusionMetric || isDecision(metric)
                            ? " at " + setting.threshold()
                            : "")
                    + (slice.isEmpty() ? "" : " where " + slice);
        }

        private static boolean isDecision(Metric metric) {
            return metric.formula() instanceof Formula.Mean(RowLoss loss, boolean _)
                    && loss.name().equals("expected_cost");
        }
    }

    /// What the rows of one shard say.
    ///
    /// @param champion on the same rows in the same order; empty where there is none
    /// @param slices the rows of each slice that is asked about, by its name
    public static ShardResult of(
            List<Asked> asked,
            Predictions challenger,
            Optional<? extends Predictions> champion,
            Map<String, int[]> slices) {
        Map<String, ShardTally> tallies = new HashMap<>();
        for (Asked one : asked) {
            int @Nullable [] rows = slices.get(one.slice());
            if (one.slice().isEmpty()) {
                put(one, challenger, champion.orElse(null), tallies);
            } else if (rows != null && rows.length > 0) {
                put(
                        one,
                        challenger.at(rows),
                        champion.<Predictions>map(c -> c.at(rows)).orElse(null),
                        tallies);
            }
        }
        return of(tallies);
    }

    /// The same with the rows that the model does worst on.
    public ShardResult withWorst(Metric metric, Predictions predictions, Setting setting) {
        Map<String, ShardTally> all = all();
        all.put(
                WORST,
                new Worst(
                        metric.direction() == Direction.LOWER_IS_BETTER,
                        WorstExamples.byLoss(metric, predictions, setting).examples()));
        return of(all);
    }

    /// The rows that the model does worst on, worst first.
    public List<WorstExamples.Example> worstExamples() {
        return Optional.ofNullable(worst.get(WORST)).map(Worst::examples).orElse(List.of());
    }

    private static void put(
            Asked asked,
            Predictions challenger,
            @Nullable Predictions champion,
            Map<String, ShardTally> tallies) {
        tally(asked, challenger, champion).ifPresent(t -> tallies.put(asked.name(), t));
    }

    /// These rows and the other shard's.
    public ShardResult plus(ShardResult other) {
        Map<String, ShardTally> all = all();
        other.all().forEach((name, tally) -> all.merge(name, tally, ShardTally::plus));
        return of(all);
    }

    private static Optional<ShardTally> tally(
            Asked asked, Predictions challenger, @Nullable Predictions champion) {
        Setting setting = asked.setting();
        boolean weighted = challenger.unitFacts().weighted();
        if (challenger.unitFacts().clustered()
                && !(asked.metric().formula() instanceof Formula.Count)) {
            return Optional.empty();
        }
        return switch (asked.metric().formula()) {
            case Formula.Mean(RowLoss loss, boolean _)
                    when isThere(loss, setting, challenger, champion) ->
                    Optional.of(mean(loss, setting, challenger, champion));
            case Formula.Tail(RowLoss loss, double _)
                    when loss.obstacle(challenger, setting).isEmpty() ->
                    Optional.of(values(loss.of(challenger, setting)));
            case ConfusionMetric _ ->
                    Optional.of(
                            decisions(
                                    (BinaryPredictions) challenger,
                                    champion == null ? challenger : champion,
                                    setting.threshold()));
            case MulticlassMetric _ ->
                    Optional.of(
                            decisions(
                                    (MulticlassPredictions) challenger,
                                    champion == null ? challenger : champion));
            case RegressionMetric metric when metric != RegressionMetric.R2 && !weighted ->
                    Optional.of(
                            errors(
                                    (RegressionPredictions) challenger,
                                    champion == null ? challenger : champion));
            case CalibrationMetric _ when !weighted ->
                    Optional.of(reliability((BinaryPredictions) challenger));
            case RankMetric rank when rank == RankMetric.ROC_AUC && !weighted ->
                    Optional.of(scores((BinaryPredictions) challenger));
            case Formula.Count count ->
                    Optional.of(new Rows(count.counting().of(challenger, setting)));
            default -> Optional.empty();
        };
    }

    private static boolean isThere(
            RowLoss loss, Setting setting, Predictions challenger, @Nullable Predictions champion) {
        return loss.obstacle(challenger, setting).isEmpty()
                && (champion == null || loss.obstacle(champion, setting).isEmpty());
    }

    private static ShardTally mean(
            RowLoss loss, Setting setting, Predictions challenger, @Nullable Predictions champion) {
        double[] here = loss.of(challenger, setting);
        double[] there = champion == null ? new double[0] : loss.of(champion, setting);
        double[] gain = champion == null ? there : Differences.of(here, there);
        double @Nullable [] weights = challenger.unitFacts().weights();
        if (weights != null) {
            return new WeightedMean(
                    WeightedMoments.of(here, weights),
                    champion == null ? WeightedMoments.NONE : WeightedMoments.of(there, weights),
                    champion == null ? WeightedMoments.NONE : WeightedMoments.of(gain, weights));
        }
        long challengerOnly = 0;
        long championOnly = 0;
        for (double difference : gain) {
            challengerOnly += difference == 1 ? 1 : 0;
            championOnly += difference == -1 ? 1 : 0;
        }
        return new Mean(
                Moments.of(here),
                Moments.of(there),
                Moments.of(gain),
                challengerOnly,
                championOnly);
    }

    private static Values values(double[] numbers) {
        Map<Long, Long> counts = new HashMap<>();
        for (double number : numbers) {
            counts.merge(CountedQuantile.key(number), 1L, Long::sum);
        }
        return new Values(counts);
    }

    private static Decisions decisions(
            BinaryPredictions challenger, Predictions champion, double threshold) {
        byte[] here = Confusion.cells(threshold, challenger);
        byte[] there = Confusion.cells(threshold, (BinaryPredictions) champion);
        Cells cells = new Cells(2);
        for (int row = 0; row < here.length; row++) {
            cells.add(
                    here[row] >> 1, here[row] & 1, there[row] & 1, challenger.facts().weight(row));
        }
        return cells.decisions();
    }

    private static Decisions decisions(MulticlassPredictions challenger, Predictions champion) {
        int[] here = ConfusionTable.decided(challenger);
        int[] there = ConfusionTable.decided((MulticlassPredictions) champion);
        Cells cells = new Cells(challenger.classes().size());
        for (int row = 0; row < here.length; row++) {
            cells.add(challenger.label(row), here[row], there[row], challenger.facts().weight(row));
        }
        return cells.decisions();
    }

    /// Sums up cells of truth and two decisions.
    private static final class Cells {
        private final int classes;
        private final Map<Long, double[]> sums = new HashMap<>();

        Cells(int classes) {
            this.classes = classes;
        }

        void add(int truth, int challenger, int champion, double weight) {
            long cell = ((long) truth * classes + challenger) * classes + champion;
            double[] sum = sums.computeIfAbsent(cell, c -> new double[3]);
            sum[0] += weight > 0 ? 1 : 0;
            sum[1] += weight;
            sum[2] += weight * weight;
        }

        Decisions decisions() {
            Map<String, Cell> cells = new HashMap<>();
            sums.forEach((cell, sum) ->
                    cells.put(
                            "%d %d %d"
                                    .formatted(
                                            cell / classes / classes,
                                            cell / classes % classes,
                                            cell % classes),
                            new Cell((long) sum[0], sum[1], sum[2])));
            return new Decisions(classes, cells);
        }
    }

    private static Errors errors(RegressionPredictions challenger, Predictions other) {
        RegressionPredictions champion = (RegressionPredictions) other;
        double[] here = new double[challenger.rows()];
        double[] there = new double[here.length];
        for (int row = 0; row < here.length; row++) {
            here[row] = challenger.predicted(row) - challenger.truth(row);
            there[row] = champion.predicted(row) - champion.truth(row);
        }
        PairMoments plain = PairMoments.of(here, there);
        for (int row = 0; row < here.length; row++) {
            here[row] *= here[row];
            there[row] *= there[row];
        }
        return new Errors(plain, PairMoments.of(here, there));
    }

    private static Reliability reliability(BinaryPredictions predictions) {
        int[] sizes = new int[Calibration.BINS];
        for (int row = 0; row < predictions.rows(); row++) {
            sizes[Calibration.bin(predictions.score(row))]++;
        }
        double[][] scores = new double[sizes.length][];
        double[][] excesses = new double[sizes.length][];
        for (int bin = 0; bin < sizes.length; bin++) {
            scores[bin] = new double[sizes[bin]];
            excesses[bin] = new double[sizes[bin]];
        }
        for (int row = predictions.rows() - 1; row >= 0; row--) {
            double score = predictions.score(row);
            int bin = Calibration.bin(score);
            scores[bin][--sizes[bin]] = score;
            excesses[bin][sizes[bin]] = score - (predictions.positive(row) ? 1 : 0);
        }
        Map<Integer, Reliability.Bin> bins = new HashMap<>();
        for (int bin = 0; bin < sizes.length; bin++) {
            if (scores[bin].length > 0) {
                bins.put(
                        bin,
                        new Reliability.Bin(Moments.of(scores[bin]), Moments.of(excesses[bin])));
            }
        }
        return new Reliability(bins);
    }

    private static Scores scores(BinaryPredictions predictions) {
        Map<Long, Scores.Bucket> buckets = new HashMap<>();
        for (int row = 0; row < predictions.rows(); row++) {
            double score = predictions.score(row) + 0.0;
            int positive = predictions.positive(row) ? 1 : 0;
            buckets.merge(
                    Scores.bucket(score),
                    new Scores.Bucket(positive, 1 - positive, score),
                    Scores.Bucket::plus);
        }
        return new Scores(buckets);
    }

    /// The metric's value with its interval, as all shards together tell it.
    public Inference measure(Asked asked, Question question) {
        ShardTally tally = all().get(asked.name());
        return tally == null ? unknown(asked) : ShardAnswers.measure(asked, tally, question);
    }

    /// Challenger minus champion, as all shards together tell it.
    public Inference compare(Asked asked, TestName test, Question question) {
        ShardTally tally = all().get(asked.name());
        return tally == null ? unknown(asked) : ShardAnswers.compare(asked, tally, test, question);
    }

    private static CannotSay unknown(Asked asked) {
        return new CannotSay(
                Reason.ABSENT,
                asked.name()
                        + " is not told from shards alone: it needs all rows in one place, or the shards had none of it");
    }
}
