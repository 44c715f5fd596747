package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.json.Json;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is exported is what the published schemas, and others' readers, take.
class ExportsTest {

    private static final SchemaRegistry OPEN_LINEAGE = openLineage();
    private static final Schema RUN_EVENT =
            OPEN_LINEAGE.getSchema(
                    SchemaLocation.of("https://openlineage.io/spec/2-0-2/OpenLineage.json"));

    private final Client client = Client.ofCredit();

    private static SchemaRegistry openLineage() {
        Map<String, String> schemas = new HashMap<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/openlineage"))) {
            for (Path file : files.toList()) {
                String schema = Files.readString(file);
                schemas.put(Json.tree(schema).path("$id").asString(), schema);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas));
    }

    private static final Schema PROV = prov();

    private static Schema prov() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(
                            Files.readString(Path.of("src/test/resources/prov-json-schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Schema CYCLONE = cyclone();

    private static Schema cyclone() {
        Map<String, String> schemas = new HashMap<>();
        for (String name : List.of("bom-1.6", "spdx", "jsf-0.82")) {
            String schema = resource("/" + name + ".schema.json");
            schemas.put("http://cyclonedx.org/schema/" + name + ".schema.json", schema);
        }
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_7, builder -> builder.schemas(schemas))
                .getSchema(SchemaLocation.of("http://cyclonedx.org/schema/bom-1.6.schema.json"));
    }

    private static String resource(String name) {
        try (InputStream in = JsonParser.class.getResourceAsStream(name)) {
            return new String(
                    java.util.Objects.requireNonNull(in, name).readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode openLineage(String of) {
        return client.get("/v1/lineage?of=" + of + "&format=openlineage").json();
    }

    @Test
    void everyRunEventAndEveryFacetFitsItsPublishedSchema() {
        JsonNode events = openLineage("model:credit@v3");

        assertThat(events).isNotEmpty();
        assertThat(RUN_EVENT.validate(Json.object())).isNotEmpty();
        Set<String> facets = new HashSet<>();
        for (JsonNode event : events) {
            assertThat(RUN_EVENT.validate(event)).as(event.toString()).isEmpty();
            for (JsonNode facet : event.findValues("_schemaURL")) {
                facets.add(facet.asString());
            }
            checkFacets(event);
        }
        assertThat(facets)
                .anyMatch(f -> f.contains("TestRunFacet"))
                .anyMatch(f -> f.contains("DataQualityAssertionsDatasetFacet"))
                .anyMatch(f -> f.contains("DataQualityMetricsDatasetFacet"));
    }

    private static void checkFacets(JsonNode node) {
        if (node.has("_schemaURL")) {
            Schema schema =
                    OPEN_LINEAGE.getSchema(SchemaLocation.of(node.path("_schemaURL").asString()));
            assertThat(schema.validate(node)).as(node.toString()).isEmpty();
        }
        node.forEach(ExportsTest::checkFacets);
    }

    @Test
    void aVerdictIsATestRunThatFailsUnlessItPromotes() {
        JsonNode tests = tests("v3");

        assertThat(tests.path(0).path("name").asString()).isEqualTo("verdict");
        assertThat(tests.path(0).path("status").asString()).isEqualTo("fail");
        assertThat(tests.path(0).path("actual").asString()).isEqualTo("REJECT");
        assertThat(tests.size()).isGreaterThan(1);
        assertThat(tests("v2").path(0).path("status").asString()).isEqualTo("pass");
    }

    @Test
    void aJobIsTheModelsAndARunTheVersions() {
        assertThat(openLineage("model:credit@v2"))
                .extracting(e -> e.at("/job/name").asString())
                .contains(
                        "training of model:credit",
                        "prediction of model:credit",
                        "evaluation of model:credit",
                        "judgement of model:credit",
                        "check of dataset:credit-train");
    }

    private JsonNode tests(String version) {
        String id = "verdict:" + Credit.id(version);
        for (JsonNode event : openLineage("model:credit@" + version)) {
            if (event.at("/outputs/0/name").asString("").equals(id)) {
                return event.at("/run/facets/test/tests");
            }
        }
        throw new AssertionError("no run of " + id);
    }

    @Test
    void theSameArtefactHasTheSameRunWhereverTheWalkBegan() {
        Map<String, String> runs = new HashMap<>();
        for (String of : List.of("dataset:credit-train@1", "model:credit@v2")) {
            for (JsonNode event : openLineage(of)) {
                String made =
                        event.at("/job/name").asString() + event.at("/outputs/0/name").asString("");
                String run = event.at("/run/runId").asString();
                assertThat(UUID.fromString(run)).isNotNull();
                assertThat(runs.merge(made + event.at("/inputs/0/name"), run, (a, b) -> b))
                        .isEqualTo(run);
            }
        }
    }

    @Test
    void aDatasetsCheckSaysWhatItsColumnsHold() {
        JsonNode event = null;
        for (JsonNode e : openLineage("dataset:credit-holdout@1")) {
            if (e.at("/job/name").asString().equals("check of dataset:credit-holdout")) {
                event = e;
            }
        }
        JsonNode metrics =
                java.util.Objects.requireNonNull(event, "a check")
                        .at("/inputs/0/facets/dataQualityMetrics");
        assertThat(metrics.path("rowCount").asInt()).isEqualTo(600);
        assertThat(metrics.at("/columnMetrics/age/quantiles/0.5").asDouble()).isEqualTo(69);
        assertThat(metrics.at("/columnMetrics/defaulted/nullCount").asInt()).isEqualTo(2);
        assertThat(
                        event.at(
                                        "/inputs/0/inputFacets/dataQualityAssertions/assertions/1/assertion")
                                .asString())
                .isEqualTo("unique");
    }

    /// What it leaves in `target/prov.json` is for the Python package `prov` to read.
    @Test
    void provenanceFitsTheSchemaOfTheSubmission() throws IOException {
        client.send(
                "POST",
                "/v1/datasets/credit-train/versions/1/withdrawal",
                "{\"by\": \"Ada\", \"reason\": \"no consent\"}",
                "Content-Type",
                "application/json");
        var reply = client.get("/v1/lineage?of=model:credit@v2&format=prov");

        assertThat(PROV.validate(reply.json())).isEmpty();
        assertThat(reply.json().propertyNames())
                .contains("wasGeneratedBy", "used", "wasAssociatedWith", "wasInvalidatedBy");
        assertThat(PROV.validate(Json.tree("{\"used\": {\"_:r1\": {\"prov:entity\": 1}}}")))
                .isNotEmpty();
        Files.writeString(Path.of("target/prov.json"), reply.body());
    }

    @Test
    void provenanceNamesOnlyWhatItDescribes() {
        JsonNode prov = client.get("/v1/lineage?of=model:credit@v2&format=prov").json();

        assertThat(prov.at("/prefix/assay").asString()).isEqualTo("urn:assay:");
        Set<String> described = new HashSet<>();
        for (String kind : List.of("entity", "activity", "agent")) {
            prov.path(kind).propertyNames().forEach(described::add);
        }
        assertThat(described)
                .contains(
                        "assay:model/credit@v2",
                        "assay:dataset/credit-train@1",
                        "assay:training/model/credit@v2",
                        "assay:office");
        for (String relation :
                List.of("wasGeneratedBy", "used", "wasDerivedFrom", "wasAssociatedWith")) {
            assertThat(prov.path(relation)).isNotEmpty();
            for (JsonNode link : prov.path(relation)) {
                for (String end :
                        List.of(
                                "prov:entity",
                                "prov:activity",
                                "prov:agent",
                                "prov:usedEntity",
                                "prov:generatedEntity")) {
                    if (link.has(end)) {
                        assertThat(described).contains(link.path(end).asString());
                    }
                }
            }
        }
    }

    @Test
    void aWithdrawalInvalidatesTheEntity() {
        client.send(
                "POST",
                "/v1/datasets/credit-train/versions/1/withdrawal",
                "{\"by\": \"Ada\", \"reason\": \"no consent\"}",
                "Content-Type",
                "application/json");

        JsonNode prov = client.get("/v1/lineage?of=model:credit@v2&format=prov").json();

        JsonNode ended = prov.path("wasInvalidatedBy").iterator().next();
        assertThat(ended.path("prov:entity").asString()).isEqualTo("assay:dataset/credit-train@1");
        assertThat(ended.path("prov:label").asString()).isEqualTo("no consent");
    }

    @Test
    void theBillOfMaterialsFitsItsSchemaAndIsReadByCycloneDx() throws ParseException {
        var reply = client.get("/v1/models/credit/versions/v3/bom");

        assertThat(reply.header("Content-Type")).startsWith("application/vnd.cyclonedx+json");
        assertThat(CYCLONE.validate(Json.object())).isNotEmpty();
        assertThat(CYCLONE.validate(reply.json())).isEmpty();
        var bill = new JsonParser().parse(reply.body().getBytes(StandardCharsets.UTF_8));
        Component model = bill.getMetadata().getComponent();
        assertThat(model.getType()).isEqualTo(Component.Type.MACHINE_LEARNING_MODEL);
        assertThat(model.getBomRef()).isEqualTo("model:credit@v3");
        var metrics = model.getModelCard().getQuantitativeAnalysis().getPerformanceMetrics();
        assertThat(metrics)
                .anySatisfy(m -> {
                    assertThat(m.getType()).isEqualTo("log_loss");
                    assertThat(m.getValue()).isEqualTo("0.4123");
                    assertThat(m.getSlice()).isEqualTo("dataset:credit-holdout@1");
                    assertThat(m.getConfidenceInterval().getLowerBound()).isEqualTo("0.39");
                    assertThat(m.getConfidenceInterval().getUpperBound()).isEqualTo("0.44");
                });
        assertThat(metrics)
                .anySatisfy(m -> {
                    assertThat(m.getSlice()).isEqualTo("dataset:credit-holdout@1, plan=free");
                    assertThat(m.getType()).isEqualTo("log_loss");
                    assertThat(m.getConfidenceInterval().getLowerBound()).isEqualTo("0.36");
                });
        assertThat(metrics).noneMatch(m -> m.getType().equals("latency_ms_p99"));
        assertThat(bill.getComponents())
                .extracting(Component::getBomRef)
                .contains("dataset:credit-train@1", "dataset:credit-holdout@1");
        assertThat(bill.getDependencies())
                .anySatisfy(d -> {
                    assertThat(d.getRef()).isEqualTo("model:credit@v3");
                    assertThat(d.getDependencies())
                            .extracting(org.cyclonedx.model.Dependency::getRef)
                            .contains("dataset:credit-train@1");
                });
        assertThat(client.get("/v1/models/credit/versions/v3/bom").body()).isEqualTo(reply.body());
    }

    @Test
    void thePagesLinkToTheExports() {
        assertThat(client.get("/v1/models/credit/versions/v3", "Accept", "text/html").body())
                .contains("/v1/models/credit/versions/v3/bom");
        assertThat(client.get("/v1/lineage?of=model:credit@v3", "Accept", "text/html").body())
                .contains("format=openlineage")
                .contains("format=prov")
                .contains("format=dot");
    }
}
