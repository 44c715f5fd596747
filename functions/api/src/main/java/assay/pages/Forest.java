package assay.pages;

import assay.metrics.Direction;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One row of a forest plot: an interval against the margin that it was held against. Every row has
/// a scale of its own, with the margin in the middle, so that margins line up.
final class Forest {

    private static final double WIDTH = 240;
    private static final double HEIGHT = 28;
    private static final double CENTRE = WIDTH / 2;
    private static final double REACH = CENTRE - 12;

    private Forest() {}

    /// @param direction of the metric; without it no side is shaded
    static Html plot(String rule, JsonNode found, Optional<Direction> direction) {
        JsonNode interval = found.path("interval");
        if (!found.path("estimate").isNumber()) {
            return Html.NONE;
        }
        double bound = bound(rule, found, direction);
        double estimate = found.path("estimate").asDouble();
        double lower = interval.path(0).asDouble(Double.NEGATIVE_INFINITY);
        double upper = interval.path(1).asDouble(Double.POSITIVE_INFINITY);
        double scale = REACH / span(bound, estimate, lower, upper);
        double left = place(lower, bound, scale);
        double right = place(upper, bound, scale);
        return Html.of(
                """
                <svg viewBox="0 0 240 28" width="240" height="28" role="img" aria-label="{}">{}\
                <line class="margin" x1="120" x2="120" y1="0" y2="28"/>\
                <line class="interval" x1="{}" x2="{}" y1="14" y2="14"/>\
                {}{}<circle class="point" cx="{}" cy="14" r="4"/></svg>\
                <small>{} {}</small>\
                """,
                "Estimate %s, interval %s, margin at %s"
                        .formatted(
                                Figures.of(estimate),
                                Figures.interval(interval),
                                Figures.of(bound)),
                shade(rule, direction),
                tenth(left),
                tenth(right),
                end(lower, left),
                end(upper, right),
                tenth(place(estimate, bound, scale)),
                Figures.of(estimate),
                Figures.interval(interval));
    }

    /// Where the interval ends; an infinite one runs out of the picture.
    private static Html end(double value, double x) {
        return Html.when(
                Double.isFinite(value),
                Html.of(
                        "<line class=\"interval\" x1=\"{}\" x2=\"{}\" y1=\"9\" y2=\"19\"/>",
                        tenth(x),
                        tenth(x)));
    }

    /// Where on the scale of the estimate the decision turns.
    static double bound(String rule, JsonNode found, Optional<Direction> direction) {
        if (found.has("value")) {
            return found.path("value").asDouble();
        }
        double margin = found.path("margin").asDouble();
        boolean lowerIsBetter = direction.equals(Optional.of(Direction.LOWER_IS_BETTER));
        boolean gain = rule.equals("superior");
        return gain == lowerIsBetter ? -margin : margin;
    }

    /// The side on which the criterion is proved.
    private static Html shade(String rule, Optional<Direction> direction) {
        boolean left =
                rule.equals("at-most")
                        || !rule.equals("at-least")
                                && direction.equals(Optional.of(Direction.LOWER_IS_BETTER));
        boolean known =
                rule.startsWith("at-") || direction.isPresent() && !rule.equals("equivalent");
        return Html.when(
                known,
                Html.of(
                        "<rect class=\"proved\" x=\"{}\" y=\"0\" width=\"{}\" height=\"{}\"/>",
                        left ? "0" : tenth(CENTRE),
                        tenth(CENTRE),
                        tenth(HEIGHT)));
    }

    private static double span(double bound, double estimate, double lower, double upper) {
        double span = Math.abs(estimate - bound);
        if (Double.isFinite(lower)) {
            span = Math.max(span, Math.abs(lower - bound));
        }
        if (Double.isFinite(upper)) {
            span = Math.max(span, Math.abs(upper - bound));
        }
        return span > 0 ? span : 1;
    }

    private static double place(double value, double bound, double scale) {
        return Math.clamp(CENTRE + (value - bound) * scale, 0, WIDTH);
    }

    private static String tenth(double value) {
        return "%.1f".formatted(value);
    }
}
