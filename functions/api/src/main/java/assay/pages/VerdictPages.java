package assay.pages;

import static assay.pages.Site.badge;
import static assay.pages.Site.time;

import assay.metrics.Direction;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Verdicts, with each criterion's interval against its margin.
public final class VerdictPages {

    private VerdictPages() {}

    /// Which way a metric gets better, as far as that is known.
    public interface Directions extends Function<String, Optional<Direction>> {}

    /// Many.
    public static String list(Site site, JsonNode json) {
        return site.page(
                "Verdicts",
                Html.of(
                        "<table><thead><tr><th>Version<th>Outcome<th>In one sentence<th>Issued</thead>{}</table>{}",
                        Html.each(
                                json.path("verdicts"),
                                v ->
                                        Html.of(
                                                "<tr><th scope=\"row\">{}<td>{}{}<td>{}<td>{}",
                                                site.link(
                                                        v.path("subject").asString(),
                                                        "v1",
                                                        "verdicts",
                                                        v.path("id").asString()),
                                                badge(v.path("outcome").asString()),
                                                Html.when(
                                                        !v.path("standing").asBoolean(),
                                                        Html.of(" <i>stands no more</i>")),
                                                v.path("summary").asString(),
                                                time(v.path("issuedAt")))),
                        site.next(json)));
    }

    /// One.
    public static String verdict(Site site, JsonNode json, Directions directions) {
        return site.page(
                json.path("subject").asString(),
                Html.of(
                        """
                        <p class="lead">{} {}</p>{}
                        <p>{}{}, at alpha {}, {}.</p>
                        <h2>Criteria</h2>
                        <p class="note">The line in the middle is the margin, the shaded side proves the criterion, and the bar is the interval: it decides, not the point.</p>
                        <table class="forest"><thead><tr><th>Criterion<th>For<th>Demand<th>Interval against margin<th>Outcome<th>Why</thead>{}</table>
                        {}<h2>Evidence</h2>
                        <dl>{}</dl>
                        <p class="note">Anybody can give it once more from this alone: <code>mvn -q -Plocal -Dassay.recompute={}</code></p>
                        """,
                        badge(json.path("outcome").asString()),
                        json.path("summary").asString(),
                        Html.of(
                                "{}{}",
                                Html.when(
                                        !json.path("standing").asBoolean(),
                                        Html.of("<p><b>This verdict stands no more.</b></p>")),
                                Html.when(
                                        json.has("promotion"),
                                        Html.of("<p>{}</p>", json.path("promotion").asString("")))),
                        json.has("variants")
                                ? Html.of("By {} ", site.artefact(json.path("subject").asString()))
                                : Html.of(
                                        "On {}",
                                        Html.each(
                                                json.path("on"),
                                                d ->
                                                        Html.of(
                                                                "{} {} ",
                                                                site.artefact(d.asString()),
                                                                near(site, json, d)))),
                        json.has("against")
                                ? Html.of(
                                        "against {}",
                                        site.artefact(json.path("against").asString()))
                                : Html.of(
                                        json.has("variants")
                                                ? "against the first variant"
                                                : "with no champion to compare with"),
                        Figures.of(json.path("alpha")),
                        time(json.path("issuedAt")),
                        Html.each(
                                json.path("criteria"),
                                c -> criterion(c, json.path("on").size() > 1, directions)),
                        across(json.path("acrossDatasets")),
                        evidence(json.path("evidence")),
                        json.path("id").asString()));
    }

    /// Where the evaluation on a dataset is shown from near.
    private static Html near(Site site, JsonNode verdict, JsonNode dataset) {
        String subject = verdict.path("subject").asString();
        String on = dataset.asString();
        int at = subject.indexOf('@');
        return Html.when(
                subject.startsWith("model:") && at > 0,
                Html.of(
                        "({})",
                        site.link(
                                "from near",
                                "v1",
                                "models",
                                subject.substring(6, Math.max(6, at)),
                                "versions",
                                subject.substring(at + 1),
                                "evaluations",
                                on.substring(on.indexOf(':') + 1))));
    }

    private static Html across(JsonNode criteria) {
        return Html.when(
                !criteria.isEmpty(),
                Html.of(
                        "<h2>Across the datasets</h2><p class=\"note\">Each dataset must pass by itself; this is what they say together, one observation each.</p><ul>{}</ul>",
                        Html.each(
                                criteria,
                                a ->
                                        Html.of(
                                                "<li>{}: {}</li>",
                                                a.path("id").asString(),
                                                AcrossText.of(a)))));
    }

    /// @param several whether there are several datasets, so that each is named
    private static Html criterion(JsonNode criterion, boolean several, Directions directions) {
        String name =
                criterion.path("id").asString()
                        + (criterion.has("variant")
                                ? " in " + criterion.path("variant").asString()
                                : "")
                        + (several && criterion.has("on")
                                ? " on " + criterion.path("on").asString()
                                : "");
        Html row = row(criterion, criterion, name, directions);
        return Html.of(
                "{}{}",
                row,
                Html.each(
                        criterion.path("slices"),
                        s -> row(criterion, s, "… " + s.path("slice").asString(), directions)));
    }

    private static Html row(
            JsonNode criterion, JsonNode found, String name, Directions directions) {
        Optional<Direction> direction = directions.apply(criterion.path("metric").asString(""));
        return Html.of(
                "<tr><th scope=\"row\">{}<td>{}<td>{} {}<td>{}<td>{}<td>{}",
                name,
                criterion.path("stakeholder").asString(),
                criterion.path("metric").asString(""),
                criterion.path("rule").asString(),
                Forest.plot(criterion.path("rule").asString(), found, direction),
                badge(found.path("outcome").asString()),
                found.path("reason").asString(""));
    }

    private static Html evidence(JsonNode evidence) {
        return Html.each(
                evidence.properties(),
                e ->
                        Html.of(
                                "<dt>{}<dd><code>{}</code>",
                                e.getKey(),
                                e.getValue().isString()
                                        ? e.getValue().asString()
                                        : e.getValue().toString()));
    }
}
