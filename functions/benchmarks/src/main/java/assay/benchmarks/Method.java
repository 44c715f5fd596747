package assay.benchmarks;

import assay.statistics.Alternative;
import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import assay.statistics.Significance.Known;
import assay.statistics.comparison.DeLong;
import assay.statistics.distance.Distance.Measured;
import assay.statistics.distance.KolmogorovSmirnov;
import assay.statistics.paired.PairedT;
import assay.statistics.paired.WilcoxonSignedRank;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// A method that both sides have, and the ratio that is asked of it.
public enum Method {
    /// Mean difference, interval and p-value; scipy's `ttest_rel` with its interval.
    PAIRED_T(
            "paired-t",
            "scipy ttest_rel",
            3,
            columns ->
                    ((Inferred)
                                    PairedT.of(columns.first(), columns.second())
                                            .answer(Question.twoSided(0.95)))
                            .pValue()),
    /// The p-value alone, as scipy's `wilcoxon` gives it.
    WILCOXON(
            "wilcoxon",
            "scipy wilcoxon",
            7,
            columns -> ((Known) wilcoxon(columns).significance(Question.twoSided(0.95))).pValue()),
    /// The p-value with Hodges-Lehmann's estimate and its interval, which scipy does not give.
    HODGES_LEHMANN(
            "hodges-lehmann",
            "scipy wilcoxon, which gives the p-value alone",
            1,
            columns -> ((Inferred) wilcoxon(columns).answer(Question.twoSided(0.95))).pValue()),
    /// Distance, interval and p-value; scipy's `ks_2samp`.
    KOLMOGOROV_SMIRNOV(
            "ks",
            "scipy ks_2samp",
            5,
            columns ->
                    ((Measured)
                                    KolmogorovSmirnov.twoSample(
                                            columns.first(),
                                            columns.second(),
                                            Alternative.TWO_SIDED,
                                            0.95))
                            .distance()),
    /// One area under the ROC curve with DeLong's interval; scikit-learn's `roc_auc_score` gives
    /// the area alone.
    AUC(
            "auc",
            "scikit-learn roc_auc_score",
            15,
            columns ->
                    ((Inferred)
                                    DeLong.of(columns.positive())
                                            .area(columns.first())
                                            .area(Question.twoSided(0.95)))
                            .estimate()),
    /// The difference of two areas with DeLong's interval and p-value, against one area of
    /// scikit-learn's.
    DELONG(
            "delong",
            "one scikit-learn roc_auc_score",
            15,
            columns ->
                    ((Inferred)
                                    DeLong.of(columns.positive())
                                            .difference(columns.first(), columns.second())
                                            .difference(Question.twoSided(0.95)))
                            .estimate());

    final String title;
    final String opponent;
    final double target;
    private final ToDoubleFunction<Columns> calculation;

    Method(String title, String opponent, double target, ToDoubleFunction<Columns> calculation) {
        this.title = title;
        this.opponent = opponent;
        this.target = target;
        this.calculation = calculation;
    }

    private static WilcoxonSignedRank wilcoxon(Columns columns) {
        return WilcoxonSignedRank.of(
                columns.first(), columns.second(), WilcoxonSignedRank.Zeros.PRATT);
    }

    static Method named(String title) {
        return Arrays.stream(values())
                .filter(method -> method.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no method " + title));
    }

    /// The figure that both sides must agree on.
    double of(Columns columns) {
        return calculation.applyAsDouble(columns);
    }
}
