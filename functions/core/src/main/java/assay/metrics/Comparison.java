package assay.metrics;

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
import assay.statistics.paired.PairedT;
import assay.statistics.paired.WilcoxonSignedRank;
import java.util.Set;

/// Challenger minus champion, on the same rows.
final class Comparison {
    /// Up to here a metric that is no mean is compared by the bootstrap, above by linearised
    /// values.
    static final int BOOTSTRAP_ROWS = 10_000;

    private Comparison() {}

    static Set<TestName> tests(Formula formula) {
        return switch (formula) {
            case Formula.Mean mean ->
                    mean.proportion()
                            ? Set.of(MCNEMAR, PAIRED_T, BOOTSTRAP)
                            : Set.of(PAIRED_T, WILCOXON, BOOTSTRAP, SIGN);
            case Formula.Tail _ -> Set.of(QUANTILE, BOOTSTRAP);
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
        if (formula instanceof Formula.Count) {
            return q ->
                    new CannotSay(
                            Reason.ABSENT,
                            "a count is held against a number, not against a champion");
        }
        RowFacts facts = challenger.unitFacts();
        if (facts.weighted() || facts.clustered()) {
            return q -> new CannotSay(Reason.ABSENT, "only plain rows are compared yet");
        }
        double[] ofChallenger = values(formula, challenger, setting);
        double[] ofChampion = values(formula, champion, setting);
        return switch (test) {
            case PAIRED_T -> PairedT.of(ofChallenger, ofChampion);
            case WILCOXON ->
                    WilcoxonSignedRank.of(ofChallenger, ofChampion, WilcoxonSignedRank.Zeros.PRATT);
            case BOOTSTRAP, MCNEMAR, DELONG, QUANTILE, SIGN ->
                    q -> new CannotSay(Reason.ABSENT, "no " + test.text() + " test is at hand");
        };
    }

    private static double[] values(Formula formula, Predictions predictions, Setting setting) {
        return switch (formula) {
            case Formula.Mean mean -> mean.loss().of(predictions, setting);
            case Formula.Tail tail -> tail.loss().of(predictions, setting);
            case Formula.Whole whole -> whole.linearised(predictions, setting).pseudoValues();
            case Formula.Count _ -> throw new IllegalArgumentException("a count has no rows");
        };
    }
}
