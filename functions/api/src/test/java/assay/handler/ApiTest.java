package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.handler.Client.Reply;
import assay.manifest.Manifests;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import tools.jackson.databind.JsonNode;

class ApiTest {

    private final Client client = Client.ofCredit();

    private static List<String> texts(JsonNode array, String name) {
        return array.valueStream().map(n -> n.path(name).asString()).toList();
    }

    @ParameterizedTest
    @Event(value = "events/api-get-models.json", type = APIGatewayProxyRequestEvent.class)
    void modelsAreListedWithTheirChampion(APIGatewayProxyRequestEvent event) {
        Reply reply = client.send(event);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        JsonNode model = reply.json().path("models").path(0);
        assertThat(model.path("model").asString()).isEqualTo("credit");
        assertThat(model.at("/champion/version").asString()).isEqualTo("v2");
        assertThat(reply.json().has("next")).isFalse();
    }

    @Test
    void anEmptyOfficeAnswersEmptyLists() {
        Client nobody = Client.ofNothing();
        assertThat(nobody.get("/v1/models").body()).isEqualTo("{\"models\":[]}");
        assertThat(nobody.get("/v1/datasets").body()).isEqualTo("{\"datasets\":[]}");
        assertThat(nobody.get("/v1/verdicts").body()).isEqualTo("{\"verdicts\":[]}");
        assertThat(nobody.get("/v1/uploads").body()).isEqualTo("{\"uploads\":[]}");
    }

    @Test
    void aModelShowsHowEachVersionStandsNewestFirst() {
        JsonNode model = client.get("/v1/models/credit").json();
        Map<String, String> states = new TreeMap<>();
        model.path("versions")
                .forEach(v -> states.put(v.path("version").asString(), v.path("state").asString()));
        assertThat(states)
                .isEqualTo(
                        Map.of(
                                "v1", "promoted",
                                "v2", "promoted",
                                "v3", "rejected",
                                "v4", "needs-data",
                                "v5", "waiting"));
        assertThat(texts(model.path("versions"), "version"))
                .containsExactly("v5", "v4", "v3", "v2", "v1");
        assertThat(model.at("/versions/0/reason").asString())
                .isEqualTo("It waits for predictions on dataset:credit-holdout@1.");
        assertThat(model.at("/versions/2/verdict/outcome").asString()).isEqualTo("REJECT");
        assertThat(texts(model.path("versions"), "champion"))
                .containsExactly("false", "false", "false", "true", "false");
    }

    @Test
    void aVersionShowsItsManifestAndWhatItWasEvaluatedOn() {
        JsonNode version = client.get("/v1/models/credit/versions/v3").json();
        assertThat(version.at("/manifest/trainedOn/0").asString())
                .isEqualTo("dataset:credit-train@1");
        assertThat(version.at("/evaluatedOn/0").asString()).isEqualTo("dataset:credit-holdout@1");
        assertThat(version.at("/verdict/standing").asBoolean()).isTrue();
        JsonNode evaluation =
                client.get("/v1/models/credit/versions/v3/evaluations").json().at("/evaluations/0");
        assertThat(evaluation.path("missing").asInt()).isEqualTo(10);
        assertThat(evaluation.at("/metrics/0/metric").asString()).isEqualTo("log_loss");
        assertThat(evaluation.has("curves")).isFalse();
    }

    @Test
    void anEvaluationIsShownFromNearWithWhatTheLatestVerdictSaw() {
        JsonNode listed =
                client.get("/v1/models/credit/versions/v4/evaluations").json().at("/evaluations/0");
        JsonNode near = client.get(listed.path("detail").asString()).json();
        assertThat(near.at("/curves/roc/area").asDouble()).isEqualTo(0.78);
        assertThat(near.at("/slices/0/worst").asString()).isEqualTo("plan=<pro>");
        assertThat(near.at("/comparison/verdict").asString()).isEqualTo(Credit.id("v4"));
        assertThat(near.at("/comparison/against").asString()).isEqualTo("model:credit@v2");
        assertThat(near.at("/comparison/costs/0/challenger/best/value").asInt()).isEqualTo(520);
    }

