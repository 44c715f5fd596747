package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.handler.Client.Reply;
import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.ledger.Datasets;
import assay.ledger.Graph;
import assay.ledger.Seal;
import assay.ledger.Source;
import assay.lineage.Edge;
import assay.lineage.Edge.Relation;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest;
import assay.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LineageRoutesTest {

    private static final String IMPACT = "/v1/lineage/impact?of=dataset:credit-train@1";
    private static final List<String> LISTS =
            List.of("datasets", "models", "predictions", "evaluations", "verdicts");

    private final Client client = Client.ofCredit();

    private static List<String> references(JsonNode part) {
        List<String> references = new ArrayList<>();
        for (String list : LISTS) {
            part.path(list).forEach(e -> references.add(e.path("reference").asString()));
        }
        return references;
    }

    @Test
    void thePartsOfAnImpactAreTheWholeOfIt() {
        JsonNode whole = client.get(IMPACT).json();
        assertThat(whole.path("total").asInt()).isGreaterThan(7);
        assertThat(whole.has("next")).isFalse();

        List<String> parts = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            String on = next.get().isEmpty() ? "" : "&next=" + next.get();
            JsonNode part = client.get(IMPACT + "&limit=3" + on).json();
            assertThat(references(part)).hasSizeLessThanOrEqualTo(3);
            assertThat(part.path("counts")).isEqualTo(whole.path("counts"));
            assertThat(part.path("champions")).isEqualTo(whole.path("champions"));
            parts.addAll(references(part));
            next = part.has("next") ? Optional.of(part.path("next").asString()) : Optional.empty();
        }
        assertThat(parts).containsExactlyInAnyOrderElementsOf(references(whole));
    }

    @Test
    void whereItGoesOnCannotBeAlteredNorGuessedNorTakenFromAnotherQuestion() {
        String next = client.get(IMPACT + "&limit=3").json().path("next").asString();
        refused(IMPACT + "&limit=3&next=" + altered(next, 0));
        refused(IMPACT + "&limit=3&next=" + altered(next, next.length() - 1));
        refused(IMPACT + "&limit=3&next=" + next.substring(0, next.length() - 2));
        refused(IMPACT + "&limit=3&next=none");
        refused("/v1/lineage/impact?of=dataset:credit-train@1&depth=1&limit=3&next=" + next);
        refused("/v1/lineage/impact?of=model:credit@v1&limit=3&next=" + next);
        refused("/v1/lineage?of=dataset:credit-train@1&direction=downstream&next=" + next);
        refused("/v1/models?next=" + next);
        String guessed =
                new Seal("another secret")
                        .closed(
                                "walk impact of dataset:credit-train@1 within 10000"
                                        .getBytes(StandardCharsets.UTF_8),
                                "model:credit@v1".getBytes(StandardCharsets.UTF_8));
        refused(IMPACT + "&limit=3&next=" + guessed);
        // Another length of the part asks the same question.
        assertThat(client.get(IMPACT + "&limit=5&next=" + next).status()).isEqualTo(200);
    }

    private static String altered(String text, int at) {
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private void refused(String target) {
        Reply reply = client.get(target);
        assertThat(reply.status()).as(target).isEqualTo(400);
        assertThat(reply.json().path("detail").asString()).startsWith("'next' is '");
        assertThat(reply.json().path("remedy").asString()).contains("leave it out to start again");
    }

    @Test
    void columnsThatSpeakOfPersonsAreToldHoweverFarDown() {
        Reference persons = Reference.dataset("persons", "1");
        DatasetManifest manifest =
                Json.read(
                        """
                        {"dataset": "persons", "version": "1", "files": [{"path": "part-0.csv"}],
                         "columns": [{"name": "email", "type": "string", "personalData": true},
                                     {"name": "age", "type": "number", "role": ["feature"]}]}
                        """,
                        DatasetManifest.class);
        new Datasets(client.ledger)
                .register(
                        new DatasetVersion(
                                manifest,
                                false,
                                "d".repeat(64),
                                Credit.START,
                                List.of(new Source("datasets/persons/1/part-0.csv", "v", "a", 1)),
                                1,
                                Json.read("{\"rows\": 1, \"columns\": []}", Profile.class),
                                Json.array()),
                        "unit");
        new Graph(client.ledger)
                .link(List.of(new Edge(Credit.TRAIN, Relation.DERIVED_FROM, persons)));

        JsonNode impact = client.get("/v1/lineage/impact?of=dataset:persons@1").json();
        assertThat(impact.path("personalData").toString()).isEqualTo("[\"email\"]");
        assertThat(impact.path("champions").toString()).isEqualTo("[\"model:credit@v2\"]");
        JsonNode up = client.get("/v1/lineage?of=model:credit@v2&direction=upstream").json();
        assertThat(
                        up.path("nodes")
                                .valueStream()
                                .filter(n -> n.has("personalData"))
                                .map(n -> n.path("reference").asString()))
                .containsExactly("dataset:persons@1");
        JsonNode own = client.get("/v1/datasets/persons/versions/1").json().path("personalData");
        assertThat(own).hasSize(1);
        assertThat(own.toString()).contains("email", "dataset:persons@1");
    }
}
