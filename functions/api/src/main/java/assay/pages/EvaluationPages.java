package assay.pages;

import static assay.pages.Site.badge;
import static assay.pages.Site.time;

import assay.pages.Plot.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// How a version fared: by dataset, and on one dataset from near.
public final class EvaluationPages {

    private EvaluationPages() {}

    /// Dataset by dataset.
    public static String list(Site site, JsonNode json) {
        return site.page(
                "Evaluations",
                json.path("evaluations").isEmpty()
                        ? Html.of("<p class=\"lead\">It has not been evaluated yet.</p>")
                        : Html.each(
                                json.path("evaluations"),
                                e ->
                                        Html.of(
                                                """
                                                <h2>{} on {}</h2>
                                                <p>{} rows with a prediction, {} without. {} <a href="{}">Curves, slices, worst examples</a></p>
                                                {}
                                                """,
                                                site.artefact(e.path("model").asString()),
                                                site.artefact(e.path("dataset").asString()),
                                                Figures.of(e.path("rows")),
                                                Figures.of(e.path("missing")),
                                                time(e.path("evaluatedAt")),
                                                e.path("detail").asString(""),
                                                metrics(e.path("metrics")))));
    }

    private static Html metrics(JsonNode metrics) {
        return Html.of(
                "<table><thead><tr><th>Metric<th class=\"n\">Value<th class=\"n\">Interval<th class=\"n\">Confidence<th>Remark</thead>{}</table>",
                Html.each(
                        metrics,
                        m ->
                                Html.of(
                                        "<tr><th scope=\"row\">{}<td class=\"n\">{}<td class=\"n\">{}<td class=\"n\">{}<td>{}",
                                        m.path("metric").asString(),
                                        Figures.of(m.path("value")),
                                        m.has("interval")
                                                ? Figures.interval(m.path("interval"))
                                                : "",
                                        Figures.of(m.path("confidence")),
                                        m.path("reason").asString(""))));
    }

    /// On one dataset, from near.
    public static String detail(Site site, JsonNode json) {
        JsonNode comparison = json.path("comparison");
        List<Html> sections = new ArrayList<>();
        sections.add(
                Html.of(
                        """
                        <p class="lead">{} on {}: {} rows with a prediction, {} without.</p>
                        <p>{} {}</p>
                        """,
                        site.artefact(json.path("model").asString()),
                        site.artefact(json.path("dataset").asString()),
                        Figures.of(json.path("rows")),
                        Figures.of(json.path("missing")),
                        time(json.path("evaluatedAt")),
                        verdict(site, comparison)));
        if (!json.has("task")) {
            sections.add(
                    Html.of(
                            "<p class=\"note\">It was evaluated by a version of Assay that kept no curves, slices and examples.</p>"));
        }
        sections.add(curves(json));
        sections.add(
                Html.each(
                        json.path("classes"),
                        c -> Html.of("<h2>Class {}</h2>{}", c.path("class").asString(), plots(c))));
        sections.add(confusion(json.path("confusion")));
        sections.add(histograms(json.path("histograms")));
        sections.add(tails(json.path("tails")));
        sections.add(
                slices(
                        "Slices",
                        "Intervals of one table hold together, at 95 %. The slice with the worst value is marked.",
                        json.path("slices")));
        sections.add(importance(comparison.path("importance")));
        sections.add(costs(comparison.path("costs")));
        sections.add(disagreement(comparison));
        sections.add(examples(json.path("worst"), comparison.path("regret")));
        sections.add(Html.of("<h2>Metrics</h2>{}", metrics(json.path("metrics"))));
        return site.page(
                json.path("model").asString() + " on " + json.path("dataset").asString(),
                Html.join(sections.stream()));
    }

    private static Html verdict(Site site, JsonNode comparison) {
        if (!comparison.has("verdict")) {
            return Html.of("No verdict looked at it yet.");
        }
        return Html.of(
                "{} {} {}",
                badge(comparison.path("outcome").asString()),
                site.artefact("verdict:" + comparison.path("verdict").asString()),
                comparison.has("against")
                        ? Html.of(
                                "against {}", site.artefact(comparison.path("against").asString()))
                        : Html.of("with no champion to compare with"));
    }

    private static Html figure(String caption, Html picture) {
        return Html.of("<figure>{}<figcaption>{}</figcaption></figure>", picture, caption);
    }

    private static Html curves(JsonNode json) {
        return Html.when(
                json.has("curves"), Html.of("<h2>Curves and calibration</h2>{}", plots(json)));
    }

