package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.handler.Client.Reply;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    private static final String BROWSER =
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final Client client = Client.ofCredit();

    private Reply page(String target) {
        return client.get(target, "Accept", BROWSER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/models",
                "/v1/models/credit",
                "/v1/models/credit/champion",
                "/v1/models/credit/gate",
                "/v1/models/credit/versions/v4",
                "/v1/models/credit/versions/v4/evaluations",
                "/v1/models/credit/versions/v4/evaluations/credit-holdout@1",
                "/v1/models/credit/versions/v4/verdicts",
                "/v1/models/credit/versions/v4/verdict",
                "/v1/verdicts",
                "/v1/datasets",
                "/v1/datasets/credit-holdout",
                "/v1/datasets/credit-holdout/versions/1",
                "/v1/lineage?of=model:credit@v2",
                "/v1/uploads"
            })
    void aBrowserGetsAPageWithoutScriptInWhichEverythingIsEscaped(String target) {
        Reply page = page(target);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none';");
        assertThat(page.body())
                .startsWith("<!doctype html>")
                .endsWith("</html>\n")
                .doesNotContain("<script", "style=", "<for now>", "<none>", "{}");
    }

    @ParameterizedTest
    @Event(value = "events/api-get-model-page.json", type = APIGatewayProxyRequestEvent.class)
    void linksStayWithinTheStage(APIGatewayProxyRequestEvent event) {
        Reply page = client.send(event);
        assertThat(page.body())
                .contains("href=\"/live/v1/models/credit/versions/v3\"")
                .contains("href=\"/live/style.css\"");
    }

    @Test
    void aVerdictDrawsEachIntervalAgainstItsMargin() {
        assertThat(page("/v1/models/credit/versions/v4/verdict").body())
                .contains(
                        "aria-label=\"Estimate −0.0031, interval [−0.0071, 0.0009], margin at 0\"")
                .contains("Log loss changes by &lt; 0.01 &amp; may be chance.");
    }

    @Test
    void aListGoesOnWithTheSameFilters() {
        assertThat(page("/v1/verdicts?outcome=PROMOTE&limit=1").body())
                .containsPattern(
                        "href=\"/v1/verdicts\\?limit=1&amp;outcome=PROMOTE&amp;next=[^\"]+\"");
    }

    @Test
    void aProblemIsAPageToo() {
        Reply page = page("/v1/models/none");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("No model is called none.");
    }

    @Test
    void theStyleIsServedBesideThePages() {
        Reply style = client.get("/style.css", "Accept", "text/css,*/*;q=0.1");
        assertThat(style.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(style.body()).contains("prefers-color-scheme: dark");
    }
}
