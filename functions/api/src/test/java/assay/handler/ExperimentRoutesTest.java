package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.agreement.Sequels;
import assay.gate.Verdict.Outcome;
import assay.handler.Client.Reply;
import assay.json.Json;
import assay.ledger.Experiments;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ExperimentRoutesTest {

    private final Client client = Client.ofTrial();

    private static List<String> texts(JsonNode array, String name) {
        return array.valueStream().map(n -> n.path(name).asString()).toList();
    }

    @ParameterizedTest
    @Event(value = "events/api-get-experiments.json", type = APIGatewayProxyRequestEvent.class)
    void experimentsAreListedWithWhatTheySayNow(APIGatewayProxyRequestEvent event) {
        JsonNode listed = client.send(event).json().at("/experiments/0");
        assertThat(listed.path("experiment").asString()).isEqualTo("spam-v2");
        assertThat(listed.path("outcome").asString()).isEqualTo("PROMOTE");
        assertThat(listed.path("at").asString()).isEqualTo("2026-11-09T00:00:00Z");
        assertThat(Client.ofNothing().get("/v1/experiments").body())
                .isEqualTo("{\"experiments\":[]}");
    }

    @ParameterizedTest
    @Event(value = "events/api-get-experiment.json", type = APIGatewayProxyRequestEvent.class)
    void anExperimentShowsWhatItAsksWhatItSaysAndItsVerdicts(APIGatewayProxyRequestEvent event) {
        JsonNode experiment = client.send(event).json();
        assertThat(experiment.at("/definition/unit").asString()).isEqualTo("user");
        assertThat(experiment.at("/result/exposures").size()).isEqualTo(Trial.DAYS);
        assertThat(experiment.at("/result/criteria/0/slices").size()).isEqualTo(2);
        assertThat(texts(experiment.path("verdicts"), "outcome"))
                .containsExactly("PROMOTE", "NEED_DATA");
        assertThat(texts(experiment.path("verdicts"), "standing")).containsExactly("true", "false");
        assertThat(experiment.at("/verdicts/0/promotion").asString())
                .isEqualTo(
                        "The gate of spam does not promote after experiments; the champion stays.");
    }

    @ParameterizedTest
    @Event(
            value = "events/api-get-experiment-results.json",
            type = APIGatewayProxyRequestEvent.class)
    void theSeriesOfOneMetricGoesBackLookByLook(APIGatewayProxyRequestEvent event) {
        JsonNode results = client.send(event).json().path("results");
        assertThat(results.size()).isEqualTo(Trial.DAYS);
        List<Double> widths = new ArrayList<>();
        for (JsonNode result : results) {
            assertThat(texts(result.path("criteria"), "metric")).containsExactly("right");
            JsonNode interval = result.at("/criteria/0/interval");
            widths.add(interval.path(1).asDouble() - interval.path(0).asDouble());
        }
        assertThat(widths).as("newest first, so narrowest first").isSorted();
    }

    @Test
    void resultsGoOnWhereTheyEnded() {
        List<String> at = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = client.get("/v1/experiments/spam-v2/results?limit=3" + next).json();
            at.addAll(texts(page.path("results"), "at"));
            next = page.has("next") ? "&next=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        assertThat(at).hasSize(Trial.DAYS).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void whatWasSaidAtOneTimeIsNotOverwritten() {
        JsonNode before = client.get("/v1/experiments/spam-v2/results").json();
        new Experiments(client.ledger)
                .append("spam-v2", Trial.START.plusSeconds(86_400), Json.object().put("at", "x"));
        assertThat(client.get("/v1/experiments/spam-v2/results").json()).isEqualTo(before);
    }

    @Test
    void whatIsAskedForWronglyIsToldInWords() {
        Reply metric = client.get("/v1/experiments/spam-v2/results?metric=wrong");
        assertThat(metric.status()).isEqualTo(400);
        assertThat(metric.json().path("remedy").asString())
                .isEqualTo("It measures right, slow; leave it out for all.");
        Reply nobody = client.get("/v1/experiments/none");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.json().path("remedy").asString())
                .contains("upload experiments/none/experiment.json");
        assertThat(client.get("/v1/experiments/none/results").status()).isEqualTo(404);
        assertThat(client.get("/v1/experiments/none/verdict").status()).isEqualTo(404);
        assertThat(client.get("/v1/experiments/spam-v2/results?next=elsewhere").status())
                .isEqualTo(400);
    }

    @Test
    void readsAnswerTheirEntityTags() {
        for (String target :
                List.of(
                        "/v1/experiments",
                        "/v1/experiments/spam-v2",
                        "/v1/experiments/spam-v2/results",
                        "/v1/experiments/spam-v2/verdict",
                        "/v1/models/spam/agreement")) {
            String tag = client.get(target).header("ETag");
            assertThat(client.get(target, "If-None-Match", tag).status()).as(target).isEqualTo(304);
        }
    }

    @ParameterizedTest
    @Event(
            value = "events/api-get-experiment-verdict-junit.json",
            type = APIGatewayProxyRequestEvent.class)
    void ciReadsTheVerdictOfTheWholeBesideItsMetrics(APIGatewayProxyRequestEvent event) {
        Reply junit = client.send(event);
        assertThat(junit.header("Content-Type")).startsWith("application/junit+xml");
        assertThat(junit.body())
                .contains("tests=\"3\" failures=\"0\" errors=\"0\" skipped=\"0\"")
                .contains("classname=\"experiment\" name=\"verdict\"")
                .contains("name=\"right in reads\"");
        String open = "/v1/verdicts/" + Trial.id(Outcome.NEED_DATA);
        assertThat(client.get(open, "Accept", "application/junit+xml").body())
                .contains("<failure type=\"NEED_DATA\"");
        assertThat(client.get(open, "Accept", "text/markdown").body())
                .startsWith("## NEED_DATA: experiment:spam-v2\n")
                .contains("This verdict stands no more.")
                .contains("| right in reads | product |");
    }

    @Test
    void experimentsVerdictsAreAmongTheOthers() {
        JsonNode all = client.get("/v1/verdicts").json().path("verdicts");
        assertThat(texts(all, "subject")).containsOnly("experiment:spam-v2").hasSize(2);
        JsonNode standing = client.get("/v1/verdicts?standing=true").json().path("verdicts");
        assertThat(texts(standing, "outcome")).containsExactly("PROMOTE");
        assertThat(
                        texts(
                                client.get("/v1/verdicts?subject=experiment:spam-v2")
                                        .json()
                                        .path("verdicts"),
                                "outcome"))
                .containsExactly("PROMOTE", "NEED_DATA");
        assertThat(client.get("/v1/verdicts/" + Trial.id(Outcome.PROMOTE)).json())
                .isEqualTo(client.get("/v1/experiments/spam-v2/verdict").json());
    }

    @Test
    void lineageGoesFromAnExperimentToItsVersionsAndToItsVerdicts() {
        JsonNode both = client.get("/v1/lineage?of=experiment:spam-v2").json();
        assertThat(both.path("edges").toString())
                .contains(
                        "{\"from\":\"experiment:spam-v2\",\"relation\":\"serves\",\"to\":\"model:spam@v2\"}")
                .contains(
                        "{\"from\":\"verdict:experiment-promote\",\"relation\":\"about\",\"to\":\"experiment:spam-v2\"}");
        JsonNode down = client.get("/v1/lineage?of=model:spam@v2&direction=downstream").json();
        assertThat(texts(down.path("nodes"), "reference"))
                .contains("experiment:spam-v2", "verdict:experiment-promote");
        assertThat(
                        texts(
                                client.get("/v1/lineage/impact?of=model:spam@v1")
                                        .json()
                                        .path("experiments"),
                                "reference"))
                .containsExactly("experiment:spam-v2");
    }

    @ParameterizedTest
    @Event(value = "events/api-get-agreement.json", type = APIGatewayProxyRequestEvent.class)
    void oneExperimentSaysNothingOfAMetricYet(APIGatewayProxyRequestEvent event) {
        assertThat(client.send(event).json().path("agreements")).isEmpty();
        Trial.hearing(client.ledger, "v2", -0.2);
        new Sequels(client.ledger).keep(client.get("/v1/experiments/spam-v2/verdict").json());

        JsonNode agreement = client.send(event).json();
        assertThat(texts(agreement.path("agreements"), "online")).containsExactly("right", "slow");
        JsonNode first = agreement.at("/agreements/0");
        assertThat(first.path("offline").asString()).isEqualTo("log_loss on dataset:mail");
        assertThat(first.path("outcome").asString()).isEqualTo("UNDECIDED");
        assertThat(first.path("reason").asString())
                .isEqualTo(
                        "Cannot be said yet: 1 are too few to say how their orders go together; it takes 10.");
        assertThat(first.at("/points/0/foretold/gain").asDouble()).isEqualTo(0.2, within(1e-15));
        assertThat(first.at("/points/0/hearing").asString()).isEqualTo("hearing-v2");
    }

    @Test
    void anOfflineMetricThatForetellsTheOnlineOneIsToldByItsInterval() {
        Client followed = Client.ofNothing();
        Trial.followed(followed.ledger, 14);
        JsonNode agreement = followed.get("/v1/models/spam/agreement").json();
        assertThat(agreement.path("experiments").asInt()).isEqualTo(14);
        JsonNode only = agreement.at("/agreements/0");
        assertThat(only.path("outcome").asString()).isEqualTo("PASS");
        assertThat(only.path("tau").asDouble()).isGreaterThan(0.7);
        assertThat(only.at("/interval/0").asDouble()).isPositive();
        assertThat(only.path("points").size()).isEqualTo(14);
        String page = followed.get("/v1/models/spam/agreement", "Accept", "text/html").body();
        assertThat(page)
                .contains("gains foretold to the right")
                .contains("href=\"/v1/experiments/follow-3\"")
                .doesNotContain("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/experiments",
                "/v1/experiments/spam-v2",
                "/v1/experiments/spam-v2/results",
                "/v1/experiments/spam-v2/verdict",
                "/v1/models/spam",
                "/v1/models/spam/agreement",
                "/v1/lineage?of=experiment:spam-v2"
            })
    void aBrowserGetsAPageWithoutScriptInWhichEverythingIsEscaped(String target) {
        Reply page = client.get(target, "Accept", "text/html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .startsWith("<!doctype html>")
                .endsWith("</html>\n")
                .doesNotContain("<script", "style=", "<reads>", "{}", "NaN");
    }

    @Test
    void theExperimentsPageDrawsBandsDaysAndCounts() {
        assertThat(client.get("/v1/experiments/spam-v2", "Accept", "text/html").body())
                .contains("Power now")
                .contains("Estimate and interval of right in reads over time")
                .contains("class=\"band\"")
                .contains("Effect on each day of right in reads")
                .contains("Units that came in, by day and variant")
                .contains("country=de")
                .contains("units seen in two variants")
                .contains("href=\"/v1/models/spam/champion\"")
                .contains("Who &lt;reads&gt; sorts better.");
    }
}
