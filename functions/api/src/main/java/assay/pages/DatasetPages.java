package assay.pages;

import static assay.pages.Site.time;

import tools.jackson.databind.JsonNode;

/// Datasets and what they hold.
public final class DatasetPages {

    private DatasetPages() {}

    /// Every dataset.
    public static String list(Site site, JsonNode json) {
        return site.page(
                "Datasets",
                Html.of(
                        "<table><thead><tr><th>Dataset</thead>{}</table>{}",
                        Html.each(
                                json.path("datasets"),
                                d -> {
                                    String name = d.path("dataset").asString();
                                    return Html.of(
                                            "<tr><th scope=\"row\">{}",
                                            site.link(name, "v1", "datasets", name));
                                }),
                        site.next(json)));
    }

    /// One dataset.
    public static String dataset(Site site, JsonNode json) {
        return site.page(
                json.path("dataset").asString(),
                Html.of(
                        "<table><thead><tr><th>Version<th class=\"n\">Rows<th>Uploaded<th>Digest</thead>{}</table>",
                        Html.each(
                                json.path("versions"),
                                v ->
                                        Html.of(
                                                "<tr><th scope=\"row\">{}<td class=\"n\">{}<td>{}<td><code>{}</code>",
                                                site.artefact(v.path("reference").asString()),
                                                Figures.of(v.path("rows")),
                                                time(v.path("uploadedAt")),
                                                v.path("digest").asString()))));
    }

    /// One version.
    public static String version(Site site, JsonNode json) {
        String reference = json.path("reference").asString();
        return site.page(
                reference,
                Html.of(
                        """
                        <p class="lead">{} rows, uploaded {}.{}</p>
                        <p class="ways"><a href="{}">Lineage</a></p>
                        <h2>Permitted use</h2>{}{}
                        <h2>Columns</h2>
                        <table><thead><tr><th>Column<th>Type<th class="n">Missing<th class="n">Distinct<th class="n">Least<th class="n">Median<th class="n">Greatest<th>Values</thead>{}</table>
                        <h2>Checks</h2>{}
                        {}
                        """,
                        Figures.of(json.path("rows")),
                        time(json.path("uploadedAt")),
                        json.path("inferred").asBoolean() ? " Its columns are inferred." : "",
                        site.lineage(reference),
                        use(json.path("use")),
                        site.persons(json),
                        Html.each(json.at("/profile/columns"), DatasetPages::column),
                        fields(json.path("checks"), "It states no checks."),
                        Html.when(!json.path("drift").isEmpty(), drift(json.path("drift")))));
    }

    private static Html drift(JsonNode drift) {
        return Html.of(
                """
                <h2>Drift from {}</h2>
                <p>The population stability index of each column: by custom, below 0.1 is little, above 0.25 much.</p>
                <table><thead><tr><th>Column<th class="n">Index<th>Drift</thead>{}</table>
                """,
                drift.path("from").asString(),
                Html.each(
                        drift.path("columns"),
                        c ->
                                Html.of(
                                        "<tr><th scope=\"row\">{}<td class=\"n\">{}<td>{}",
                                        c.path("name").asString(),
                                        Figures.of(c.path("stabilityIndex")),
                                        c.path("level")
                                                .asString()
                                                .toLowerCase(java.util.Locale.ROOT))));
    }

    private static Html use(JsonNode use) {
        return fields(use, "Nothing is stated: every use is permitted, and the verdict says so.");
    }

    private static Html column(JsonNode column) {
        JsonNode numbers = column.path("numbers");
        JsonNode percentiles = numbers.path("percentiles");
        return Html.of(
                "<tr><th scope=\"row\">{}<td>{}<td class=\"n\">{}<td class=\"n\">{}{}<td class=\"n\">{}<td class=\"n\">{}<td class=\"n\">{}<td>{}",
                column.path("name").asString(),
                column.path("type").asString().toLowerCase(java.util.Locale.ROOT),
                Figures.of(column.path("nulls")),
                column.path("distinctIsExact").asBoolean(true) ? "" : "≥ ",
                Figures.of(column.path("distinct")),
                Figures.of(percentiles.path(0)),
                Figures.of(percentiles.path(50)),
                Figures.of(percentiles.path(100)),
                numbers.has("histogram")
                        ? Histogram.of(numbers.path("histogram"))
                        : Html.each(
                                column.path("top"),
                                t ->
                                        Html.of(
                                                "<span class=\"value\">{} <small>{}</small></span> ",
                                                t.path("value").asString(),
                                                Figures.of(t.path("count")))));
    }

    /// A JSON value in as plain a form as it allows.
    private static Html fields(JsonNode json, String none) {
        if (json.isEmpty()) {
            return Html.of("<p>{}</p>", none);
        }
        if (json.isArray()) {
            return Html.of("<ul>{}</ul>", Html.each(json, i -> Html.of("<li>{}", words(i))));
        }
        return Html.of(
                "<dl>{}</dl>",
                Html.each(
                        json.properties(),
                        e -> Html.of("<dt>{}<dd>{}", e.getKey(), words(e.getValue()))));
    }

    private static Html words(JsonNode value) {
        if (value.isObject()) {
            return Html.each(
                    value.properties(),
                    e ->
                            Html.of(
                                    "<span class=\"value\"><small>{}</small> {}</span> ",
                                    e.getKey(),
                                    words(e.getValue())));
        }
        if (value.isArray()) {
            return Html.each(value, i -> Html.of("{} ", words(i)));
        }
        return Html.of("{}", value.isNumber() ? Figures.of(value) : value.asString(""));
    }
}
