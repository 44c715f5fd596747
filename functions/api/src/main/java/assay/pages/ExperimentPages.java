package assay.pages;

import static assay.pages.Site.badge;
import static assay.pages.Site.time;

import assay.metrics.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// Experiments: what they ask, what they say, and what they said.
public final class ExperimentPages {

    private ExperimentPages() {}

    private static final Map<String, String> LEFT_OUT = new LinkedHashMap<>();

    static {
        LEFT_OUT.put("crossed", "units seen in two variants");
        LEFT_OUT.put("bots", "units taken for bots");
        LEFT_OUT.put("outside", "units first exposed before the start or after the end");
        LEFT_OUT.put("untriggered", "units without the trigger");
        LEFT_OUT.put("unexposed", "units with outcomes, but no exposure");
        LEFT_OUT.put("outcomesUnexposed", "outcomes of those");
        LEFT_OUT.put("outcomesBefore", "outcomes before the unit's first exposure");
    }

    /// Every experiment.
    public static String list(Site site, JsonNode json) {
        return site.page(
                "Experiments",
                Html.of(
                        "<table><thead><tr><th>Experiment<th>Now<th>In one sentence<th>As of</thead>{}</table>{}",
                        Html.each(
                                json.path("experiments"),
                                e -> {
                                    String name = e.path("experiment").asString();
                                    return Html.of(
                                            "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}",
                                            site.link(name, "v1", "experiments", name),
                                            e.has("outcome")
                                                    ? badge(e.path("outcome").asString())
                                                    : Html.NONE,
                                            e.path("summary").asString("It has not been read yet."),
                                            time(e.path("at")));
                                }),
                        site.next(json)));
    }

    /// One experiment.
    ///
    /// @param series its results in brief, oldest first
    public static String experiment(Site site, JsonNode json, List<JsonNode> series) {
        String name = json.path("experiment").asString();
        JsonNode definition = json.path("definition");
        JsonNode result = json.path("result");
        return site.page(
                name,
                Html.of(
                        "{}<p class=\"ways\">{}{}<a href=\"{}\">Lineage</a></p>{}{}{}",
                        lead(json),
                        site.link("Verdict", "v1", "experiments", name, "verdict"),
                        site.link("Every result", "v1", "experiments", name, "results"),
                        site.lineage("experiment:" + name),
                        asked(site, definition),
                        result.isObject() ? found(result, definition, series) : Html.NONE,
                        history(site, json.path("verdicts"))));
    }

    private static Html lead(JsonNode json) {
        JsonNode result = json.path("result");
        JsonNode refused = json.at("/logs/refused");
        return Html.of(
                "{}{}<p class=\"lead\">{}</p>",
                result.isObject()
                        ? Html.of(
                                "<p class=\"lead\">{} {} {}</p>",
                                badge(result.path("outcome").asString()),
                                result.path("summary").asString(),
                                time(result.path("at")))
                        : Html.of("<p class=\"lead\">Its logs have not been read yet.</p>"),
                Html.when(
                        refused.asInt(0) > 0,
                        Html.of(
                                "<p><b>{} log files are refused.</b> <code>/v1/uploads?state=refused</code> says why.</p>",
                                refused.asInt(0))),
                json.at("/definition/description").asString(""));
    }

    private static Html asked(Site site, JsonNode definition) {
        return Html.of(
                """
                <dl><dt>Unit<dd>{}<dt>From<dd>{}<dt>Until<dd>{}<dt>Inference<dd>{}, alpha {}, power {}, at least {} days</dl>
                <table><thead><tr><th>Variant<th class="n">Share<th>Serves</thead>{}</table>
                """,
                definition.path("unit").asString("unit"),
                time(definition.path("start")),
                definition.has("end") ? time(definition.path("end")) : Html.of("open"),
                definition.at("/inference/method").asString("always-valid"),
                Figures.of(definition.path("alpha").asDouble(0.05)),
                Figures.of(definition.path("power").asDouble(0.8)),
                definition.path("minimumDays").asInt(0),
                Html.each(
                        definition.path("variants"),
                        v ->
                                Html.of(
                                        "<tr><th scope=\"row\">{}<td class=\"n\">{}<td>{}",
                                        v.path("name").asString(),
                                        Figures.of(v.path("share")),
                                        v.has("serves")
                                                ? site.artefact(v.path("serves").asString())
                                                : Html.NONE)));
    }

