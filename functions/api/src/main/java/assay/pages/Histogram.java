package assay.pages;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Counts in bins of equal width, as a small picture.
final class Histogram {

    private static final int HEIGHT = 28;
    private static final int BAR = 7;

    private Histogram() {}

    static Html of(JsonNode counts) {
        double most = counts.valueStream().mapToDouble(JsonNode::asDouble).max().orElse(0);
        List<Html> bars = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            double height = most > 0 ? counts.path(i).asDouble() / most * HEIGHT : 0;
            bars.add(
                    Html.of(
                            "<rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                            i * BAR,
                            "%.1f".formatted(HEIGHT - height),
                            BAR - 1,
                            "%.1f".formatted(height)));
        }
        int width = counts.size() * BAR;
        return Html.of(
                "<svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"Histogram of {} bins\">{}</svg>",
                width,
                HEIGHT,
                width,
                HEIGHT,
                counts.size(),
                Html.join(bars.stream()));
    }
}
