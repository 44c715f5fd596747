package assay.pages;

import static assay.pages.Site.time;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What every version of a model must show.
public final class GatePages {

    private GatePages() {}

    /// The gate in force.
    public static String gate(Site site, JsonNode json) {
        JsonNode gate = json.path("gate");
        String model = json.path("model").asString();
        boolean uploaded = json.path("source").asString().equals("uploaded");
        return site.page(
                "Gate of " + model,
                Html.of(
                        """
                        <p class="lead">{}</p>
                        <p>{}</p>
                        <table><thead><tr><th>Criterion<th>For<th>Metric<th>Demand<th>Test<th>Divided by</thead>{}</table>
                        <dl><dt>Alpha<dd>{}<dt>Power<dd>{}<dt>Datasets<dd>{}<dt>Promotion<dd>{}<dt>Digest<dd><code>{}</code></dl>
                        <h2>As JSON</h2><pre>{}</pre>
                        """,
                        uploaded
                                ? Html.of("Uploaded {}.", time(json.path("since")))
                                : Html.of(
                                        "No gate was uploaded: the default gate of the task {} applies. Upload <code>gates/{}/gate.json</code> to have another.",
                                        json.path("task").asString(),
                                        model),
                        gate.path("description").asString(""),
                        Html.each(gate.path("criteria"), GatePages::criterion),
                        Figures.of(gate.path("alpha").asDouble(0.05)),
                        Figures.of(gate.path("power").asDouble(0.8)),
                        texts(gate.path("datasets"), ", ", "all that a version has predictions on"),
                        gate.path("promotion").asString("automatic"),
                        json.path("digest").asString(),
                        gate.toPrettyString()));
    }

    private static Html criterion(JsonNode criterion) {
        return Html.of(
                "<tr><th scope=\"row\">{}<td>{}<td>{}<td>{}<td>{}<td>{}",
                criterion.path("id").asString(),
                criterion.path("stakeholder").asString("ml"),
                criterion.path("metric").asString(""),
                demand(criterion),
                texts(criterion.path("test"), ", else ", ""),
                criterion
                        .path("by")
                        .valueStream()
                        .map(by -> by.isArray() ? texts(by, " and ", "") : by.asString())
                        .collect(Collectors.joining(", ")));
    }

    private static String demand(JsonNode criterion) {
        List<String> words = new ArrayList<>(List.of(criterion.path("rule").asString()));
        if (criterion.has("value")) {
            words.add(Figures.of(criterion.path("value")));
        }
        if (criterion.path("margin").asDouble(0) > 0) {
            words.add("by " + Figures.of(criterion.path("margin")));
        }
        if (criterion.path("strict").asBoolean(false)) {
            words.add("strictly");
        }
        return String.join(" ", words);
    }

    private static String texts(JsonNode one, String between, String none) {
        return one.isString()
                ? one.asString()
                : one.isEmpty()
                        ? none
                        : one.valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(between));
    }
}
