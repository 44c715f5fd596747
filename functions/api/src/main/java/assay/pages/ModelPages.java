package assay.pages;

import static assay.pages.Site.badge;
import static assay.pages.Site.time;

import tools.jackson.databind.JsonNode;

/// Models, their versions, and how these fared.
public final class ModelPages {

    private ModelPages() {}

    /// Every model.
    public static String list(Site site, JsonNode json) {
        return site.page(
                "Models",
                Html.of(
                        "<table><thead><tr><th>Model<th>Champion<th>Since<th>Why</thead>{}</table>{}",
                        Html.each(
                                json.path("models"),
                                m -> {
                                    String name = m.path("model").asString();
                                    JsonNode champion = m.path("champion");
                                    return Html.of(
                                            "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}",
                                            site.link(name, "v1", "models", name),
                                            champion.path("version").asString("none yet"),
                                            time(champion.path("since")),
                                            champion.path("reason").asString(""));
                                }),
                        site.next(json)));
    }

    /// One model.
    public static String model(Site site, JsonNode json) {
        String name = json.path("model").asString();
        JsonNode champion = json.path("champion");
        Html serving =
                champion.isObject()
                        ? Html.of(
                                "<p class=\"lead\">{} serves since {}. {} {}</p>",
                                site.artefact(champion.path("reference").asString()),
                                time(champion.path("since")),
                                champion.path("reason").asString(),
                                site.link("History", "v1", "models", name, "champion"))
                        : Html.of("<p class=\"lead\">No version serves yet.</p>");
        return site.page(
                name,
                Html.of(
                        """
                        {}<p class="ways">{}{}</p><h2>Versions</h2>
                        <table><thead><tr><th>Version<th>State<th>Why<th>Verdict<th>Uploaded</thead>{}</table>
                        """,
                        serving,
                        site.link("Gate", "v1", "models", name, "gate"),
                        site.link("Offline and online", "v1", "models", name, "agreement"),
                        Html.each(json.path("versions"), v -> row(site, v))));
    }

    private static Html row(Site site, JsonNode version) {
        String name = version.path("version").asString();
        String model = version.path("model").asString();
        JsonNode verdict = version.path("verdict");
        return Html.of(
                "<tr><th scope=\"row\">{}{}<td>{}<td>{}<td>{}<td>{}",
                site.link(name, "v1", "models", model, "versions", name),
                Html.when(version.path("champion").asBoolean(), Html.of(" <b>serves</b>")),
                badge(version.path("state").asString()),
                version.path("reason").asString(""),
                verdict.isObject()
                        ? site.link(
                                verdict.path("outcome").asString().replace('_', ' '),
                                "v1",
                                "verdicts",
                                verdict.path("id").asString())
                        : Html.of("none yet"),
                time(version.path("uploadedAt")));
    }

    /// One version.
    public static String version(Site site, JsonNode json) {
        String reference = json.path("reference").asString();
        String[] at = {
            "v1",
            "models",
            json.path("model").asString(),
            "versions",
            json.path("version").asString()
        };
        JsonNode verdict = json.path("verdict");
        return site.page(
                reference,
                Html.of(
                        """
                        <p class="lead">{} {}</p>
                        <p class="ways"><a href="{}/verdict">Verdict</a><a href="{}/evaluations">Evaluations</a><a href="{}/verdicts">Every verdict</a><a href="{}">Lineage</a><a href="{}/bom">Bill of materials</a>{}</p>
                        <dl><dt>Task<dd>{}<dt>Uploaded<dd>{}<dt>Digest<dd><code>{}</code><dt>Evaluated on<dd>{}<dt>Trained on<dd>{}<dt>Signed<dd>{}</dl>{}
                        """,
                        badge(json.path("state").asString()),
                        json.path("reason").asString(""),
                        site.href(at),
                        site.href(at),
                        site.href(at),
                        site.lineage(reference),
                        site.href(at),
                        Html.when(
                                verdict.has("against"),
                                Html.of(
                                        "<span>against {}</span>",
                                        site.artefact(verdict.path("against").asString("model:")))),
                        json.path("task").asString(),
                        time(json.path("uploadedAt")),
                        json.path("digest").asString(),
                        references(site, json.path("evaluatedOn")),
                        references(site, json.at("/manifest/trainedOn")),
                        signed(json.path("signatures")),
                        site.persons(json)));
    }

    private static Html signed(JsonNode signatures) {
        return signatures.isEmpty()
                ? Html.of("no")
                : Html.each(
                        signatures,
                        s ->
                                s.path("verified").isEmpty()
                                        ? Html.of("yes; the gate names nobody to trust ")
                                        : Html.each(s.path("verified"), ModelPages::verified));
    }

    private static Html verified(JsonNode verified) {
        return verified.path("valid").asBoolean()
                ? Html.of("with {} ", verified.path("by").asString())
                : Html.of("not validly: {} ", verified.path("reason").asString(""));
    }

    private static Html references(Site site, JsonNode references) {
        return references.isEmpty()
                ? Html.of("nothing on record")
                : Html.each(references, r -> Html.of("{} ", site.artefact(r.asString())));
    }

    /// Who serves, and who did.
    public static String champion(Site site, JsonNode json) {
        return site.page(
                "Champions of " + json.path("model").asString(),
                Html.of(
                        "<table><thead><tr><th>Version<th>Since<th>Why<th>By</thead>{}</table>",
                        Html.each(
                                json.path("history").valueStream().toList().reversed(),
                                c ->
                                        Html.of(
                                                "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}",
                                                site.artefact(c.path("reference").asString()),
                                                time(c.path("since")),
                                                c.path("reason").asString(),
                                                c.has("verdict")
                                                        ? site.artefact(
                                                                "verdict:"
                                                                        + c.path("verdict")
                                                                                .asString())
                                                        : Html.of("hand")))));
    }
}
