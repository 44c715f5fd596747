package assay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.json.Json;
import assay.metrics.ShardResult.Asked;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import assay.statistics.onesample.CountedQuantile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What shards say, each for itself and as JSON, added up in any order, is what the whole says.
class ShardResultTest {
    private static final int ROWS = 12_000;
    private static final int SHARDS = 12;
    private static final Question QUESTION = Question.twoSided(0.95);
    private static final Setting SETTING =
            Setting.seeded(1).withCosts(CostMatrix.binary(0, 1, 5, 0)).withThreshold(0.4);

    /// What no sum says, by the shards' own account.
    private static final Set<String> WHOLE =
            Set.of(
                    "pr_auc",
                    "roc_auc_ovr",
                    "r2",
                    "ece where weighted",
                    "rmse where weighted",
                    "bias where weighted",
                    "roc_auc where weighted");

    private static Predictions predictions(Task task, boolean weighted, double noise) {
        return Samples.of(task, ROWS, noise, Samples.facts(ROWS, weighted, false));
    }

    private static Setting setting(Task task) {
        return task == Task.BINARY ? SETTING : Setting.seeded(1);
    }

    /// Whole queries of a ranking stay together: rows that follow each other.
    private static List<int[]> parts() {
        List<int[]> parts = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            parts.add(
                    IntStream.range(shard * ROWS / SHARDS, (shard + 1) * ROWS / SHARDS).toArray());
        }
        Collections.shuffle(parts, new Random(3));
        return parts;
    }

    private static ShardResult merged(
            List<Asked> asked, Predictions challenger, Predictions champion) {
        ShardResult all = ShardResult.NONE;
        for (int[] part : parts()) {
            ShardResult one =
                    ShardResult.of(
                                    asked,
                                    challenger.at(part),
                                    Optional.of(champion.at(part)),
                                    slices(part))
                            .withWorst(
                                    Metric.loss(challenger.task()),
                                    challenger.at(part),
                                    setting(challenger.task()));
            all = all.plus(Json.read(Json.write(one), ShardResult.class));
        }
        return all;
    }

    private static Map<String, int[]> slices(int[] part) {
        return Map.of("third", third(part));
    }

    /// Places of a third of the rows; of a ranking, of whole queries.
    private static int[] third(int[] part) {
        return IntStream.range(0, part.length).filter(i -> part[i] / 120 % 3 == 0).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "BINARY, false", "BINARY, true", "MULTICLASS, false", "MULTICLASS, true",
        "REGRESSION, false", "REGRESSION, true", "RANKING, false", "RANKING, true",
        "SCORED, false", "SCORED, true"
    })
    void shuffledShardsSayWhatTheWholeSays(Task task, boolean weighted) {
        Predictions challenger = predictions(task, weighted, 0.8);
        Predictions champion = predictions(task, weighted, 1.1);
        Setting setting = setting(task);
        int[] third = third(IntStream.range(0, ROWS).toArray());
        List<Asked> asked = new ArrayList<>();
        for (Metric metric : Metric.of(task)) {
            asked.add(new Asked(metric, setting));
            asked.add(new Asked(metric, setting, "third"));
        }

        ShardResult shards = merged(asked, challenger, champion);

        Set<String> cannot = new TreeSet<>();
        for (Asked one : asked) {
            Predictions here = one.slice().isEmpty() ? challenger : challenger.at(third);
            Predictions there = one.slice().isEmpty() ? champion : champion.at(third);
            Metric metric = one.metric();
            Inference whole = metric.measure(here, setting, QUESTION);
            Inference some = shards.measure(one, QUESTION);
            if (some instanceof CannotSay && whole instanceof Inferred) {
                cannot.add(metric.name() + (weighted ? " where weighted" : ""));
                continue;
            }
            if (metric.isMean() || !(metric.formula() instanceof Formula.Whole) || isLarge(here)) {
                agree(metric, some, whole, error(metric, here));
            }
            for (TestName test : metric.tests()) {
                if (test == TestName.PAIRED_T || test == TestName.MCNEMAR) {
                    Inference compared = shards.compare(one, test, QUESTION);
                    Inference ofAll = metric.compare(here, there, test, setting, QUESTION);
                    if (compared instanceof CannotSay && ofAll instanceof Inferred) {
                        assertThat(metric.name())
                                .isIn("roc_auc", "ece", "roc_auc_ovr", "pr_auc", "r2");
                    } else {
                        agree(metric, compared, ofAll, 0);
                    }
                } else {
                    assertThat(shards.compare(one, test, QUESTION)).isInstanceOf(CannotSay.class);
                }
            }
        }
        Set<String> told = new TreeSet<>(cannot);
        told.removeIf(name ->
                WHOLE.contains(name) || WHOLE.contains(name.replace(" where weighted", "")));
        assertThat(told).isEmpty();
        assertThat(shards.worstExamples())
                .extracting(WorstExamples.Example::value)
                .isEqualTo(
                        WorstExamples.byLoss(Metric.loss(task), challenger, setting)
                                .examples()
                                .stream()
                                .map(WorstExamples.Example::value)
                                .toList());
    }

    /// Above 5,000 observations the whole tells what is no mean by its linearised values, too.
    private static boolean isLarge(Predictions predictions) {
        return predictions.units() > Comparison.BOOTSTRAP_ROWS;
    }

    /// What the tally of the metric may be off by, as it states.
    private static double error(Metric metric, Predictions predictions) {
        return switch (metric.formula()) {
            case Formula.Tail(RowLoss loss, double probability) ->
                    loss.obstacle(predictions, SETTING).isPresent()
                            ? 0
                            : metric.value(predictions, SETTING).orElse(0) / 1024 + 1e-300;
            case RankMetric _ -> 1e-4;
            default -> 0;
        };
    }

    private static void agree(Metric metric, Inference some, Inference whole, double error) {
        if (whole instanceof CannotSay) {
            assertThat(some).as(metric.name()).isInstanceOf(CannotSay.class);
            return;
        }
        Inferred here = (Inferred) some;
        Inferred there = (Inferred) whole;
        double width = Math.max(there.interval().width(), 1e-6);
        assertThat(here.estimate())
                .as(metric.name())
                .isCloseTo(there.estimate(), within(error + 1e-11 * width));
        for (boolean lower : new boolean[] {true, false}) {
            double mine = lower ? here.interval().lower() : here.interval().upper();
            double theirs = lower ? there.interval().lower() : there.interval().upper();
            double most =
                    error == 0
                            ? 1e-9 * width
                            : metric.formula() instanceof RankMetric
                                    ? error
                                    : Math.abs(theirs) / 1024 + error;
            assertThat(mine).as(metric.name()).isCloseTo(theirs, within(most));
            if (error > 0 && metric.formula() instanceof Formula.Tail) {
                assertThat(lower ? theirs - mine : mine - theirs)
                        .as("%s: the whole's interval lies within", metric.name())
                        .isNotNegative();
            }
        }
        if (error == 0) {
            assertThat(here.pValue())
                    .isCloseTo(there.pValue(), within(1e-9 + 1e-6 * there.pValue()));
        }
    }

    @Test
    void rowsInClustersMayLieInTwoShardsAndAreNotToldOf() {
        Predictions clustered = Samples.of(Task.BINARY, 600, 0.8, Samples.facts(600, false, true));
        Asked asked = new Asked(Metric.loss(Task.BINARY), SETTING);

        ShardResult one = ShardResult.of(List.of(asked), clustered, Optional.empty(), Map.of());

        assertThat(one.measure(asked, QUESTION))
                .isInstanceOfSatisfying(
                        CannotSay.class,
                        cannot -> assertThat(cannot.because()).contains("all rows in one place"));
    }

    /// The record of a hundred times as many rows is hardly larger.
    @Test
    void aRecordIsAsSmallForManyRowsAsForFew() {
        List<Asked> asked =
                Metric.of(Task.BINARY).stream().map(m -> new Asked(m, SETTING)).toList();
        ShardResult all = ShardResult.NONE;
        int few = 0;
        for (int shard = 0; shard < 40; shard++) {
            RowFacts facts = Samples.facts(20_000, false, false);
            all =
                    all.plus(
                            ShardResult.of(
                                    asked,
                                    Samples.of(Task.BINARY, 20_000, 0.5 + shard * 0.01, facts),
                                    Optional.of(Samples.of(Task.BINARY, 20_000, 1.1, facts)),
                                    Map.of()));
            few = shard == 0 ? Json.bytes(all).length : few;
        }

        assertThat(Json.bytes(all).length).isLessThan(5 * few).isLessThan(3_000_000);
    }

    @Test
    void bucketsOfValuesAreInOrderAndNarrow() {
        SplittableRandom random = new SplittableRandom(2);
        TreeMap<Double, Long> keys = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            double value = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-12, 12));
            long key = CountedQuantile.key(value);
            keys.put(value, key);
            assertThat(value)
                    .isBetween(
                            Math.min(CountedQuantile.least(key), CountedQuantile.greatest(key)),
                            Math.max(CountedQuantile.least(key), CountedQuantile.greatest(key)));
            assertThat(CountedQuantile.greatest(key) - CountedQuantile.least(key))
                    .isLessThanOrEqualTo(Math.abs(value) / 1023);
        }
        assertThat(List.copyOf(keys.values())).isSorted();
    }
}
