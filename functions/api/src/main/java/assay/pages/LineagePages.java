package assay.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What rests on what, drawn from left, what is rested on, to right.
public final class LineagePages {

    private static final int COLUMN = 260;
    private static final int ROW = 44;
    private static final int BOX = 210;
    private static final int LONGEST = 28;

    /// More boxes than this are a list and no picture.
    private static final int MOST_DRAWN = 200;

    private LineagePages() {}

    /// The graph, and its links as a table.
    public static String lineage(Site site, JsonNode json) {
        String of = json.path("of").asString();
        return site.page(
                "Lineage of " + of,
                Html.of(
                        """
                        <p class="ways">{}{} <a href="{}">what breaks if it changes</a></p>{}{}{}
                        <table><thead><tr><th>This<th>rests so<th>on this</thead>{}</table>{}
                        """,
                        Html.each(
                                List.of("upstream", "downstream", "both"),
                                d ->
                                        Html.of(
                                                "<a href=\"{}&amp;direction={}\">{}</a>",
                                                site.lineage(of),
                                                d,
                                                d)),
                        Html.each(
                                List.of("openlineage", "prov", "dot"),
                                format ->
                                        Html.of(
                                                "<a href=\"{}&amp;direction={}&amp;format={}\">{}</a>",
                                                site.lineage(of),
                                                json.path("direction").asString("both"),
                                                format,
                                                format)),
                        site.impact(of),
                        Html.when(
                                json.path("truncated").asBoolean(),
                                Html.of("<p>More lies beyond what is shown.</p>")),
                        named(site, json),
                        json.path("nodes").size() > MOST_DRAWN
                                ? Html.of(
                                        "<p>Too many to draw; <code>format=dot</code> gives the graph to Graphviz.</p>")
                                : drawn(site, json),
                        Html.each(
                                json.path("edges"),
                                e ->
                                        Html.of(
                                                "<tr><td>{}<td>{}<td>{}",
                                                site.artefact(e.path("from").asString()),
                                                e.path("relation").asString(),
                                                site.artefact(e.path("to").asString()))),
                        site.next(json)));
    }

    /// What has not come yet, and what speaks of persons.
    private static Html named(Site site, JsonNode json) {
        List<JsonNode> placeholders =
                json.path("nodes").valueStream().filter(n -> n.has("placeholder")).toList();
        List<JsonNode> personal =
                json.path("nodes").valueStream().filter(n -> n.has("personalData")).toList();
        return Html.of(
                "{}{}",
                Html.when(
                        !placeholders.isEmpty(),
                        Html.of(
                                "<p>Only named so far, not uploaded: {}</p>",
                                Html.each(
                                        placeholders,
                                        n ->
                                                Html.of(
                                                        "{} ",
                                                        site.artefact(
                                                                n.path("reference").asString()))))),
                Html.when(
                        !personal.isEmpty(),
                        Html.of(
                                "<p>Personal data: {}</p>",
                                Html.each(
                                        personal,
                                        n ->
                                                Html.of(
                                                        "{} ({}) ",
                                                        site.artefact(
                                                                n.path("reference").asString()),
                                                        n.path("personalData")
                                                                .valueStream()
                                                                .map(JsonNode::asString)
                                                                .collect(
                                                                        java.util.stream.Collectors
                                                                                .joining(
                                                                                        ", ")))))));
    }

    /// What breaks if something changes.
    public static String impact(Site site, JsonNode json) {
        String of = json.path("of").asString();
        return site.page(
                "What rests on " + of,
                Html.of(
                        """
                        <p class="lead">If {} changes or goes, {}.</p>
                        <p class="ways"><a href="{}&amp;direction=downstream">Drawn</a></p>
                        {}{}{}{}
                        """,
                        site.artefact(of),
                        touched(json.path("counts")),
                        site.lineage(of),
                        Html.when(
                                json.path("truncated").asBoolean(),
                                Html.of("<p>More rests on it than is looked at.</p>")),
                        Html.when(
                                !json.path("champions").isEmpty(),
                                Html.of(
                                        "<h2>Serving now</h2><ul>{}</ul>",
                                        Html.each(
                                                json.path("champions"),
                                                c ->
                                                        Html.of(
                                                                "<li>{}",
                                                                site.artefact(c.asString()))))),
                        Html.each(KINDS, kind -> touched(site, kind, json.path(kind))),
                        site.next(json)));
    }

    private static final List<String> KINDS =
            List.of(
                    "products",
                    "systems",
                    "components",
                    "experiments",
                    "models",
                    "datasets",
                    "predictions",
                    "evaluations",
                    "verdicts");

    private static String touched(JsonNode counts) {
        List<String> parts =
                KINDS.stream()
                        .filter(kind -> counts.path(kind).asInt() > 0)
                        .map(kind -> counts.path(kind).asInt() + " " + singular(kind, counts))
                        .toList();
        return parts.isEmpty()
                ? "nothing is touched"
                : "this is touched: " + String.join(", ", parts);
    }

