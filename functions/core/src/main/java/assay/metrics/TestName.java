package assay.metrics;

import java.util.Arrays;
import java.util.Optional;

/// A paired comparison by its name in a gate.
public enum TestName {
    /// Student's t on the rows' differences; on linearised values where a metric is no mean.
    PAIRED_T("paired-t"),
    /// Wilcoxon's signed ranks, with the Hodges-Lehmann estimate.
    WILCOXON("wilcoxon"),
    /// The bias-corrected and accelerated bootstrap over rows.
    BOOTSTRAP("bootstrap"),
    /// McNemar's exact test of two classifiers' correct decisions.
    MCNEMAR("mcnemar"),
    /// DeLong's test of two areas under the ROC curve.
    DELONG("delong"),
    /// The difference of two quantiles of the same rows.
    QUANTILE("quantile"),
    /// The sign test, with the interval of the median difference.
    SIGN("sign");

    private final String text;

    TestName(String text) {
        this.text = text;
    }

    /// The name in a gate, such as `paired-t`.
    public String text() {
        return text;
    }

    /// Whether it has a variant for rows that are weighted or that belong to clusters.
    public boolean knowsWeights() {
        return this != WILCOXON && this != SIGN;
    }

    /// The test by its name in a gate; empty if there is none of that name.
    public static Optional<TestName> named(String text) {
        return Arrays.stream(values()).filter(test -> test.text.equals(text)).findFirst();
    }
}