    private static Html plots(JsonNode json) {
        JsonNode curves = json.path("curves");
        List<Html> figures = new ArrayList<>();
        if (curves.has("roc")) {
            String roc = Figures.of(curves.at("/roc/area"));
            String precision = Figures.of(curves.at("/precisionRecall/area"));
            figures.add(
                    figure(
                            "ROC, area " + roc,
                            Plot.curve(
                                    curves.at("/roc/points"),
                                    "false positive rate",
                                    "recall",
                                    true,
                                    "ROC curve, area " + roc)));
            figures.add(
                    figure(
                            "Precision and recall, average precision " + precision,
                            Plot.curve(
                                    curves.at("/precisionRecall/points"),
                                    "recall",
                                    "precision",
                                    false,
                                    "Precision-recall curve, average precision " + precision)));
        }
        if (json.has("calibration")) {
            String error = Figures.of(json.at("/calibration/error"));
            figures.add(
                    figure(
                            "Reliability, expected calibration error " + error,
                            Plot.reliability(
                                    json.at("/calibration/bins"),
                                    "Reliability curve, expected calibration error " + error)));
        }
        return Html.of(
                "{}<div class=\"plots\">{}</div>",
                Html.when(
                        curves.has("reason"),
                        Html.of(
                                "<p class=\"note\">No curves: {}.</p>",
                                curves.path("reason").asString(""))),
                Html.join(figures.stream()));
    }

    private static Html confusion(JsonNode confusion) {
        return Html.when(
                confusion.isObject(),
                Html.of(
                        "<h2>Confusion</h2><p class=\"note\">Rows are the truth, columns the decisions{}; the colour is the share of the row.</p><div class=\"wide\">{}</div>",
                        confusion.has("threshold")
                                ? ", positive from "
                                        + Figures.of(confusion.path("threshold"))
                                        + " on"
                                : "",
                        Plot.matrix(
                                confusion.path("classes"),
                                confusion.path("weights"),
                                "Confusion matrix of "
                                        + confusion.path("classes").size()
                                        + " classes")));
    }

    private static Html histograms(JsonNode histograms) {
        return Html.when(
                histograms.isObject(),
                Html.of(
                        "<h2>Distribution</h2><div class=\"plots\">{}</div>",
                        Html.each(
                                histograms.properties(),
                                h -> {
                                    String caption =
                                            switch (h.getKey()) {
                                                case "positive" -> "Scores of positive rows";
                                                case "negative" -> "Scores of negative rows";
                                                case "residual" ->
                                                        "Residuals: predicted minus true";
                                                default -> h.getKey();
                                            };
                                    return figure(
                                            caption,
                                            Plot.bars(
                                                    h.getValue(),
                                                    h.getKey().equals("positive") ? "positive" : "",
                                                    caption));
                                })));
    }

    private static String quantity(String name) {
        return switch (name) {
            case "latency_ms" -> "latency_ms: a row's part of its batch";
            case "call_latency_ms" -> "call_latency_ms: a call with one row";
            default -> name;
        };
    }

    private static Html tails(JsonNode tails) {
        return Html.when(
                !tails.isEmpty(),
                Html.of(
                        "<h2>Tails</h2>{}",
                        Html.each(
                                tails,
                                t ->
                                        Html.of(
                                                "<table><thead><tr><th>{}<th class=\"n\">Value<th class=\"n\">Interval<th>Remark</thead>{}</table>",
                                                quantity(t.path("of").asString()),
                                                Html.each(
                                                        t.path("quantiles"),
                                                        q ->
                                                                Html.of(
                                                                        "<tr><th scope=\"row\">p{}<td class=\"n\">{}<td class=\"n\">{}<td>{}",
                                                                        Figures.of(
                                                                                q.path(
                                                                                        "percentage")),
                                                                        Figures.of(q.path("value")),
                                                                        q.has("interval")
                                                                                ? Figures.interval(
                                                                                        q.path(
                                                                                                "interval"))
                                                                                : "",
                                                                        q.path("reason")
                                                                                .asString("")))))));
    }

    private static Html slices(String title, String note, JsonNode reports) {
        return Html.when(
                !reports.isEmpty(),
                Html.of(
                        "<h2>{}</h2><p class=\"note\">{}</p>{}",
                        title,
                        note,
                        Html.each(reports, EvaluationPages::slices)));
    }

