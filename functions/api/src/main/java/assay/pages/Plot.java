package assay.pages;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Figures of an evaluation, as SVG that takes its colours from the style sheet.
final class Plot {

    private static final double LEFT = 44;
    private static final double TOP = 10;
    private static final double SIDE = 250;
    private static final double WIDTH = LEFT + SIDE + 14;
    private static final double HEIGHT = TOP + SIDE + 38;

    private Plot() {}

    /// A curve in the unit square.
    ///
    /// @param points `[x, y, …]`
    /// @param chance whether the diagonal is what guessing gives
    static Html curve(JsonNode points, String x, String y, boolean chance, String told) {
        StringBuilder path = new StringBuilder();
        for (JsonNode point : points) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(tenth(across(point.path(0).asDouble())))
                    .append(' ')
                    .append(tenth(up(point.path(1).asDouble())));
        }
        return square(
                told,
                x,
                y,
                Html.of(
                        "{}<path class=\"curve\" d=\"{}\"/>",
                        Html.when(chance, diagonal()),
                        path.toString()));
    }

    /// Mean score against frequency, each bin with its interval where it has one.
    static Html reliability(JsonNode bins, String told) {
        double most =
                bins.valueStream().mapToDouble(b -> b.path("weight").asDouble()).max().orElse(1);
        return square(
                told,
                "mean score",
                "share of positives",
                Html.of(
                        "{}{}",
                        diagonal(),
                        Html.each(
                                bins,
                                b -> {
                                    String at = tenth(across(b.path("meanScore").asDouble()));
                                    Html bar =
                                            b.has("interval")
                                                    ? Html.of(
                                                            "<line class=\"interval\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>",
                                                            at,
                                                            at,
                                                            tenth(
                                                                    up(
                                                                            b.at("/interval/0")
                                                                                    .asDouble())),
                                                            tenth(
                                                                    up(
                                                                            b.at("/interval/1")
                                                                                    .asDouble())))
                                                    : Html.NONE;
                                    double share = b.path("weight").asDouble() / most;
                                    return Html.of(
                                            "{}<circle class=\"dot\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                                            bar,
                                            at,
                                            tenth(up(b.path("frequency").asDouble())),
                                            tenth(2 + 4 * Math.sqrt(share)));
                                })));
    }

    private static Html diagonal() {
        return Html.of(
                "<line class=\"margin\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
                tenth(across(0)),
                tenth(up(0)),
                tenth(across(1)),
                tenth(up(1)));
    }

    private static Html square(String told, String x, String y, Html content) {
        List<Html> grid = new ArrayList<>();
        for (int quarter = 0; quarter <= 4; quarter++) {
            double at = quarter / 4.0;
            grid.add(
                    Html.of(
                            """
                            <line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>\
                            <line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>\
                            <text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>\
                            <text class="tick" x="{}" y="{}" text-anchor="end">{}</text>\
                            """,
                            tenth(across(at)),
                            tenth(across(at)),
                            tenth(up(0)),
                            tenth(up(1)),
                            tenth(across(0)),
                            tenth(across(1)),
                            tenth(up(at)),
                            tenth(up(at)),
                            tenth(across(at)),
                            tenth(up(0) + 14),
                            Figures.of(at),
                            tenth(LEFT - 6),
                            tenth(up(at) + 4),
                            Figures.of(at)));
        }
        return Html.of(
                "<svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"{}\">{}{}{}</svg>",
                tenth(WIDTH),
                tenth(HEIGHT),
                tenth(WIDTH),
                tenth(HEIGHT),
                told,
                Html.join(grid.stream()),
                content,
                Html.of(
                        """
                        <text class="axis" x="{}" y="{}" text-anchor="middle">{}</text>\
                        <text class="axis" x="12" y="{}" text-anchor="middle" transform="rotate(-90 12 {})">{}</text>\
                        """,
                        tenth(across(0.5)),
                        tenth(HEIGHT - 6),
                        x,
                        tenth(up(0.5)),
                        tenth(up(0.5)),
                        y));
    }

    private static double across(double share) {
        return LEFT + SIDE * Math.clamp(share, 0, 1);
    }

    private static double up(double share) {
        return TOP + SIDE * (1 - Math.clamp(share, 0, 1));
    }

    private static final double BARS_WIDTH = 320;
    private static final double BARS_HEIGHT = 150;

    /// Weights in bins of equal width.
    ///
    /// @param kind a class of the style sheet, beside `bar`
    static Html bars(JsonNode histogram, String kind, String told) {
        JsonNode weights = histogram.path("weights");
        double most = weights.valueStream().mapToDouble(JsonNode::asDouble).max().orElse(0);
        double lower = histogram.path("lower").asDouble();
        double upper = lower + histogram.path("width").asDouble() * weights.size();
        double wide = BARS_WIDTH / Math.max(1, weights.size());
        List<Html> bars = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            double height = most > 0 ? weights.path(i).asDouble() / most * BARS_HEIGHT : 0;
            bars.add(
                    Html.of(
                            "<rect class=\"bar {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                            kind,
                            tenth(10 + i * wide),
                            tenth(TOP + BARS_HEIGHT - height),
                            tenth(Math.max(1, wide - 1)),
                            tenth(height)));
        }
        return Html.of(
                """
                <svg viewBox="0 0 340 190" width="340" height="190" role="img" aria-label="{}">{}\
                <line class="grid" x1="10" x2="330" y1="160" y2="160"/>\
                <text class="tick" x="10" y="176">{}</text>\
                <text class="tick" x="170" y="176" text-anchor="middle">{}</text>\
                <text class="tick" x="330" y="176" text-anchor="end">{}</text></svg>\
                """,
                told,
                Html.join(bars.stream()),
                Figures.of(lower),
                Figures.of((lower + upper) / 2),
                Figures.of(upper));
    }

    /// A confusion matrix as a heat map: each row's shares, so that a rare class is seen too.
    static Html matrix(JsonNode classes, JsonNode weights, String told) {
        int width = classes.size();
        double cell = Math.clamp(420.0 / Math.max(1, width), 6, 92);
        double left = width > 25 ? 10 : 110;
        double top = 26;
        List<Html> cells = new ArrayList<>();
        for (int truth = 0; truth < width; truth++) {
            double total = weights.path(truth).valueStream().mapToDouble(JsonNode::asDouble).sum();
            if (width <= 25) {
                cells.add(
                        Html.of(
                                "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                                tenth(left - 6),
                                tenth(top + cell * (truth + 0.5) + 4),
                                shortened(classes.path(truth).asString(), 16)));
            }
            for (int decided = 0; decided < width; decided++) {
                double weight = weights.path(truth).path(decided).asDouble();
                double share = total > 0 ? weight / total : 0;
                double x = left + cell * decided;
                double y = top + cell * truth;
                cells.add(
                        Html.of(
                                "<rect class=\"cell {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill-opacity=\"{}\"><title>{} decided {}: {}</title></rect>",
                                truth == decided ? "right" : "wrong",
                                tenth(x),
                                tenth(y),
                                tenth(cell - 1),
                                tenth(cell - 1),
                                "%.3f".formatted(0.06 + 0.74 * share),
                                classes.path(truth).asString(),
                                classes.path(decided).asString(),
                                Figures.of(weight)));
                if (cell >= 44) {
                    cells.add(
                            Html.of(
                                    """
                                    <text x="{}" y="{}" text-anchor="middle">{}</text>\
                                    <text x="{}" y="{}" text-anchor="middle">{} %</text>\
                                    """,
                                    tenth(x + cell / 2),
                                    tenth(y + cell / 2),
                                    Figures.of(weight),
                                    tenth(x + cell / 2),
                                    tenth(y + cell / 2 + 16),
                                    Figures.of(Math.round(share * 1000) / 10.0)));
                }
            }
        }
        List<Html> heads = new ArrayList<>();
        for (int decided = 0; decided < width && cell >= 44; decided++) {
            heads.add(
                    Html.of(
                            "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                            tenth(left + cell * (decided + 0.5)),
                            tenth(top - 8),
                            shortened(classes.path(decided).asString(), (int) (cell / 6))));
        }
        double side = cell * width;
        return Html.of(
                "<svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"{}\">{}{}</svg>",
                tenth(left + side + 4),
                tenth(top + side + 4),
                tenth(left + side + 4),
                tenth(top + side + 4),
                told,
                Html.join(heads.stream()),
                Html.join(cells.stream()));
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(1, most - 1)) + "…";
    }

    /// The scale that all intervals of a table share.
    record Scale(double lower, double upper) {

        /// Wide enough for every value and every finite end among these.
        static Scale of(JsonNode measured) {
            double lower = Double.POSITIVE_INFINITY;
            double upper = Double.NEGATIVE_INFINITY;
            for (JsonNode one : measured) {
                for (JsonNode number :
                        List.of(one.path("value"), one.at("/interval/0"), one.at("/interval/1"))) {
                    if (number.isNumber()) {
                        lower = Math.min(lower, number.asDouble());
                        upper = Math.max(upper, number.asDouble());
                    }
                }
            }
            return upper > lower ? new Scale(lower, upper) : new Scale(lower - 1, lower + 1);
        }

        /// The same, and wide enough for zero.
        Scale withZero() {
            return new Scale(Math.min(lower, 0), Math.max(upper, 0));
        }

        private double at(double value) {
            return 8 + 224 * Math.clamp((value - lower) / (upper - lower), 0, 1);
        }
    }

    /// A bar from zero to the value, with its interval over it; rows share a scale.
    static Html bar(JsonNode measured, Scale scale) {
        if (!measured.path("value").isNumber()) {
            return Html.NONE;
        }
        double zero = scale.at(0);
        double value = scale.at(measured.path("value").asDouble());
        double left = scale.at(measured.at("/interval/0").asDouble(Double.NEGATIVE_INFINITY));
        double right = scale.at(measured.at("/interval/1").asDouble(Double.POSITIVE_INFINITY));
        return Html.of(
                """
                <svg viewBox="0 0 240 24" width="240" height="24" role="img" aria-label="{}">\
                <rect class="bar" x="{}" y="5" width="{}" height="14"/>\
                <line class="margin" x1="{}" x2="{}" y1="0" y2="24"/>\
                <line class="interval" x1="{}" x2="{}" y1="12" y2="12"/>\
                <line class="interval" x1="{}" x2="{}" y1="8" y2="16"/>\
                <line class="interval" x1="{}" x2="{}" y1="8" y2="16"/></svg>\
                """,
                "%s, interval %s"
                        .formatted(
                                Figures.of(measured.path("value")),
                                Figures.interval(measured.path("interval"))),
                tenth(Math.min(zero, value)),
                tenth(Math.abs(value - zero)),
                tenth(zero),
                tenth(zero),
                tenth(left),
                tenth(right),
                tenth(left),
                tenth(left),
                tenth(right),
                tenth(right));
    }

    /// One row of a forest plot whose rows share a scale.
    static Html interval(JsonNode measured, Scale scale) {
        if (!measured.path("value").isNumber()) {
            return Html.NONE;
        }
        double left = scale.at(measured.at("/interval/0").asDouble(Double.NEGATIVE_INFINITY));
        double right = scale.at(measured.at("/interval/1").asDouble(Double.POSITIVE_INFINITY));
        Html zero =
                Html.when(
                        scale.lower() < 0 && scale.upper() > 0,
                        Html.of(
                                "<line class=\"margin\" x1=\"{}\" x2=\"{}\" y1=\"0\" y2=\"24\"/>",
                                tenth(scale.at(0)),
                                tenth(scale.at(0))));
        return Html.of(
                """
                <svg viewBox="0 0 240 24" width="240" height="24" role="img" aria-label="{}">{}\
                <line class="interval" x1="{}" x2="{}" y1="12" y2="12"/>\
                <line class="interval" x1="{}" x2="{}" y1="7" y2="17"/>\
                <line class="interval" x1="{}" x2="{}" y1="7" y2="17"/>\
                <circle class="point" cx="{}" cy="12" r="4"/></svg>\
                """,
                "%s, interval %s"
                        .formatted(
                                Figures.of(measured.path("value")),
                                Figures.interval(measured.path("interval"))),
                zero,
                tenth(left),
                tenth(right),
                tenth(left),
                tenth(left),
                tenth(right),
                tenth(right),
                tenth(scale.at(measured.path("value").asDouble())));
    }

    private static String tenth(double value) {
        return "%.1f".formatted(value);
    }
}
