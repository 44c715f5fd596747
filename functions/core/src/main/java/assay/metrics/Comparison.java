package assay.metrics;

import static assay.metrics.RowLoss.Observed.CALL;
import static assay.metrics.TestName.BOOTSTRAP;
import static assay.metrics.TestName.DELONG;
import static assay.metrics.TestName.MCNEMAR;
import static assay.metrics.TestName.PAIRED_T;
import static assay.metrics.TestName.QUANTILE;
import static assay.metrics.TestName.SIGN;
import static assay.metrics.TestName.WILCOXON;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.StatisticalTest;
import assay.statistics.paired.PairedQuantile;
import assay.statistics.paired.PairedT;
import assay.statistics.paired.SignTest;
import assay.statistics.paired.WilcoxonSignedRank;
import java.util.Arrays;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Challenger minus champion, on the same rows.
final class Comparison {
    /// Up to here a metric that is no mean gets a bootstrap, above it its linearised values tell.
    static final int BOOTSTRAP_ROWS = 5_000;

    private Comparison() {}

    static Set<TestName> tests(Formula formula) {
        return switch (formula) {
            case Formula.Mean mean ->
                    mean.proportion()
                            ? Set.of(MCNEMAR, PAIRED_T, BOOTSTRAP)
                            : Set.of(PAIRED_T, WILCOXON, BOOTSTRAP, SIGN);
            case Formula.Tail _ -> Set.of(QUANTILE);
            case RankMetric rank when rank == RankMetric.ROC_AUC ->
                    Set.of(DELONG, PAIRED_T, BOOTSTRAP);
            case Formula.Whole _ -> Set.of(BOOTSTRAP, PAIRED_T);
            case Formula.Count _ -> Set.of();
        };
    }

    static TestName defaultTest(Formula formula, int rows) {
        return switch (formula) {
            case Formula.Mean mean -> mean.proportion() ? MCNEMAR : PAIRED_T;
            case Formula.Tail _ -> QUANTILE;
            case RankMetric rank when rank == RankMetric.ROC_AUC -> DELONG;
            case Formula.Whole _ -> rows <= BOOTSTRAP_ROWS ? BOOTSTRAP : PAIRED_T;
            case Formula.Count _ -> PAIRED_T;
        };
    }

    /// The method that compares, with its observations.
    static StatisticalTest test(
            Formula formula,
            Predictions challenger,
            Predictions champion,
            TestName test,
            Setting setting) {
        return switch (formula) {
            case Formula.Mean mean when test == MCNEMAR && Metric.isPlain(challenger) ->
                    Discordance.of(mean.loss(), challenger, champion, setting).test();
            case Formula.Mean mean ->
                    ofMeans(
                            mean.loss().of(challenger, setting),
                            mean.loss().of(champion, setting),
                            challenger.unitFacts(),
                            test,
                            setting.seed());
            case Formula.Tail tail when tail.loss().observed() == CALL ->
                    ofCalls(
                            Latency.of(challenger),
                            Latency.of(champion),
                            challenger.facts(),
                            tail.probability());
            case Formula.Tail tail ->
                    tail.loss().facts(challenger).clustered()
                            ? ofTails(
                                    tail.loss().of(challenger, setting),
                                    tail.loss().of(champion, setting),
                                    tail.loss().facts(challenger).clusters(),
                                    tail.probability())
                            : PairedQuantile.of(
                                    tail.loss().of(challenger, setting),
                                    tail.loss().of(champion, setting),
                                    tail.loss().sorted(challenger, setting),
                                    tail.loss().sorted(champion, setting),
                                    tail.probability());
            case Formula.Whole whole -> ofWholes(whole, challenger, champion, test, setting);
            case Formula.Count _ ->
                    cannot("a count is held against a number, not against a champion");
        };
    }

    private static StatisticalTest ofMeans(
            double[] challenger, double[] champion, RowFacts facts, TestName test, long seed) {
        boolean plain = !facts.weighted() && !facts.clustered();
        return switch (test) {
            case PAIRED_T ->
                    plain
                            ? PairedT.of(challenger, champion)
                            : Observations.robust(Differences.of(challenger, champion), facts);
            case MCNEMAR -> Observations.robust(Differences.of(challenger, champion), facts);
            case BOOTSTRAP ->
                    Observations.bootstrap(Differences.of(challenger, champion), facts, seed);
            case WILCOXON ->
                    plain
                            ? WilcoxonSignedRank.of(
                                    challenger, champion, WilcoxonSignedRank.Zeros.PRATT)
                            : onlyPlain(test);
            case SIGN ->
                    plain ? SignTest.of(Differences.of(challenger, champion)) : onlyPlain(test);
            case DELONG, QUANTILE -> throw new IllegalArgumentException(test.text());
        };
    }

    private static StatisticalTest ofTails(
            double[] challenger, double[] champion, int @Nullable [] clusters, double probability) {
        return clusters == null
                ? PairedQuantile.of(challenger, champion, probability)
                : PairedQuantile.clustered(challenger, champion, clusters, probability);
    }

    /// Of the rows that were measured of both.
    private static StatisticalTest ofCalls(
            CallTimes challenger, CallTimes champion, RowFacts facts, double probability) {
        double[] left = challenger.alsoIn(champion);
        double[] right = champion.alsoIn(challenger);
        if (left.length == 0) {
            return cannot("no row was measured in a call of its own by both");
        }
        int[] both =
                Arrays.stream(challenger.rows())
                        .filter(row -> Arrays.binarySearch(champion.rows(), row) >= 0)
                        .toArray();
        return ofTails(left, right, facts.at(both).clusters(), probability);
    }

    private static StatisticalTest ofWholes(
            Formula.Whole whole,
            Predictions challenger,
            Predictions champion,
            TestName test,
            Setting setting) {
        if (test == DELONG) {
            return Areas.difference((BinaryPredictions) challenger, (BinaryPredictions) champion);
        }
        Linearised difference =
                whole.linearised(challenger, setting).minus(whole.linearised(champion, setting));
        if (test == BOOTSTRAP) {
            ToDoubleFunction<double[]> ofChallenger = whole.ofWeights(challenger, setting);
            ToDoubleFunction<double[]> ofChampion = whole.ofWeights(champion, setting);
            return Observations.bootstrap(
                    difference,
                    weights ->
                            ofChallenger.applyAsDouble(weights) - ofChampion.applyAsDouble(weights),
                    challenger,
                    setting.seed());
        }
        return Observations.robust(difference.pseudoValues(), challenger.unitFacts());
    }

    private static StatisticalTest onlyPlain(TestName test) {
        return cannot(
                "the "
                        + test.text()
                        + " test knows no weights and no clusters; paired-t and bootstrap do");
    }

    private static StatisticalTest cannot(String because) {
        return question -> new CannotSay(Reason.ABSENT, because);
    }
}
