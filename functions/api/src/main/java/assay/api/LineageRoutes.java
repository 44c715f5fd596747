package assay.api;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Form;
import assay.http.Problem.BadParameter;
import assay.http.Problem.Missing;
import assay.http.Route;
import assay.json.Json;
import assay.ledger.AtOnce;
import assay.ledger.Seal;
import assay.lineage.Edge;
import assay.lineage.Impact;
import assay.lineage.Kind;
import assay.lineage.Lineage;
import assay.lineage.Lineage.Direction;
import assay.lineage.Reference;
import assay.pages.LineagePages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an artefact rests on, and what rests on it.
final class LineageRoutes {

    private static final List<String> DIRECTIONS =
            Stream.of(Direction.values()).map(LineageRoutes::word).toList();
    private static final List<String> FORMATS = List.of("json", "dot", "openlineage", "prov");

    private final Records records;
    private final Seal seal;

    LineageRoutes(Records records, Seal seal) {
        this.records = records;
        this.seal = seal;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/lineage",
                        this::lineage,
                        "of",
                        "direction",
                        "depth",
                        "format",
                        "limit",
                        "next"),
                Route.get("/v1/lineage/impact", this::impact, "of", "depth", "limit", "next"));
    }

    private Answer lineage(Call call) {
        Reference of = of(call);
        Direction direction =
                Direction.valueOf(
                        call.word("direction", DIRECTIONS)
                                .orElse(word(Direction.BOTH))
                                .toUpperCase(Locale.ROOT));
        int depth = call.number("depth", 0, 100, 10);
        Optional<String> format = call.word("format", FORMATS);
        checkKnown(of);
        Lineage lineage = Lineage.trace(of, direction, depth, records.graph);
        return format.isEmpty()
                ? whole(call, lineage, direction, depth)
                : in(format.get(), call, lineage, direction, depth);
    }

    private Answer whole(Call call, Lineage lineage, Direction direction, int depth) {
        ObjectNode tree = json(window(call, lineage, direction, depth), lineage, direction);
        return Answer.Found.in(
                Shapes.json(tree),
                Shapes.page(call, site -> LineagePages.lineage(site, tree)),
                dot(lineage));
    }

    private Answer in(String format, Call call, Lineage lineage, Direction direction, int depth) {
        if (format.equals("dot")) {
            return Answer.Found.in(dot(lineage));
        }
        Window window = window(call, lineage, direction, depth);
        Origins origins = new Origins(lineage, window.part(), records);
        Form form =
                switch (format) {
                    case "openlineage" -> Shapes.json(OpenLineage.of(origins));
                    case "prov" -> Shapes.json(Prov.of(origins, records));
                    default -> Shapes.json(json(window, lineage, direction));
                };
        String again =
                "?of=%s&direction=%s&depth=%d&format=%s&limit=%d&next="
                        .formatted(
                                URLEncoder.encode(lineage.of().toString(), StandardCharsets.UTF_8),
                                word(direction),
                                depth,
                                format,
                                window.to() - window.from());
        return Answer.Found.in(form).goingOn(window.next().map(again::concat));
    }

    private static Form dot(Lineage lineage) {
        return new Form("text/vnd.graphviz", () -> Dot.of(lineage));
    }

    private Answer impact(Call call) {
        Reference of = of(call);
        int depth = call.number("depth", 0, 10_000, 10_000);
        checkKnown(of);
        Impact impact = Impact.of(of, depth, records.graph);
        Window window =
                Window.of(call, impact.touched(), "impact of " + of + " within " + depth, seal);
        ObjectNode json = Touched.by(impact, window, records);
        return Answer.Found.in(
                Shapes.json(json), Shapes.page(call, site -> LineagePages.impact(site, json)));
    }

    private static Reference of(Call call) {
        String text = call.text("of").orElse("");
        return Reference.find(text)
                .orElseThrow(() ->
                        new BadParameter(
                                        "of",
                                        text.isEmpty()
                                                ? "'of' is missing."
                                                : "'of' is '" + text + "', which is no reference.",
                                        "Name an artefact, like of=dataset:churn-holdout@3.")
                                .thrown());
    }

    private void checkKnown(Reference of) {
        boolean known =
                switch (of.kind()) {
                    case DATASET -> records.datasets.find(of).isPresent() || isLinked(of);
                    case MODEL -> records.models.find(of).isPresent() || isLinked(of);
                    case CODE, COMPONENT, SYSTEM, PRODUCT, PREDICTIONS, EVALUATION, VERDICT ->
                            isLinked(of);
                    case EXPERIMENT ->
                            records.experiments.definition(of.name()).isPresent() || isLinked(of);
                };
        if (!known) {
            throw new Missing(
                            of + " is not on record, and nothing that is names it.",
                            "/v1/models, /v1/datasets and /v1/experiments list what is registered.")
                    .thrown();
        }
    }

    private boolean isLinked(Reference of) {
        return records.graph.isLinked(of);
    }

    private Window window(Call call, Lineage lineage, Direction direction, int depth) {
        String asked = "%s of %s within %d".formatted(word(direction), lineage.of(), depth);
        return Window.of(call, List.copyOf(lineage.depths().keySet()), asked, seal);
    }

    private ObjectNode json(Window window, Lineage lineage, Direction direction) {
        ObjectNode json = Json.object();
        json.put("of", lineage.of().toString());
        json.put("direction", word(direction));
        ArrayNode nodes = json.putArray("nodes");
        Map<Reference, Looked> looked = AtOnce.each(window.part(), this::look);
        looked.forEach((reference, record) -> {
            ObjectNode node = nodes.addObject();
            node.put("reference", reference.toString());
            node.put("kind", reference.kind().word());
            node.put("distance", lineage.depths().get(reference));
            if (record.placeholder()) {
                node.put("placeholder", true);
            }
            if (!record.personal().isEmpty()) {
                ArrayNode columns = node.putArray("personalData");
                record.personal().forEach(columns::add);
            }
        });
        ArrayNode edges = json.putArray("edges");
        for (Edge edge : edges(window, lineage)) {
            ObjectNode link = edges.addObject();
            link.put("from", edge.from().toString());
            link.put("relation", Dot.word(edge.relation()));
            link.put("to", edge.to().toString());
        }
        json.put("truncated", lineage.truncated());
        window.put(json);
        return json;
    }

    /// Each link belongs to the part in which the later of its ends is.
    private static List<Edge> edges(Window window, Lineage lineage) {
        Map<Reference, Integer> places = new HashMap<>();
        window.all().forEach(reference -> places.put(reference, places.size()));
        return lineage.edges().stream()
                .filter(e -> {
                    int place =
                            Math.max(
                                    places.getOrDefault(e.from(), 0),
                                    places.getOrDefault(e.to(), 0));
                    return place >= window.from() && place < window.to();
                })
                .toList();
    }

    /// What is shown of an artefact's record.
    private record Looked(boolean placeholder, List<String> personal) {}

    private Looked look(Reference reference) {
        if (reference.kind() != Kind.DATASET) {
            return new Looked(records.isPlaceholder(reference), List.of());
        }
        return records.datasets
                .find(reference)
                .map(d -> new Looked(false, d.manifest().personalData().orElse(List.of())))
                .orElse(new Looked(true, List.of()));
    }

    private static String word(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }
}
