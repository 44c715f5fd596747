package assay.metrics;

import static assay.metrics.TestName.BOOTSTRAP;
import static assay.metrics.TestName.MCNEMAR;
import static assay.metrics.TestName.PAIRED_T;
import static assay.metrics.TestName.QUANTILE;
import static assay.metrics.TestName.SIGN;
import static assay.metrics.TestName.WILCOXON;

import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;
import java.util.Set;
import org.apache.commons.statistics.inference.TTest;
import org.apache.commons.statistics.interval.NormalConfidenceInterval;

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
            case Formula.Whole _ -> Set.of(BOOTSTRAP, PAIRED_T);
            case Formula.Count _ -> Set.of();
        };
    }

    static TestName defaultTest(Formula formula, int rows) {
        return switch (formula) {
            case Formula.Mean mean -> mean.proportion() ? MCNEMAR : PAIRED_T;
            case Formula.Tail _ -> QUANTILE;
            case Formula.Whole _ -> rows <= BOOTSTRAP_ROWS ? BOOTSTRAP : PAIRED_T;
            case Formula.Count _ -> PAIRED_T;
        };
    }

    static Inference of(
            Formula formula,
            Predictions challenger,
            Predictions champion,
            TestName test,
            Setting setting,
            Question question) {
        if (test != PAIRED_T || challenger.facts().weighted() || challenger.facts().clustered()) {
            return new CannotSay(
                    Reason.ABSENT, "only plain rows are compared yet, and only by paired-t");
        }
        double[] ofChallenger = values(formula, challenger, setting);
        double[] ofChampion = values(formula, champion, setting);
        double[] differences = new double[ofChallenger.length];
        double mean = 0;
        for (int row = 0; row < differences.length; row++) {
            differences[row] = ofChallenger[row] - ofChampion[row];
            mean += differences[row] / differences.length;
        }
        if (differences.length < 2) {
            return new CannotSay(Reason.TOO_FEW, "one row has no spread");
        }
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - mean) * (difference - mean);
        }
        if (!(squares > 0)) {
            return new CannotSay(Reason.NO_VARIATION, "every row differs by " + mean);
        }
        var t =
                NormalConfidenceInterval.MEAN.fromErrorRate(
                        mean,
                        squares / (differences.length - 1),
                        differences.length,
                        question.alpha());
        var result = TTest.withDefaults().withMu(question.nullValue()).test(differences);
        return new Inferred(
                mean,
                new Interval(t.getLowerBound(), t.getUpperBound()),
                result.getPValue(),
                result.getStatistic());
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
