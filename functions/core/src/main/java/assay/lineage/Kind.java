package assay.lineage;

import java.util.Locale;

/// The kinds of artefact that lineage links.
public enum Kind {
    CODE,
    DATASET,
    MODEL,
    COMPONENT,
    SYSTEM,
    PRODUCT,
    PREDICTIONS,
    EVALUATION,
    VERDICT,
    EXPERIMENT;

    /// As it stands in a reference: `dataset`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether references of this kind carry no version: an experiment, a verdict.
    public boolean isUnversioned() {
        return this == EXPERIMENT || this == VERDICT;
    }
}
