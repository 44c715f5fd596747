package assay.pages;

import assay.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Where the pages lie, and what they have in common.
///
/// @param base before every path: the stage, or nothing
/// @param list this page's own address without where its list begins, to add a parameter to
public record Site(String base, String list) {

    /// The site around a request.
    public static Site around(Request request) {
        String list =
                request.query().entrySet().stream()
                        .filter(e -> !e.getKey().equals("next"))
                        .flatMap(e -> e.getValue().stream().map(v -> e.getKey() + "=" + encoded(v)))
                        .sorted()
                        .map(pair -> pair + "&")
                        .collect(Collectors.joining());
        return new Site(request.base(), request.base() + request.path() + "?" + list);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// A whole page.
    String page(String title, Html content) {
        return Html.of(
                        """
                        <!doctype html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>{} · Assay</title>
                        <link rel="icon" href="data:,">
                        <link rel="stylesheet" href="{}/style.css">
                        </head>
                        <body>
                        <header><a class="mark" href="{}/">Assay</a>
                        <nav><a href="{}/v1/models">Models</a><a href="{}/v1/experiments">Experiments</a><a href="{}/v1/verdicts">Verdicts</a><a href="{}/v1/datasets">Datasets</a><a href="{}/v1/uploads">Uploads refused</a></nav></header>
                        <main><h1>{}</h1>
                        {}</main>
                        </body>
                        </html>
                        """,
                        title,
                        base,
                        base,
                        base,
                        base,
                        base,
                        base,
                        base,
                        title,
                        content)
                .markup();
    }

    /// A link to the path of these steps.
    Html link(String text, String... steps) {
        return Html.of("<a href=\"{}\">{}</a>", href(steps), text);
    }

    String href(String... steps) {
        return base + Arrays.stream(steps).map(s -> "/" + encoded(s)).collect(Collectors.joining());
    }

    /// A link to the page of an artefact; to its lineage where it has none.
    Html artefact(String reference) {
        int colon = reference.indexOf(':');
        int at = reference.indexOf('@');
        String kind = reference.substring(0, Math.max(colon, 0));
        boolean paged = (kind.equals("model") || kind.equals("dataset")) && at > 0;
        if (paged) {
            return link(
                    reference,
                    "v1",
                    kind + "s",
                    reference.substring(colon + 1, at),
                    "versions",
                    reference.substring(at + 1));
        }
        if (kind.equals("experiment")) {
            return link(reference, "v1", "experiments", reference.substring(colon + 1));
        }
        return kind.equals("verdict")
                ? link(shortened(reference), "v1", "verdicts", reference.substring(8))
                : Html.of("<a href=\"{}\">{}</a>", lineage(reference), reference);
    }

    /// A verdict by the first digits of its id.
    static String shortened(String verdict) {
        return "verdict " + verdict.substring(8, Math.min(verdict.length(), 16));
    }

    String lineage(String reference) {
        return href("v1", "lineage") + "?of=" + encoded(reference);
    }

    /// The personal data that an artefact holds or inherits.
    Html persons(JsonNode json) {
        return Html.when(
                !json.path("personalData").isEmpty(),
                Html.of(
                        "<h2>Personal data</h2><ul>{}</ul>",
                        Html.each(
                                json.path("personalData"),
                                p ->
                                        Html.of(
                                                "<li>{} {}",
                                                artefact(p.path("dataset").asString()),
                                                p.path("columns")
                                                        .valueStream()
                                                        .map(JsonNode::asString)
                                                        .collect(Collectors.joining(", "))))));
    }

    String impact(String reference) {
        return href("v1", "lineage", "impact") + "?of=" + encoded(reference);
    }

    /// Where a list goes on.
    Html next(JsonNode json) {
        return Html.when(
                json.has("next"),
                Html.of(
                        "<p><a href=\"{}next={}\">Next page</a></p>",
                        list,
                        encoded(json.path("next").asString(""))));
    }

    /// An outcome or state, in its colour.
    static Html badge(String word) {
        return Html.of(
                "<span class=\"badge {}\">{}</span>",
                word.toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                word.replace('_', ' '));
    }

    /// A time to the second.
    static Html time(JsonNode instant) {
        String text = instant.asString("");
        String plain = text.length() < 19 ? text : text.substring(0, 19).replace('T', ' ') + " UTC";
        return Html.of("<time datetime=\"{}\">{}</time>", text, plain);
    }
}