    private static Html found(JsonNode result, JsonNode definition, List<JsonNode> series) {
        return Html.of(
                "{}{}{}{}{}{}",
                effects(result.path("criteria")),
                overTime(series),
                split(result, definition),
                slices(result.path("criteria")),
                daily(result.path("criteria")),
                left(result.path("leftOut")));
    }

    private static Html effects(JsonNode criteria) {
        return Html.of(
                """
                <h2>Effects</h2>
                <p class="note">The line in the middle is the margin, the shaded side proves the criterion, and the bar is the interval: it decides, not the point. \
                “Detectable” is the least effect that this many units show with the power asked for; “Power now” is their chance to show the metric's \
                minimum effect, or that a guardrail holds where nothing changes.</p>
                <table class="forest"><thead><tr><th>Metric<th>For<th>In<th>Effect against margin<th>Relative<th class="n">Detectable<th class="n">Power now<th class="n">Days to go<th>Outcome<th>Why</thead>{}</table>
                """,
                Html.each(criteria, ExperimentPages::effect));
    }

    private static Html effect(JsonNode criterion) {
        JsonNode relative = criterion.path("relative");
        return Html.of(
                "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}<td>{}<td class=\"n\">{}<td class=\"n\">{}<td class=\"n\">{}<td>{}<td>{}",
                criterion.path("metric").asString(""),
                criterion.path("stakeholder").asString(""),
                criterion.path("variant").asString(""),
                Forest.plot(criterion.path("rule").asString(""), criterion, direction(criterion)),
                relative.isObject()
                        ? Html.of(
                                "{}<br><small>[{}, {}]</small>",
                                percent(relative.path("estimate")),
                                percent(relative.at("/interval/0")),
                                percent(relative.at("/interval/1")))
                        : Html.NONE,
                Figures.of(criterion.path("detectable")),
                criterion.has("power")
                        ? Html.of("{}", percent(criterion.at("/power/now")))
                        : Html.NONE,
                Figures.of(criterion.path("daysNeeded")),
                badge(criterion.path("outcome").asString()),
                criterion.path("reason").asString(""));
    }

    private static String percent(JsonNode share) {
        return share.isNumber() ? Figures.of(share.asDouble() * 100) + " %" : "∞";
    }

    private static Optional<Direction> direction(JsonNode criterion) {
        return switch (criterion.path("direction").asString("")) {
            case "increase" -> Optional.of(Direction.HIGHER_IS_BETTER);
            case "decrease" -> Optional.of(Direction.LOWER_IS_BETTER);
            default -> Optional.empty();
        };
    }

    private static Html overTime(List<JsonNode> series) {
        Map<String, List<Band.Point>> points = new LinkedHashMap<>();
        Map<String, OptionalDouble> bounds = new LinkedHashMap<>();
        for (JsonNode result : series) {
            for (JsonNode criterion : result.path("criteria")) {
                if (criterion.has("estimate")) {
                    points.computeIfAbsent(name(criterion), n -> new ArrayList<>())
                            .add(point(result.path("at").asString(), criterion));
                    bounds.put(name(criterion), bound(criterion));
                }
            }
        }
        List<Html> bands = new ArrayList<>();
        points.forEach((name, its) ->
                bands.add(
                        Html.of(
                                "<h3>{}</h3>{}",
                                name,
                                new Band(its, true, bounds.getOrDefault(name, NO_BOUND))
                                        .drawn(
                                                "Estimate and interval of "
                                                        + name
                                                        + " over time"))));
        return Html.when(
                !bands.isEmpty(),
                Html.of(
                        "<h2>Over time</h2><p class=\"note\">What was said at each look, as it was said then: the estimate, and the interval as a band; the dashed line is the margin.</p>{}",
                        Html.join(bands.stream())));
    }

