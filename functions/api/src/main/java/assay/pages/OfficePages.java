package assay.pages;

import static assay.pages.Site.time;

import assay.http.Problem;
import assay.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// The way in, what was refused, and what went wrong.
public final class OfficePages {

    private OfficePages() {}

    /// The first page.
    public static String home(Site site) {
        return site.page(
                "An assay office for machine learning",
                Html.of(
                        """
                        <p class="lead">Teams upload datasets and models; each version is tried, compared with the champion, and stamped: \
                        {} {} or {}, with the reasons and the numbers behind them.</p>
                        <div class="cards">
                        <a href="{}/v1/models"><b>Models</b>who serves, and how each version stands</a>
                        <a href="{}/v1/experiments"><b>Experiments</b>what each version does to those it serves</a>
                        <a href="{}/v1/verdicts"><b>Verdicts</b>every decision, newest first</a>
                        <a href="{}/v1/datasets"><b>Datasets</b>what models are made of and tried on</a>
                        <a href="{}/v1/uploads"><b>Uploads refused</b>what is wrong, and where</a>
                        </div>
                        <p>Programs get JSON from the same paths: <a href="{}/openapi.json">openapi.json</a>.</p>
                        """,
                        Site.badge("PROMOTE"),
                        Site.badge("REJECT"),
                        Site.badge("NEED_DATA"),
                        site.base(),
                        site.base(),
                        site.base(),
                        site.base(),
                        site.base(),
                        site.base()));
    }

    /// Uploads in one state.
    public static String uploads(Site site, JsonNode json, String state) {
        return site.page(
                "Uploads: " + state,
                Html.of(
                        """
                        <p class="ways"><a href="{}/v1/uploads?state=refused">refused</a><a href="{}/v1/uploads?state=conflict">conflict</a><a href="{}/v1/uploads?state=waiting">waiting</a></p>
                        <table><thead><tr><th>Upload<th>What and where<th>Found</thead>{}</table>{}
                        """,
                        site.base(),
                        site.base(),
                        site.base(),
                        Html.each(
                                json.path("uploads"),
                                u ->
                                        Html.of(
                                                "<tr><th scope=\"row\"><code>{}</code><td><ul>{}</ul><td>{}",
                                                u.path("key").asString(),
                                                Html.each(u.path("faults"), OfficePages::fault),
                                                time(u.path("at")))),
                        site.next(json)));
    }

    private static Html fault(JsonNode fault) {
        String where =
                fault.has("pointer")
                        ? fault.path("pointer").asString()
                        : fault.path("file").asString("")
                                + (fault.has("row") ? ", row " + fault.path("row").asString() : "")
                                + (fault.path("column").asString("").isEmpty()
                                        ? ""
                                        : ", " + fault.path("column").asString());
        return Html.of("<li><code>{}</code> {}", where, fault.path("reason").asString());
    }

    /// What went wrong, and what to do.
    public static String problem(Request request, int status, String title, Problem problem) {
        return Site.around(request)
                .page(
                        title,
                        Html.of(
                                "<p class=\"lead\">{}</p><p>{}</p><p><small>{}</small></p>",
                                problem.detail(),
                                problem.remedy(),
                                status));
    }

    /// How every page looks.
    public static String style() {
        try (InputStream in = OfficePages.class.getResourceAsStream("style.css")) {
            if (in == null) {
                throw new IllegalStateException("style.css is not beside " + OfficePages.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("style.css", e);
        }
    }
}
