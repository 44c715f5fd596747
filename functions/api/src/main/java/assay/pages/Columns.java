package assay.pages;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Counts by day, a column for each variant beside the other.
final class Columns {

    private static final double WIDTH = 640;
    private static final double HEIGHT = 130;
    private static final double FOOT = 22;

    private Columns() {}

    /// @param days each with `day` and `byVariant`
    static Html of(String label, JsonNode days) {
        double most =
                days.valueStream()
                        .flatMap(d -> d.path("byVariant").valueStream())
                        .mapToDouble(JsonNode::asDouble)
                        .max()
                        .orElse(0);
        if (!(most > 0)) {
            return Html.NONE;
        }
        double room = Math.min(WIDTH / days.size(), 90);
        List<Html> parts = new ArrayList<>();
        for (int d = 0; d < days.size(); d++) {
            JsonNode counts = days.path(d).path("byVariant");
            double width = (room - Math.min(4, room / 4)) / Math.max(1, counts.size());
            int v = 0;
            for (var count : counts.properties()) {
                double height = count.getValue().asDouble() / most * (HEIGHT - FOOT);
                parts.add(
                        Html.of(
                                "<rect class=\"variant-{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}</title></rect>",
                                v % 4,
                                tenth(d * room + v * width),
                                tenth(HEIGHT - FOOT - height),
                                tenth(width),
                                tenth(height),
                                "%s: %s in %s"
                                        .formatted(
                                                days.path(d).path("day").asString(),
                                                Figures.of(count.getValue()),
                                                count.getKey())));
                v++;
            }
        }
        parts.add(
                Html.of(
                        "<text x=\"0\" y=\"{}\">{}</text>",
                        tenth(HEIGHT - 6),
                        days.path(0).path("day").asString()));
        if (days.size() * room > 170) {
            parts.add(
                    Html.of(
                            "<text class=\"mark-value\" x=\"{}\" y=\"{}\">{}</text>",
                            tenth(days.size() * room),
                            tenth(HEIGHT - 6),
                            days.path(days.size() - 1).path("day").asString()));
        }
        return Html.of(
                "<div class=\"wide\"><svg viewBox=\"0 0 640 130\" width=\"640\" height=\"130\" role=\"img\" aria-label=\"{}\">{}</svg></div>",
                label,
                Html.join(parts.stream()));
    }

    /// The colours, by name.
    static Html legend(Iterable<String> variants) {
        List<Html> names = new ArrayList<>();
        int v = 0;
        for (String variant : variants) {
            names.add(
                    Html.of(
                            "<span class=\"value\"><svg class=\"swatch\" viewBox=\"0 0 10 10\" width=\"10\" height=\"10\" aria-hidden=\"true\"><rect class=\"variant-{}\" width=\"10\" height=\"10\"/></svg> {}</span> ",
                            v % 4,
                            variant));
            v++;
        }
        return Html.of("<p class=\"note\">{}</p>", Html.join(names.stream()));
    }

    private static String tenth(double value) {
        return "%.1f".formatted(value);
    }
}
