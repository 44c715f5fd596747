package assay.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Gains foretold, to the right, against gains found, upwards, each with both of its intervals.
final class Scatter {

    private static final double SIZE = 320;
    private static final double EDGE = 14;

    private Scatter() {}

    static Html of(String label, JsonNode points) {
        Scale across = Scale.of(points, p -> p.path("foretold"));
        Scale up = Scale.of(points, p -> p.path("found"));
        List<Html> parts = new ArrayList<>();
        parts.add(
                Html.of(
                        "<line class=\"zero\" x1=\"{}\" x2=\"{}\" y1=\"0\" y2=\"320\"/><line class=\"zero\" x1=\"0\" x2=\"320\" y1=\"{}\" y2=\"{}\"/>",
                        x(across, 0),
                        x(across, 0),
                        y(up, 0),
                        y(up, 0)));
        parts.add(
                new Html(
                        "<text class=\"mark-value\" x=\"312\" y=\"314\">foretold →</text><text x=\"6\" y=\"16\">found ↑</text>"));
        points.forEach(p -> parts.add(cross(p, across, up)));
        return Html.of(
                "<svg viewBox=\"0 0 320 320\" width=\"320\" height=\"320\" role=\"img\" aria-label=\"{}\">{}</svg>",
                label,
                Html.join(parts.stream()));
    }

    private static Html cross(JsonNode point, Scale across, Scale up) {
        JsonNode foretold = point.path("foretold");
        JsonNode found = point.path("found");
        String x = x(across, foretold.path("gain").asDouble());
        String y = y(up, found.path("gain").asDouble());
        return Html.of(
                "<g><title>{}</title><line class=\"faint\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/><line class=\"faint\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/><circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"4\"/></g>",
                "%s: foretold %s %s, found %s %s"
                        .formatted(
                                point.path("experiment").asString(),
                                Figures.of(foretold.path("gain")),
                                Figures.interval(foretold.path("interval")),
                                Figures.of(found.path("gain")),
                                Figures.interval(found.path("interval"))),
                x(across, end(foretold, 0)),
                x(across, end(foretold, 1)),
                y,
                y,
                x,
                x,
                y(up, end(found, 0)),
                y(up, end(found, 1)),
                x,
                y);
    }

    private static double end(JsonNode effect, int which) {
        return effect.path("interval")
                .path(which)
                .asDouble(which == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }

    /// From the least to the greatest end of an interval, with nothing in it.
    private record Scale(double least, double most) {
        static Scale of(JsonNode points, Function<JsonNode, JsonNode> effect) {
            double[] ends =
                    Stream.concat(
                                    Stream.of(0.0),
                                    points.valueStream()
                                            .map(effect)
                                            .flatMap(e ->
                                                    Stream.of(
                                                            e.path("gain").asDouble(),
                                                            end(e, 0),
                                                            end(e, 1))))
                            .filter(Double::isFinite)
                            .mapToDouble(d -> d)
                            .toArray();
            double least = Arrays.stream(ends).min().orElse(0);
            double most = Arrays.stream(ends).max().orElse(0);
            return new Scale(least, most > least ? most : least + 1);
        }

        double share(double value) {
            return (Math.clamp(value, least, most) - least) / (most - least);
        }
    }

    private static String x(Scale scale, double value) {
        return "%.1f".formatted(EDGE + scale.share(value) * (SIZE - 2 * EDGE));
    }

    private static String y(Scale scale, double value) {
        return "%.1f".formatted(SIZE - EDGE - scale.share(value) * (SIZE - 2 * EDGE));
    }
}
