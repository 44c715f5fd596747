package assay.pages;

import tools.jackson.databind.JsonNode;

/// What several datasets say together of a criterion, in a sentence.
public final class AcrossText {

    private AcrossText() {}

    /// @param across an entry of a verdict's `acrossDatasets`
    public static String of(JsonNode across) {
        String counts =
                "over %s datasets the challenger's %s is above the champion's on %s and below on %s"
                        .formatted(
                                Figures.of(across.path("datasets")),
                                across.path("metric").asString(),
                                Figures.of(across.path("above")),
                                Figures.of(across.path("below")));
        return across.has("reason")
                ? counts + ". " + across.path("reason").asString()
                : counts
                        + "; by Wilcoxon's signed ranks the difference is %s, interval %s, p = %s."
                                .formatted(
                                        Figures.of(across.path("estimate")),
                                        Figures.interval(across.path("interval")),
                                        Figures.of(across.path("pValue")));
    }
}