    @Test
    void anEvaluationThatThereIsNotIsToldWithThoseThatThereAre() {
        Reply reply = client.get("/v1/models/credit/versions/v4/evaluations/credit-holdout@9");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("detail").asString())
                .isEqualTo("model:credit@v4 has not been evaluated on 'credit-holdout@9'.");
        assertThat(reply.json().path("remedy").asString()).contains("credit-holdout@1");
    }

    @ParameterizedTest
    @Event(value = "events/api-get-verdict.json", type = APIGatewayProxyRequestEvent.class)
    void theLatestVerdictSaysWhetherItStands(APIGatewayProxyRequestEvent event) {
        JsonNode verdict = client.send(event).json();
        assertThat(verdict.path("outcome").asString()).isEqualTo("REJECT");
        assertThat(verdict.path("standing").asBoolean()).isTrue();
        assertThat(client.get("/v1/verdicts/" + Credit.id("v3")).json()).isEqualTo(verdict);
        assertThat(client.get("/v1/models/credit/versions/v3/verdicts").json().at("/verdicts/0"))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @Event(value = "events/api-get-verdict-junit.json", type = APIGatewayProxyRequestEvent.class)
    void ciReadsAVerdictAsJUnitXml(APIGatewayProxyRequestEvent event) {
        Reply reply = client.send(event);
        assertThat(reply.header("Content-Type")).isEqualTo("application/junit+xml; charset=utf-8");
        assertThat(reply.body())
                .contains("tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\"")
                .contains(
                        "<failure type=\"FAIL\" message=\"Log loss changes by &lt; 0.01 &amp; may be chance.\"/>")
                .contains("where plan=&quot;free&quot;");
    }

    @Test
    void anOpenCriterionFailsInJUnitUnlessItIsToBeSkipped() {
        String verdict = "/v1/models/credit/versions/v4/verdict";
        String[] junit = {"Accept", "application/junit+xml"};
        assertThat(client.get(verdict, junit).body()).contains("<failure type=\"NEED_DATA\"");
        assertThat(client.get(verdict + "?undecided=skipped", junit).body())
                .contains("failures=\"0\"")
                .contains("skipped=\"2\"");
        assertThat(client.get(verdict + "?undecided=maybe").json().path("detail").asString())
                .isEqualTo("'undecided' is 'maybe', which is none of failed, skipped.");
    }

    @Test
    void aPullRequestReadsAVerdictAsMarkdown() {
        assertThat(client.get("/v1/models/credit/versions/v4/verdict", "Accept", "text/*").body())
                .contains("NEED_DATA");
        assertThat(
                        client.get(
                                        "/v1/models/credit/versions/v4/verdict",
                                        "Accept",
                                        "text/markdown")
                                .body())
                .startsWith("## NEED_DATA: model:credit@v4\n")
                .contains(
                        "| better | ml | log_loss | superior | UNDECIDED | −0.0031 | [−0.0071, 0.0009] |")
                .contains("[−∞, 0.73]");
    }

    @Test
    void aVersionWithoutAVerdictSaysWhatItWaitsFor() {
        Reply reply = client.get("/v1/models/credit/versions/v5/verdict");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("detail").asString())
                .contains("It waits for predictions on dataset:credit-holdout@1.");
    }

    @Test
    void verdictsAreFilteredNewestFirst() {
        assertThat(subjects("/v1/verdicts"))
                .containsExactly(
                        "model:credit@v4", "model:credit@v3", "model:credit@v2", "model:credit@v1");
        assertThat(subjects("/v1/verdicts?outcome=PROMOTE"))
                .containsExactly("model:credit@v2", "model:credit@v1");
        assertThat(subjects("/v1/verdicts?since=2026-11-24T08:12:00Z"))
                .containsExactly("model:credit@v4", "model:credit@v3");
        assertThat(subjects("/v1/verdicts?subject=model:credit@v2"))
                .containsExactly("model:credit@v2");
        assertThat(subjects("/v1/verdicts?stakeholder=business&standing=true")).hasSize(4);
        assertThat(subjects("/v1/verdicts?stakeholder=legal")).isEmpty();
        assertThat(subjects("/v1/verdicts?standing=false")).isEmpty();
    }

    @Test
    void listsGoOnWhereTheyEnded() {
        List<String> subjects = new ArrayList<>();
        String target = "/v1/verdicts?outcome=PROMOTE&limit=1";
        String next = "";
        do {
            JsonNode page = client.get(target + next).json();
            subjects.addAll(texts(page.path("verdicts"), "subject"));
            next = page.has("next") ? "&next=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        assertThat(subjects).containsExactly("model:credit@v2", "model:credit@v1");

        JsonNode first = client.get("/v1/uploads?limit=2").json();
        JsonNode second =
                client.get("/v1/uploads?limit=2&next=" + first.path("next").asString()).json();
        assertThat(first.path("uploads").size() + second.path("uploads").size()).isEqualTo(3);
        assertThat(second.has("next")).isFalse();
    }

    private List<String> subjects(String target) {
        return texts(client.get(target).json().path("verdicts"), "subject");
    }

    @Test
    void aDatasetShowsItsProfileChecksAndPermittedUse() {
        assertThat(texts(client.get("/v1/datasets").json().path("datasets"), "dataset"))
                .containsExactly("credit-holdout", "credit-train");
        assertThat(client.get("/v1/datasets/credit-holdout").json().at("/versions/0/rows").asInt())
                .isEqualTo(600);
        JsonNode version = client.get("/v1/datasets/credit-holdout/versions/1").json();
        assertThat(version.at("/budget/tries").asInt(-1)).isZero();
        assertThat(version.at("/use/licence").asString()).isEqualTo("CC BY 4.0");
        assertThat(version.at("/profile/columns/0/name").asString()).isEqualTo("age");
        assertThat(version.has("checks")).isTrue();
        assertThat(version.has("drift")).isFalse();
    }

    @Test
    void aLaterVersionShowsItsDriftFromTheOneBefore() {
        JsonNode drift = client.get("/v1/datasets/credit-train/versions/2").json().path("drift");
        assertThat(drift.path("from").asString()).isEqualTo("dataset:credit-train@1");
        assertThat(texts(drift.path("columns"), "level")).containsOnly("LITTLE");
    }

    @ParameterizedTest
    @Event(value = "events/api-get-lineage.json", type = APIGatewayProxyRequestEvent.class)
    void lineageTellsWhatRestsOnADataset(APIGatewayProxyRequestEvent event) {
        JsonNode lineage = client.send(event).json();
        assertThat(texts(lineage.path("nodes"), "reference"))
                .contains("dataset:credit-train@1", "model:credit@v2", "verdict:" + Credit.id("v2"))
                .doesNotContain("dataset:credit-holdout@1");
        assertThat(texts(lineage.path("edges"), "relation")).contains("trained on", "about");
        assertThat(lineage.path("truncated").asBoolean()).isFalse();
    }

    @Test
    void lineageComesAsGraphviz() {
        String dot = client.get("/v1/lineage?of=model:credit@v2&depth=1&format=dot").body();
        assertThat(dot)
                .startsWith("digraph lineage {")
                .contains(
                        "\"model:credit@v2\" -> \"dataset:credit-train@1\" [label=\"trained on\"];");
    }

    @ParameterizedTest
    @Event(value = "events/api-get-refused.json", type = APIGatewayProxyRequestEvent.class)
    void refusedUploadsSayWhereAndWhy(APIGatewayProxyRequestEvent event) {
        JsonNode upload = client.send(event).json().at("/uploads/0");
        assertThat(upload.path("key").asString()).isEqualTo("datasets/bad/0/dataset.json");
        assertThat(upload.path("state").asString()).isEqualTo("refused");
        assertThat(upload.at("/faults/0/pointer").asString()).isEqualTo("/columns/0/type");
        assertThat(upload.at("/faults/1/row").asInt()).isEqualTo(7);
        assertThat(upload.at("/faults/2/reason").asString()).isEqualTo("is missing");
        assertThat(client.get("/v1/uploads?state=waiting").json().at("/uploads/0/key").asString())
                .isEqualTo("models/credit/v5/model.json");
    }

    @Test
    void contractsAreServedAsTheyAre() {
        for (String kind : Manifests.KINDS) {
            assertThat(client.get("/schemas/" + kind + ".json").body())
                    .isEqualTo(Manifests.schema(kind));
        }
        assertThat(client.get("/openapi.json").json().at("/info/title").asString())
                .isEqualTo("Assay");
        assertThat(Client.ofNothing().get("/health").body()).isEqualTo("{\"status\":\"up\"}");
    }
}