    private static Html slices(JsonNode report) {
        String by =
                report.path("by")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(" and "));
        if (report.has("reason")) {
            return Html.of("<p>By {}: {}.</p>", by, report.path("reason").asString());
        }
        Scale scale = Scale.of(report.path("slices"));
        String worst = report.path("worst").asString("");
        return Html.of(
                "<table class=\"forest\"><thead><tr><th>{} by {}<th class=\"n\">Rows<th>Drawn<th class=\"n\">Value<th class=\"n\">Interval<th>Remark</thead>{}</table>",
                report.path("metric").asString(),
                by,
                Html.each(
                        report.path("slices"),
                        s -> {
                            String name = s.path("slice").asString();
                            return Html.of(
                                    "<tr><th scope=\"row\">{}{}<td class=\"n\">{}<td>{}<td class=\"n\">{}<td class=\"n\">{}<td>{}",
                                    name,
                                    Html.when(
                                            name.equals(worst),
                                            Html.of(" <b class=\"badge undecided\">worst</b>")),
                                    Figures.of(s.path("rows")),
                                    Plot.interval(s, scale),
                                    Figures.of(s.path("value")),
                                    s.has("interval") ? Figures.interval(s.path("interval")) : "",
                                    s.path("reason").asString(""));
                        }));
    }

    private static Html importance(JsonNode importance) {
        if (importance.has("reason")) {
            return Html.of(
                    "<h2>What it relies on</h2><p class=\"note\">{}</p>",
                    importance.path("reason").asString());
        }
        JsonNode features = importance.path("features");
        Scale scale = Scale.of(features).withZero();
        return Html.when(
                !features.isEmpty(),
                Html.of(
                        """
                        <h2>What it relies on</h2>
                        <p class="note">How {} changes on {} rows when one column is shuffled among them, and with it what the model learnt of it. Each interval holds by itself, at 95 %; columns that tell the same stand in for each other.</p>
                        <table class="forest"><thead><tr><th>Column<th>Change<th class="n">Value<th class="n">Interval<th>Remark</thead>{}</table>
                        """,
                        importance.path("metric").asString(),
                        Figures.of(importance.path("rows")),
                        Html.each(
                                features,
                                f ->
                                        Html.of(
                                                "<tr><th scope=\"row\">{}<td>{}<td class=\"n\">{}<td class=\"n\">{}<td>{}",
                                                f.path("feature").asString(),
                                                Plot.bar(f, scale),
                                                Figures.of(f.path("value")),
                                                f.has("interval")
                                                        ? Figures.interval(f.path("interval"))
                                                        : "",
                                                f.path("reason").asString("")))));
    }

    private static Html costs(JsonNode costs) {
        return Html.when(
                !costs.isEmpty(),
                Html.of(
                        """
                        <h2>Costs per 1,000 decisions</h2>
                        <p class="note">The best threshold is the one that would have cost least on these very rows; on others it costs more.</p>
                        <table><thead><tr><th>Model<th>Criteria<th class="n">Threshold<th class="n">Cost<th class="n">Interval<th class="n">Best threshold<th class="n">Cost there<th>Remark</thead>{}</table>
                        """,
                        Html.each(
                                costs,
                                c ->
                                        Html.of(
                                                "{}{}",
                                                cost("challenger", c),
                                                Html.when(
                                                        c.has("champion"), cost("champion", c))))));
    }

    private static Html cost(String who, JsonNode tariff) {
        JsonNode paid = tariff.path(who);
        JsonNode best = paid.path("best");
        return Html.of(
                "<tr><th scope=\"row\">{}<td>{}<td class=\"n\">{}<td class=\"n\">{} {}<td class=\"n\">{}<td class=\"n\">{}<td class=\"n\">{}<td>{}",
                who,
                tariff.path("criteria")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(", ")),
                Figures.of(tariff.path("threshold")),
                Figures.of(paid.path("value")),
                tariff.path("currency").asString(""),
                paid.has("interval") ? Figures.interval(paid.path("interval")) : "",
                best.isObject() && !best.has("threshold")
                        ? "none: decide all negative"
                        : Figures.of(best.path("threshold")),
                Figures.of(best.path("value")),
                paid.path("reason").asString(""));
    }

    private static Html disagreement(JsonNode comparison) {
        if (!comparison.has("disagreement")) {
            return slices(
                    "Slices the gate asks about",
                    "Intervals of one table hold together, at 95 %.",
                    comparison.path("slices"));
        }
        JsonNode all = comparison.path("disagreement");
        return Html.of(
                "<h2>Challenger and champion</h2><p>Disagreement in {} over {}: {} {} {}</p>{}",
                all.path("of").asString().replace('_', ' '),
                comparison.has("queries")
                        ? Figures.of(comparison.path("queries")) + " queries"
                        : Figures.of(comparison.path("rows")) + " rows",
                Figures.of(all.path("value")),
                all.has("interval") ? Figures.interval(all.path("interval")) : "",
                all.path("reason").asString(""),
                slices(
                        "Where they differ",
                        "Challenger's value, its difference from the champion's, and how often the two disagree, slice by slice.",
                        comparison.path("slices")));
    }

    private static Html examples(JsonNode worst, JsonNode regret) {
        return Html.when(
                worst.isObject() || regret.isObject(),
                Html.of(
                        "<h2>Worst examples</h2><div class=\"plots\">{}{}</div>",
                        examples("By loss", worst),
                        examples("By regret against the champion", regret)));
    }

    private static Html examples(String title, JsonNode worst) {
        return Html.when(
                worst.isObject(),
                Html.of(
                        "<details open><summary>{}</summary><table><thead><tr><th>Id<th class=\"n\">{}</thead>{}</table></details>",
                        title,
                        worst.path("metric").asString(""),
                        Html.each(
                                worst.path("examples"),
                                e ->
                                        Html.of(
                                                "<tr><td><code>{}</code><td class=\"n\">{}",
                                                e.path("id").asString(),
                                                Figures.of(e.path("value"))))));
    }
}
