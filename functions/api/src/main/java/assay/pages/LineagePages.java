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
                        <p class="ways">{}{}</p>{}{}
                        <table><thead><tr><th>This<th>rests so<th>on this</thead>{}</table>
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
                        Html.when(
                                json.path("truncated").asBoolean(),
                                Html.of("<p>More lies beyond what is shown.</p>")),
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
                                                site.artefact(e.path("to").asString())))));
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
                Html.each(
                        places.entrySet(),
                        e -> box(site, e.getKey(), e.getValue(), json.path("of").asString())));
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

    private static Html box(Site site, String reference, Place place, String of) {
        String name = reference.startsWith("verdict:") ? Site.shortened(reference) : reference;
        String shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
        return Html.of(
                "<a href=\"{}\"><title>{}</title><rect class=\"box {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"32\" rx=\"6\"/><text x=\"{}\" y=\"{}\">{}</text></a>",
                site.lineage(reference),
                reference,
                reference.equals(of) ? "here" : reference.substring(0, reference.indexOf(':')),
                place.x(),
                place.y(),
                BOX,
                place.x() + 10,
                place.y() + 20,
                shown);
    }
}
