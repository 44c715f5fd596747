package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.handler.Client.Reply;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ProblemTest {

    private final Client client = Client.ofCredit();

    @ParameterizedTest
    @Event(value = "events/api-get-not-found.json", type = APIGatewayProxyRequestEvent.class)
    void whatIsMissingIsNamed(APIGatewayProxyRequestEvent event) {
        Reply reply = client.send(event);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = reply.json();
        assertThat(problem.path("type").asString()).isEqualTo("urn:assay:problem:missing");
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("detail").asString())
                .isEqualTo("No model is called no-such-model.");
        assertThat(problem.path("remedy").asString()).contains("/v1/models lists the models");
        assertThat(problem.path("instance").asString()).isEqualTo("/v1/models/no-such-model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "/v1/model",
                "/v1/models/credit/versions/v9",
                "/v1/models/credit/versions/v9/verdict",
                "/v1/models/none/champion",
                "/v1/datasets/none",
                "/v1/datasets/credit-train/versions/9",
                "/v1/verdicts/none",
                "/v1/lineage?of=dataset:none@1",
                "/schemas/none.json",
                "/v1/models/%zz"
            })
    void whatIsNotThereIsNotFound(String target) {
        Reply reply = client.get(target);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("remedy").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /v1/models?limit=0          | limit     | 'limit' is '0', not a whole number from 1 to 1000.
                    /v1/models?limit=1001       | limit     | 'limit' is '1001', not a whole number from 1 to 1000.
                    /v1/models?limit=ten        | limit     | 'limit' is 'ten', not a whole number from 1 to 1000.
                    /v1/models?limit=1&limit=2  | limit     | 'limit' is given 2 times.
                    /v1/models?next=elsewhere   | next      | 'next' is 'elsewhere', where no part of this list ended.
                    /v1/models?colour=red       | colour    | 'colour' is no parameter of /v1/models.
                    /v1/uploads?state=lost      | state     | 'state' is 'lost', which is none of refused, conflict, waiting.
                    /v1/verdicts?since=today    | since     | 'since' is 'today', which is no RFC 3339 time in UTC.
                    /v1/verdicts?subject=churn  | subject   | 'subject' is 'churn', which is no reference.
                    /v1/verdicts?outcome=MAYBE  | outcome   | 'outcome' is 'MAYBE', which is none of PROMOTE, REJECT, NEED_DATA, INVALID.
                    /v1/lineage                 | of        | 'of' is missing.
                    /v1/lineage?of=x            | of        | 'of' is 'x', which is no reference.
                    /v1/lineage?of=model:credit@v1&depth=-1 | depth | 'depth' is '-1', not a whole number from 0 to 100.
                    """)
    void aBadParameterIsNamedWithItsRange(String target, String parameter, String detail) {
        Reply reply = client.get(target);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("parameter").asString()).isEqualTo(parameter);
        assertThat(reply.json().path("detail").asString()).isEqualTo(detail);
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        Reply reply = client.send("DELETE", "/v1/models/credit/champion", null);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, PUT");
    }

    @Test
    void anUnknownFormIsToldTheKnownOnes() {
        Reply reply =
                client.get("/v1/models/credit/versions/v3/verdict", "Accept", "application/pdf");
        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.json().path("remedy").asString()).contains("application/junit+xml");
    }

    @Test
    void whatWasSeenBeforeIsNotSentAgain() {
        Reply first = client.get("/v1/models/credit");
        assertThat(first.header("ETag")).matches("\"[0-9a-f]{20}\"");
        Reply second =
                client.get("/v1/models/credit", "If-None-Match", "W/" + first.header("ETag"));
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(client.get("/v1/models/credit", "If-None-Match", "\"other\"").status())
                .isEqualTo(200);
    }

    @Test
    void aHeadIsAGetWithoutItsBody() {
        Reply head = client.send("HEAD", "/v1/models/credit", null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers()).isEqualTo(client.get("/v1/models/credit").headers());
    }

    @Test
    void theFormLikedBestIsSent() {
        String verdict = "/v1/models/credit/versions/v3/verdict";
        assertThat(type(verdict, "text/markdown;q=0.4, application/json;q=0.5"))
                .startsWith("application/json");
        assertThat(type(verdict, "*/*;q=0.1, text/markdown")).startsWith("text/markdown");
        assertThat(type(verdict, "application/json;q=0, application/*"))
                .startsWith("application/junit+xml");
        assertThat(type(verdict, "*/*")).startsWith("application/json");
    }

    private String type(String target, String accept) {
        return client.get(target, "accept", accept).header("Content-Type");
    }
}
