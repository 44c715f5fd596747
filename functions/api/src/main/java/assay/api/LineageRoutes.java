package assay.api;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Form;
import assay.http.Problem.BadParameter;
import assay.http.Problem.Missing;
import assay.http.Route;
import assay.json.Json;
import assay.lineage.Edge;
import assay.lineage.Lineage;
import assay.lineage.Lineage.Direction;
import assay.lineage.Reference;
import assay.pages.LineagePages;
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

    LineageRoutes(Records records) {
        this.records = records;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/lineage", this::lineage, "of", "direction", "depth", "format"),
                Route.get("/v1/lineage/impact", this::impact, "of"));
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
                ? whole(call, lineage, direction)
                : in(format.get(), lineage, direction);
    }

    private Answer whole(Call call, Lineage lineage, Direction direction) {
        ObjectNode tree = json(lineage, direction, records);
        return Answer.Found.in(
                Shapes.json(tree),
                Shapes.page(call, site -> LineagePages.lineage(site, tree)),
                dot(lineage));
    }

    private Answer in(String format, Lineage lineage, Direction direction) {
        Origins origins = new Origins(lineage, records);
        return Answer.Found.in(
                switch (format) {
                    case "dot" -> dot(lineage);
                    case "openlineage" -> Shapes.json(OpenLineage.of(origins));
                    case "prov" -> Shapes.json(Prov.of(origins, records));
                    default -> Shapes.json(json(lineage, direction, records));
                });
    }

    private static Form dot(Lineage lineage) {
        return new Form("text/vnd.graphviz", () -> Dot.of(lineage));
    }

    private Answer impact(Call call) {
        Reference of = of(call);
        checkKnown(of);
        return Answer.Found.in(Shapes.json(Touched.by(of, records)));
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
        return !records.graph.upstream(of).isEmpty() || !records.graph.downstream(of).isEmpty();
    }

    private static ObjectNode json(Lineage lineage, Direction direction, Records records) {
        ObjectNode json = Json.object();
        json.put("of", lineage.of().toString());
        json.put("direction", word(direction));
        ArrayNode nodes = json.putArray("nodes");
        for (Map.Entry<Reference, Integer> entry : lineage.depths().entrySet()) {
            Reference reference = entry.getKey();
            ObjectNode node = nodes.addObject();
            node.put("reference", reference.toString());
            node.put("kind", reference.kind().word());
            node.put("distance", entry.getValue());
            if (records.isPlaceholder(reference)) {
                node.put("placeholder", true);
            }
            List<String> personal = Touched.personalColumns(reference, records);
            if (!personal.isEmpty()) {
                ArrayNode columns = node.putArray("personalData");
                personal.forEach(columns::add);
            }
        }
        ArrayNode edges = json.putArray("edges");
        for (Edge edge : lineage.edges()) {
            ObjectNode link = edges.addObject();
            link.put("from", edge.from().toString());
            link.put("relation", Dot.word(edge.relation()));
            link.put("to", edge.to().toString());
        }
        json.put("truncated", lineage.truncated());
        return json;
    }

    private static String word(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }
}