    private static String singular(String kind, JsonNode counts) {
        return counts.path(kind).asInt() == 1 && !kind.equals("predictions")
                ? kind.substring(0, kind.length() - 1)
                : kind;
    }

    private static Html touched(Site site, String kind, JsonNode list) {
        return Html.when(
                !list.isEmpty(),
                Html.of(
                        "<h2>{}</h2><table><thead><tr><th>Artefact<th>Because of</thead>{}</table>",
                        kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + kind.substring(1),
                        Html.each(
                                list,
                                e ->
                                        Html.of(
                                                "<tr><th scope=\"row\">{}<td>{}",
                                                site.artefact(e.path("reference").asString()),
                                                chain(e.path("chain"))))));
    }

    private static String chain(JsonNode chain) {
        return chain.valueStream()
                .map(JsonNode::asString)
                .map(r -> r.startsWith("verdict:") ? Site.shortened(r) : r)
                .collect(java.util.stream.Collectors.joining(" → "));
    }

    private record Place(int column, int row) {
        int x() {
            return column * COLUMN + 10;
        }

        int y() {
            return row * ROW + 10;
        }
    }

    private static Html drawn(Site site, JsonNode json) {
        Map<String, Place> places = places(json);
        int width =
                20
                        + BOX
                        + COLUMN * places.values().stream().mapToInt(Place::column).max().orElse(0);
        int height = 10 + ROW * (1 + places.values().stream().mapToInt(Place::row).max().orElse(0));
        return Html.of(
                "<div class=\"wide\"><svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"The links of the table below, drawn\">{}{}</svg></div>",
                width,
                height,
                width,
                height,
                Html.each(json.path("edges"), e -> edge(e, places)),
                Html.each(places.entrySet(), e -> box(site, e.getKey(), e.getValue(), json)));
    }

    /// A column for each number of steps that an artefact's longest way up has, within the graph.
    private static Map<String, Place> places(JsonNode json) {
        Map<String, List<String>> rests = new HashMap<>();
        json.path("edges")
                .forEach(e ->
                        rests.computeIfAbsent(e.path("from").asString(), k -> new ArrayList<>())
                                .add(e.path("to").asString()));
        Map<String, Integer> columns = new LinkedHashMap<>();
        json.path("nodes").forEach(n -> column(n.path("reference").asString(), rests, columns));
        Map<Integer, Integer> rows = new TreeMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        columns.forEach((reference, column) ->
                places.put(reference, new Place(column, rows.merge(column, 1, Integer::sum) - 1)));
        return places;
    }

    private static int column(
            String reference, Map<String, List<String>> rests, Map<String, Integer> columns) {
        Integer known = columns.get(reference);
        if (known != null) {
            return known;
        }
        // Taken for 0 while it is being found, so that a cycle ends.
        columns.put(reference, 0);
        int column =
                rests.getOrDefault(reference, List.of()).stream()
                        .mapToInt(to -> column(to, rests, columns) + 1)
                        .max()
                        .orElse(0);
        columns.put(reference, column);
        return column;
    }

    private static Html edge(JsonNode edge, Map<String, Place> places) {
        Place from = places.get(edge.path("from").asString());
        Place to = places.get(edge.path("to").asString());
        if (from == null || to == null) {
            return Html.NONE;
        }
        int x1 = to.x() + BOX;
        int y1 = to.y() + 16;
        int x2 = from.x();
        int y2 = from.y() + 16;
        int bend = (x1 + x2) / 2;
        return Html.of(
                "<path class=\"edge\" d=\"M{} {}C{} {} {} {} {} {}\"/>",
                x1,
                y1,
                bend,
                y1,
                bend,
                y2,
                x2,
                y2);
    }

    private static Html box(Site site, String reference, Place place, JsonNode json) {
        String name = reference.startsWith("verdict:") ? Site.shortened(reference) : reference;
        String shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
        return Html.of(
                "<a href=\"{}\"><title>{}</title><rect class=\"box {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"32\" rx=\"6\"/><text x=\"{}\" y=\"{}\">{}</text></a>",
                site.lineage(reference),
                reference,
                kind(reference, json),
                place.x(),
                place.y(),
                BOX,
                place.x() + 10,
                place.y() + 20,
                shown);
    }

    private static String kind(String reference, JsonNode json) {
        boolean placeholder =
                json.path("nodes")
                        .valueStream()
                        .anyMatch(n ->
                                n.has("placeholder")
                                        && n.path("reference").asString().equals(reference));
        String kind =
                reference.equals(json.path("of").asString())
                        ? "here"
                        : reference.substring(0, reference.indexOf(':'));
        return placeholder ? kind + " placeholder" : kind;
    }
}
