package assay.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Estimates over time: joined by a band, where they are the same quantity seen again, or each with
/// a whisker of its own, where they are not.
///
/// @param points in order of time
/// @param joined whether the intervals make a band
/// @param bound on which the decision turns
record Band(List<Point> points, boolean joined, OptionalDouble bound) {

    private static final double WIDTH = 640;
    private static final double HEIGHT = 180;
    private static final double LEFT = 64;
    private static final double FOOT = 24;

    /// What was seen at a time.
    ///
    /// @param lower may be infinite
    /// @param upper may be infinite
    record Point(Instant at, String name, double estimate, double lower, double upper) {}

    Band {
        points = List.copyOf(points);
    }

    Html drawn(String label) {
        if (points.isEmpty()) {
            return Html.NONE;
        }
        Scale scale = scale();
        List<Html> parts = new ArrayList<>();
        if (joined && points.size() > 1) {
            parts.add(band(scale));
        } else {
            points.forEach(p -> parts.add(whisker(p, scale)));
        }
        parts.add(level(0, "zero", scale));
        bound.ifPresent(b -> parts.add(level(b, "margin", scale)));
        parts.add(trace(scale));
        parts.add(axes(scale));
        return Html.of(
                "<div class=\"wide\"><svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"{}\">{}</svg></div>",
                (int) WIDTH,
                (int) HEIGHT,
                (int) WIDTH,
                (int) HEIGHT,
                label,
                Html.join(parts.stream()));
    }

    /// Where values and times lie in the picture.
    private record Scale(double least, double most, Instant first, Instant last) {
        double y(double value) {
            double share = (Math.clamp(value, least, most) - least) / (most - least);
            return (1 - share) * (HEIGHT - FOOT - 8) + 8;
        }

        double x(Instant at) {
            double whole = last.toEpochMilli() - first.toEpochMilli();
            double share = whole == 0 ? 0.5 : (at.toEpochMilli() - first.toEpochMilli()) / whole;
            return LEFT + 8 + share * (WIDTH - LEFT - 24);
        }
    }

    /// The first intervals are far wider than the last: the picture keeps to those of the later
    /// three quarters, and what is wider runs out of it.
    private Scale scale() {
        List<Point> later = points.subList(joined ? points.size() / 4 : 0, points.size());
        double[] ends =
                Stream.concat(
                                later.stream()
                                        .flatMap(
                                                p -> Stream.of(p.lower(), p.upper(), p.estimate())),
                                Stream.of(0.0, bound.orElse(0)))
                        .filter(Double::isFinite)
                        .mapToDouble(d -> d)
                        .toArray();
        double least = Arrays.stream(ends).min().orElse(0);
        double most = Arrays.stream(ends).max().orElse(1);
        double room = most > least ? (most - least) * 0.05 : 1;
        return new Scale(least - room, most + room, points.getFirst().at(), points.getLast().at());
    }

    private Html band(Scale scale) {
        String there =
                points.stream()
                        .map(p -> place(scale.x(p.at()), scale.y(p.upper())))
                        .reduce("", (a, b) -> a + " " + b);
        String back =
                points.reversed().stream()
                        .map(p -> place(scale.x(p.at()), scale.y(p.lower())))
                        .reduce("", (a, b) -> a + " " + b);
        return Html.of("<polygon class=\"band\" points=\"{}{}\"/>", there.strip(), back);
    }

    private Html whisker(Point p, Scale scale) {
        return Html.of(
                "<line class=\"interval\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"><title>{}</title></line>",
                tenth(scale.x(p.at())),
                tenth(scale.x(p.at())),
                tenth(scale.y(p.upper())),
                tenth(scale.y(p.lower())),
                "%s: %s [%s, %s]"
                        .formatted(
                                p.name(),
                                Figures.of(p.estimate()),
                                Figures.of(p.lower()),
                                Figures.of(p.upper())));
    }

    private Html trace(Scale scale) {
        Html dots =
                Html.each(
                        points,
                        p ->
                                Html.of(
                                        "<circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"{}\"><title>{}: {} [{}, {}]</title></circle>",
                                        tenth(scale.x(p.at())),
                                        tenth(scale.y(p.estimate())),
                                        points.size() > 60 ? "1.5" : "3",
                                        p.name(),
                                        Figures.of(p.estimate()),
                                        Figures.of(p.lower()),
                                        Figures.of(p.upper())));
        String line =
                points.stream()
                        .map(p -> place(scale.x(p.at()), scale.y(p.estimate())))
                        .reduce("", (a, b) -> a + " " + b)
                        .strip();
        return Html.of(
                "{}{}",
                Html.when(joined, Html.of("<polyline class=\"trace\" points=\"{}\"/>", line)),
                dots);
    }

    private static Html level(double value, String kind, Scale scale) {
        return Html.of(
                "<line class=\"{}\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>",
                kind,
                tenth(LEFT),
                tenth(WIDTH),
                tenth(scale.y(value)),
                tenth(scale.y(value)));
    }

    private Html axes(Scale scale) {
        double[] marks = {scale.least(), (scale.least() + scale.most()) / 2, scale.most()};
        Html values =
                Html.join(
                        IntStream.range(0, marks.length)
                                .mapToObj(i ->
                                        Html.of(
                                                "<text class=\"mark-value\" x=\"{}\" y=\"{}\">{}</text>",
                                                tenth(LEFT - 6),
                                                tenth(scale.y(marks[i]) + 4),
                                                rough(marks[i]))));
        return Html.of(
                "{}<text x=\"{}\" y=\"{}\">{}</text>{}",
                values,
                tenth(LEFT + 8),
                tenth(HEIGHT - 6),
                points.getFirst().name(),
                Html.when(
                        points.size() > 1,
                        Html.of(
                                "<text class=\"mark-value\" x=\"{}\" y=\"{}\">{}</text>",
                                tenth(WIDTH - 8),
                                tenth(HEIGHT - 6),
                                points.getLast().name())));
    }

    private static String rough(double value) {
        return Figures.of(
                new java.math.BigDecimal(value).round(new java.math.MathContext(2)).doubleValue());
    }

    private static String place(double x, double y) {
        return tenth(x) + "," + tenth(y);
    }

    private static String tenth(double value) {
        return "%.1f".formatted(value);
    }
}
