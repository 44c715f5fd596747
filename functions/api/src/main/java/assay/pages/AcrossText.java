package assay.pages;

import java.util.stream.Collectors;
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
        return wilcoxon(across, counts) + friedman(across.path("friedman"));
    }

    private static String friedman(JsonNode friedman) {
        if (friedman.has("reason")) {
            return " " + friedman.path("reason").asString();
        }
        return friedman.isObject()
                ? " Among %s models by Friedman's test: chi-square %s, p = %s; average ranks %s; two differ where theirs are %s apart (Nemenyi)."
                        .formatted(
                                Figures.of(friedman.path("averageRanks").size()),
                                Figures.of(friedman.path("chiSquare")),
                                Figures.of(friedman.path("pValue")),
                                friedman.path("averageRanks")
                                        .valueStream()
                                        .map(r ->
                                                r.path("model").asString()
                                                        + " "
                                                        + Figures.of(r.path("rank")))
                                        .collect(Collectors.joining(", ")),
                                Figures.of(friedman.path("criticalDifference")))
                : "";
    }

    private static String wilcoxon(JsonNode across, String counts) {
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
