package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.handler.Client.Reply;
import assay.json.Json;
import assay.ledger.EvaluationRecord;
import assay.ledger.GateRevision;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.ledger.PredictionsVersion;
import assay.ledger.Source;
import assay.lineage.Reference;
import assay.manifest.Manifests;
import assay.manifest.ModelManifest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The gate in force, and what several datasets say of several models.
class GateTest {

    private static final Instant NOW = Credit.START;

    private final Client client = Client.ofNothing();
    private final Models models = new Models(client.ledger);

    @Test
    void withoutAGateTheDefaultOneOfTheTaskIsShown() {
        Reply reply = Client.ofCredit().get("/v1/models/credit/gate");

        JsonNode json = reply.json();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(json.path("source").asString()).isEqualTo("default");
        assertThat(json.path("task").asString()).isEqualTo("binary");
        assertThat(json.at("/gate/criteria/0/metric").asString()).isEqualTo("log_loss");
        assertThat(Manifests.faults("gate", json.path("gate"))).isEmpty();
        assertThat(page(Client.ofCredit()))
                .contains("No gate was uploaded: the default gate of the task binary applies.")
                .contains("<td>wilcoxon, else paired-t<td>");
    }

    @Test
    void ofSeveralGatesTheOneUploadedLastIsInForce() {
        Client office = Client.ofCredit();
        Models credit = new Models(office.ledger);
        gate(credit, "a", 0.1, NOW);
        gate(credit, "b", 0.01, NOW.plusSeconds(1));

        JsonNode json = office.get("/v1/models/credit/gate").json();

        assertThat(json.path("source").asString()).isEqualTo("uploaded");
        assertThat(json.path("since").asString()).isEqualTo(NOW.plusSeconds(1).toString());
        assertThat(json.at("/gate/alpha").asDouble()).isEqualTo(0.01);
        assertThat(json.at("/earlier/0/digest").asString()).isEqualTo("sha256:a");
        assertThat(page(office))
                .contains("<time datetime=\"2026-11-24T08:00:01Z\">")
                .contains("<dt>Alpha<dd>0.01");
    }

    @Test
    void aModelWithNeitherGateNorVersionIsAProblemThatSaysWhatToDo() {
        Reply reply = Client.ofCredit().get("/v1/models/nobody/gate");
        assertThat(reply.status()).isEqualTo(404);
    }

    /// `scipy.stats.friedmanchisquare` 1.17 of the five datasets of `GatesTest`, mean absolute
    /// errors as there.
    @Test
    void friedmansTestOfThreeModelsStandsBesideWilcoxonsOfTwo() {
        threeModelsOnFiveDatasets(3);

        JsonNode friedman = across().path("friedman");

        assertThat(friedman.path("chiSquare").asDouble()).isCloseTo(8.4, within(1e-9));
        assertThat(friedman.path("pValue").asDouble())
                .isCloseTo(0.01499557682047766, within(1e-12));
        assertThat(friedman.at("/averageRanks/0/model").asString()).isEqualTo("model:m@v1");
        assertThat(friedman.at("/averageRanks/0/rank").asDouble()).isEqualTo(3);
        assertThat(friedman.at("/averageRanks/2/rank").asDouble()).isEqualTo(1.2);
        assertThat(client.get("/v1/verdicts/id", "Accept", "text/markdown").body())
                .contains("Among 3 models by Friedman's test");
    }

    @Test
    void ofTwoModelsItIsSaidWhyThereIsNone() {
        threeModelsOnFiveDatasets(2);

        assertThat(across().at("/friedman/reason").asString())
                .contains("three models")
                .contains("only two are")
                .contains("sign test");
    }

    private JsonNode across() {
        return client.get("/v1/verdicts/id").json().at("/acrossDatasets/0");
    }

    private void threeModelsOnFiveDatasets(int versions) {
        double[][] errors = {
            {11.423318066666667, 11.263906355555555, 12.3558863, 9.808234755555556, 10.49501711},
            {5.687165911111112, 5.653037477777777, 6.507867577777779, 6.882808722222223, 6.30434},
            {5.659788966666668, 5.648314322222222, 6.471744088888889, 6.841127555555556, 6.38731}
        };
        for (int v = 1; v <= versions; v++) {
            Reference model = Reference.model("m", "v" + v);
            models.register(
                    new ModelVersion(
                            Json.read(
                                    "{\"model\": \"m\", \"version\": \"v%d\", \"task\": \"regression\"}"
                                            .formatted(v),
                                    ModelManifest.class),
                            "b".repeat(64),
                            NOW.plusSeconds(v),
                            List.of(new Source("models/m/model.json", "1", "a".repeat(64), 9))),
                    "unit" + v);
            for (int d = 0; d < 5; d++) {
                Reference dataset = Reference.dataset("d" + d, "1");
                models.register(
                        new PredictionsVersion(
                                model,
                                dataset,
                                "c".repeat(64),
                                NOW,
                                List.of(new Source("p.csv", "1", "e".repeat(64), 9)),
                                90,
                                false));
                models.register(
                        new EvaluationRecord(
                                model,
                                dataset,
                                "c".repeat(64),
                                NOW,
                                "d".repeat(64),
                                NOW,
                                90,
                                0,
                                Json.tree(
                                        "[{\"metric\": \"mae\", \"value\": %s}]"
                                                .formatted(errors[v - 1][d]))),
                        Json.object(),
                        "unit" + v + d);
            }
        }
        Reference subject = Reference.model("m", "v" + versions);
        ObjectNode verdict =
                (ObjectNode)
                        Json.tree(
                                """
                                {"id": "id", "subject": "%s", "against": "model:m@v1", "outcome": "PROMOTE", "alpha": 0.05,
                                 "issuedAt": "2026-11-24T09:00:00Z", "summary": "Better.", "criteria": [], "evidence": {},
                                 "acrossDatasets": [{"id": "better", "metric": "mae", "datasets": 5, "above": 0, "below": 5,
                                   "test": "wilcoxon", "estimate": -5, "interval": [null, null], "pValue": 0.0625}]}
                                """
                                        .formatted(subject));
        ArrayNode on = verdict.putArray("on");
        IntStream.range(0, 5).forEach(d -> on.add("dataset:d" + d + "@1"));
        models.register("id", subject, NOW, List.of(), verdict);
    }

    private static void gate(Models models, String digest, double alpha, Instant at) {
        models.register(
                new GateRevision(
                        "credit",
                        digest,
                        at,
                        Json.tree(
                                """
                                {"gate": "credit", "alpha": %s, "criteria": [{"id": "lawful", "rule": "permitted-use"}]}
                                """
                                        .formatted(alpha))),
                "gates/credit/");
    }

    private static String page(Client office) {
        return office.get("/v1/models/credit/gate", "Accept", "text/html").body();
    }
}
