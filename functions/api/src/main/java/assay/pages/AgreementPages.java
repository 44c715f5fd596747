package assay.pages;

import static assay.pages.Site.badge;

import tools.jackson.databind.JsonNode;

/// What gates foretold, against what experiments found.
public final class AgreementPages {

    private AgreementPages() {}

    /// Of one model, every offline metric with every online one.
    public static String agreement(Site site, JsonNode json) {
        String model = json.path("model").asString();
        return site.page(
                "Offline and online: " + model,
                Html.of(
                        """
                        <p class="lead">What the gate foretold of each version, against what the experiment then found of it: \
                        an offline metric that puts versions in the order in which experiments put them is one to trust.</p>
                        <p class="ways">{}{}</p>
                        <p class="note">Gains count improvement upwards, in the metric's own unit; the bars are both intervals. \
                        Below {} experiments nothing is said. Effects are those at the decision.</p>
                        {}
                        """,
                        site.link(model, "v1", "models", model),
                        site.link("Experiments", "v1", "experiments"),
                        Figures.of(json.path("fewest")),
                        json.path("agreements").isEmpty()
                                ? Html.of(
                                        "<p>No experiment on two versions of {} that the gate had compared is decided yet.</p>",
                                        model)
                                : Html.each(json.path("agreements"), a -> one(site, a))));
    }

    private static Html one(Site site, JsonNode agreement) {
        String title =
                "%s → %s"
                        .formatted(
                                agreement.path("offline").asString(),
                                agreement.path("online").asString());
        return Html.of(
                """
                <h2>{}</h2>
                <p>{} {} {}</p>
                <div class="beside">{}<table><thead><tr><th>Experiment<th>Of<th class="n">Foretold<th class="n">Found<th>Decided</thead>{}</table></div>
                """,
                title,
                badge(agreement.path("outcome").asString()),
                agreement.has("tau")
                        ? "Kendall's tau-b %s%s."
                                .formatted(
                                        Figures.of(agreement.path("tau")),
                                        agreement.has("interval")
                                                ? " " + Figures.interval(agreement.path("interval"))
                                                : "")
                        : "",
                agreement.path("reason").asString(""),
                Scatter.of(
                        title + ": gains foretold to the right, found upwards",
                        agreement.path("points")),
                Html.each(agreement.path("points"), p -> row(site, p)));
    }

    private static Html row(Site site, JsonNode point) {
        return Html.of(
                "<tr><th scope=\"row\">{}<td>{}<td class=\"n\">{}<br><small>{}</small><td class=\"n\">{}<br><small>{}</small><td>{}",
                site.artefact(point.path("experiment").asString()),
                site.artefact(point.path("challenger").asString()),
                Figures.of(point.at("/foretold/gain")),
                Figures.interval(point.at("/foretold/interval")),
                Figures.of(point.at("/found/gain")),
                Figures.interval(point.at("/found/interval")),
                site.link(
                        point.path("outcome").asString(),
                        "v1",
                        "verdicts",
                        point.path("verdict").asString()));
    }
}