    private static final OptionalDouble NO_BOUND = OptionalDouble.empty();

    private static String name(JsonNode criterion) {
        return criterion.path("metric").asString("")
                + " in "
                + criterion.path("variant").asString("");
    }

    private static OptionalDouble bound(JsonNode criterion) {
        return criterion.has("margin")
                ? OptionalDouble.of(
                        Forest.bound(
                                criterion.path("rule").asString(""),
                                criterion,
                                direction(criterion)))
                : NO_BOUND;
    }

    private static Band.Point point(String at, JsonNode found) {
        boolean day = at.length() == 10;
        return new Band.Point(
                Instant.parse(day ? at + "T00:00:00Z" : at),
                day ? at : at.substring(0, 16).replace('T', ' '),
                found.path("estimate").asDouble(),
                found.at("/interval/0").asDouble(Double.NEGATIVE_INFINITY),
                found.at("/interval/1").asDouble(Double.POSITIVE_INFINITY));
    }

    private static Html split(JsonNode result, JsonNode definition) {
        JsonNode units = result.path("units");
        double all = units.path("byVariant").valueStream().mapToDouble(JsonNode::asDouble).sum();
        boolean broken = units.has("cause");
        return Html.of(
                """
                <h2>Who came in</h2>
                <p>{} The split has an always-valid p-value of {}; below 0.001 the randomisation is taken for broken.{}</p>
                <table><thead><tr><th>Variant<th class="n">Units<th class="n">Share<th class="n">Asked for</thead>{}</table>
                {}{}
                """,
                badge(broken ? "FAIL" : "PASS"),
                Figures.of(units.path("pValueOfSplit")),
                broken ? " It is: " + units.path("cause").asString() + "." : "",
                Html.each(
                        definition.path("variants"),
                        v -> {
                            JsonNode count =
                                    units.path("byVariant").path(v.path("name").asString());
                            return Html.of(
                                    "<tr><th scope=\"row\">{}<td class=\"n\">{}<td class=\"n\">{}<td class=\"n\">{}",
                                    v.path("name").asString(),
                                    Figures.of(count),
                                    all > 0 ? Figures.of(count.asDouble() / all) : "–",
                                    Figures.of(v.path("share")));
                        }),
                Columns.of("Units that came in, by day and variant", result.path("exposures")),
                Columns.legend(units.path("byVariant").propertyNames()));
    }

    private static Html slices(JsonNode criteria) {
        List<Html> rows = new ArrayList<>();
        for (JsonNode criterion : criteria) {
            for (JsonNode slice : criterion.path("slices")) {
                rows.add(
                        Html.of(
                                "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}<td class=\"n\">{}<td>{}",
                                slice.path("slice").asString(),
                                criterion.path("metric").asString(""),
                                criterion.path("variant").asString(""),
                                Forest.plot(
                                        criterion.path("rule").asString(""),
                                        slice,
                                        direction(criterion)),
                                Figures.of(slice.path("rows")),
                                badge(slice.path("outcome").asString())));
            }
        }
        return Html.when(
                !rows.isEmpty(),
                Html.of(
                        "<h2>By dimension</h2><p class=\"note\">Intervals hold for all values of a dimension at once. Slices decide nothing.</p><table class=\"forest\"><thead><tr><th>Slice<th>Metric<th>In<th>Effect against margin<th class=\"n\">Units<th>Alone</thead>{}</table>",
                        Html.join(rows.stream())));
    }

