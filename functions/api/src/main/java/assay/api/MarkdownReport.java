package assay.api;

import assay.pages.AcrossText;
import assay.pages.Figures;
import tools.jackson.databind.JsonNode;

/// A verdict as Markdown, for a pull request.
final class MarkdownReport {

    private MarkdownReport() {}

    static String of(JsonNode verdict) {
        StringBuilder text = new StringBuilder();
        text.append(
                "## %s: %s\n\n".formatted(string(verdict, "outcome"), string(verdict, "subject")));
        text.append(string(verdict, "summary")).append("\n\n");
        if (!verdict.path("standing").asBoolean(true)) {
            text.append("This verdict stands no more.\n\n");
        }
        if (verdict.has("promotion")) {
            text.append(string(verdict, "promotion")).append("\n\n");
        }
        text.append("| criterion | for | metric | rule | outcome | estimate | interval | why |\n");
        text.append("|---|---|---|---|---|---:|---|---|\n");
        for (JsonNode criterion : verdict.path("criteria")) {
            text.append(row(criterion, criterion, name(criterion, verdict)));
            for (JsonNode slice : criterion.path("slices")) {
                text.append(row(criterion, slice, "… " + string(slice, "slice")));
            }
        }
        for (JsonNode across : verdict.path("acrossDatasets")) {
            text.append(
                    "\n%s\n".formatted(cell(string(across, "id") + ": " + AcrossText.of(across))));
        }
        text.append(
                "\nVerdict `%s`, %s, alpha %s%s.\n"
                        .formatted(
                                string(verdict, "id"),
                                string(verdict, "issuedAt"),
                                string(verdict, "alpha"),
                                verdict.has("against")
                                        ? ", against " + string(verdict, "against")
                                        : ""));
        return text.toString();
    }

    /// With its variant, and with its dataset where there are several.
    private static String name(JsonNode criterion, JsonNode verdict) {
        String variant = string(criterion, "variant");
        return string(criterion, "id")
                + (variant.isEmpty() ? "" : " in " + variant)
                + (verdict.path("on").size() > 1 && criterion.has("on")
                        ? " on " + string(criterion, "on")
                        : "");
    }

    private static String row(JsonNode criterion, JsonNode found, String name) {
        return "| %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        cell(name),
                        cell(string(criterion, "stakeholder")),
                        cell(string(criterion, "metric")),
                        cell(string(criterion, "rule")),
                        string(found, "outcome"),
                        found.has("estimate") ? Figures.of(found.path("estimate")) : "",
                        found.has("interval") ? Figures.interval(found.path("interval")) : "",
                        cell(string(found, "reason")));
    }

    private static String string(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static String cell(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("\n", " ")
                .replace("<", "&lt;");
    }
}
