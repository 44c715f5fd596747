package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.api.Routes;
import assay.http.Route;
import assay.json.Json;
import assay.ledger.Seal;
import assay.testing.InMemoryLedger;
import assay.testing.InMemoryWork;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private final JsonNode description = Client.ofNothing().get("/openapi.json").json();
    private final List<Route> routes =
            Routes.of(
                    new InMemoryLedger(),
                    new Seal("a secret"),
                    new InMemoryWork(),
                    InstantSource.fixed(Credit.START));

    @Test
    void itIsOpenApi() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        OpenApiTest.class.getResourceAsStream("/openapi-3.1-schema.json"))) {
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(
                            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                    .getSchema(schema)
                                    .validate(description))
                    .isEmpty();
        }
    }

    @Test
    void itDescribesEveryRouteAndNoOther() {
        List<String> described = new ArrayList<>();
        description
                .path("paths")
                .forEachEntry((path, operations) ->
                        operations.forEachEntry((method, operation) -> {
                            if (!method.equals("parameters")) {
                                described.add(method.toUpperCase(Locale.ROOT) + " " + path);
                            }
                        }));
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        routes.stream().map(r -> r.method() + " " + r.path()).toList());
    }

    @Test
    void itNamesTheParametersOfEachRoute() {
        for (Route route : routes) {
            JsonNode operation =
                    description
                            .path("paths")
                            .path(route.path())
                            .path(route.method().toLowerCase(Locale.ROOT));
            List<String> described =
                    operation
                            .path("parameters")
                            .valueStream()
                            .map(this::resolved)
                            .filter(p -> p.path("in").asString().equals("query"))
                            .map(p -> p.path("name").asString())
                            .toList();
            assertThat(described).as(route.path()).isEqualTo(route.parameters());
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = description.findValues("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(r ->
                        assertThat(description.at(r.asString().substring(1)).isMissingNode())
                                .as(r.asString())
                                .isFalse());
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? description.at(node.path("$ref").asString().substring(1))
                : Json.tree(Json.write(node));
    }
}