    private static Html daily(JsonNode criteria) {
        List<Html> plots = new ArrayList<>();
        for (JsonNode criterion : criteria) {
            if (!criterion.path("byDay").isEmpty()) {
                List<Band.Point> days =
                        criterion
                                .path("byDay")
                                .valueStream()
                                .map(d -> point(d.path("day").asString(), d))
                                .toList();
                JsonNode trend = criterion.path("trend");
                plots.add(
                        Html.of(
                                "<h3>{}</h3>{}{}",
                                name(criterion),
                                new Band(days, false, NO_BOUND)
                                        .drawn("Effect on each day of " + name(criterion)),
                                Html.when(
                                        trend.isObject(),
                                        Html.of(
                                                "<p>Treatment over control changes by {} [{}, {}] a day: {}</p>",
                                                percent(trend.path("perDay")),
                                                percent(trend.at("/interval/0")),
                                                percent(trend.at("/interval/1")),
                                                trend.path("changes").asBoolean()
                                                        ? "novelty wears off, or habit grows."
                                                        : "no change is proved."))));
            }
        }
        return Html.when(
                !plots.isEmpty(),
                Html.of(
                        "<h2>Day by day</h2><p class=\"note\">The effect among units in by then, each day by itself, with its own interval. Where units do a thing once, it shrinks as they become more; what is held against chance is treatment over control.</p>{}",
                        Html.join(plots.stream())));
    }

    private static Html left(JsonNode left) {
        return Html.of(
                "<h2>Left out</h2><table><thead><tr><th>What does not count<th class=\"n\">How many</thead>{}</table>",
                Html.each(
                        LEFT_OUT.entrySet(),
                        e ->
                                Html.of(
                                        "<tr><td>{}<td class=\"n\">{}",
                                        e.getValue(),
                                        Figures.of(left.path(e.getKey())))));
    }

    private static Html history(Site site, JsonNode verdicts) {
        return Html.when(
                !verdicts.isEmpty(),
                Html.of(
                        "<h2>Verdicts</h2><table><thead><tr><th>Outcome<th>In one sentence<th>What became of it<th>Issued</thead>{}</table>",
                        Html.each(
                                verdicts,
                                v ->
                                        Html.of(
                                                "<tr><th scope=\"row\"><a href=\"{}\">{}</a>{}<td>{}<td>{} {}<td>{}",
                                                site.href(
                                                        "v1", "verdicts", v.path("id").asString()),
                                                badge(v.path("outcome").asString()),
                                                Html.when(
                                                        !v.path("standing").asBoolean(),
                                                        Html.of(" <i>stands no more</i>")),
                                                v.path("summary").asString(),
                                                v.has("promotes") ? champion(site, v) : Html.NONE,
                                                v.path("promotion")
                                                        .asString(v.path("champion").asString("")),
                                                time(v.path("issuedAt"))))));
    }

    private static Html champion(Site site, JsonNode verdict) {
        String version = verdict.path("promotes").asString();
        String model = version.substring(version.indexOf(':') + 1, version.indexOf('@'));
        return site.link("Champions of " + model + ".", "v1", "models", model, "champion");
    }

    /// What it said at each time.
    public static String results(Site site, JsonNode json) {
        List<JsonNode> oldestFirst = json.path("results").valueStream().toList().reversed();
        String name = json.path("experiment").asString();
        return site.page(
                "Results of " + name,
                Html.of(
                        "<p class=\"ways\">{}</p>{}<table><thead><tr><th>At<th>Outcome<th>Metric<th>In<th class=\"n\">Effect<th class=\"n\">Interval<th class=\"n\">Units</thead>{}</table>{}",
                        site.link(name, "v1", "experiments", name),
                        overTime(oldestFirst),
                        Html.each(
                                json.path("results"),
                                r ->
                                        Html.each(
                                                r.path("criteria"),
                                                c ->
                                                        Html.of(
                                                                "<tr><td>{}<td>{}<td>{}<td>{}<td class=\"n\">{}<td class=\"n\">{}<td class=\"n\">{}",
                                                                time(r.path("at")),
                                                                badge(r.path("outcome").asString()),
                                                                c.path("metric").asString(""),
                                                                c.path("variant").asString(""),
                                                                Figures.of(c.path("estimate")),
                                                                c.has("interval")
                                                                        ? Figures.interval(
                                                                                c.path("interval"))
                                                                        : "",
                                                                Figures.of(c.path("rows"))))),
                        site.next(json)));
    }
}
