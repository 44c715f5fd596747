package assay.api;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Form;
import assay.http.Problem.Missing;
import assay.http.Route;
import assay.json.Json;
import assay.manifest.Manifests;
import assay.pages.OfficePages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The way in, the contracts, how pages look, and a sign of life.
final class ContractRoutes {

    List<Route> routes() {
        return List.of(
                Route.get("/", ContractRoutes::home),
                Route.get("/schemas/{kind}.json", ContractRoutes::schema),
                Route.get("/style.css", ContractRoutes::style),
                Route.get("/openapi.json", ContractRoutes::openApi),
                Route.get("/health", ContractRoutes::health));
    }

    private static Answer home(Call call) {
        ObjectNode json = Json.object();
        for (String list : List.of("models", "experiments", "verdicts", "datasets", "uploads")) {
            json.put(list, "/v1/" + list);
        }
        json.put("openapi", "/openapi.json");
        return Answer.Found.in(Shapes.json(json), Shapes.page(call, OfficePages::home));
    }

    private static Answer schema(Call call) {
        String kind = call.place("kind");
        if (!Manifests.KINDS.contains(kind)) {
            throw new Missing(
                            "There is no schema of the kind " + kind + ".",
                            "The kinds are " + String.join(", ", Manifests.KINDS) + ".")
                    .thrown();
        }
        String schema = Manifests.schema(kind);
        return Answer.Found.in(
                new Form(Form.JSON, () -> schema),
                new Form("application/schema+json", () -> schema));
    }

    private static Answer openApi(Call call) {
        return Answer.Found.in(new Form(Form.JSON, () -> Json.write(description())));
    }

    private static JsonNode description() {
        try (InputStream in = ContractRoutes.class.getResourceAsStream("api.yaml")) {
            if (in == null) {
                throw new IllegalStateException("api.yaml is not beside " + ContractRoutes.class);
            }
            return new YAMLMapper().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("api.yaml", e);
        }
    }

    private static Answer style(Call call) {
        return Answer.Found.in(new Form("text/css", OfficePages::style));
    }

    private static Answer health(Call call) {
        return Answer.Found.in(Shapes.json(Json.object().put("status", "up")));
    }
}
