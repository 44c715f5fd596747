package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;

import assay.handler.Client.Reply;
import assay.lineage.Reference;
import assay.succession.Line;
import assay.succession.Standings;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.tests.annotations.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ChampionTest {

    private static final String CHAMPION = "/v1/models/credit/champion";
    private static final String ROLLBACK =
            "{\"version\": \"v1\", \"reason\": \"v2 answers too slowly\"}";

    private final Client client = Client.ofCredit();

    @ParameterizedTest
    @Event(value = "events/api-get-champion.json", type = APIGatewayProxyRequestEvent.class)
    void theChampionTellsSinceWhenAndWhy(APIGatewayProxyRequestEvent event) {
        Reply reply = client.send(event);
        assertThat(reply.header("ETag")).isEqualTo("\"2\"");
        JsonNode champion = reply.json();
        assertThat(champion.path("version").asString()).isEqualTo("v2");
        assertThat(champion.path("verdict").asString()).isEqualTo(Credit.id("v2"));
        assertThat(champion.path("reason").asString()).contains("PROMOTE");
        assertThat(champion.path("history").valueStream().map(c -> c.path("version").asString()))
                .containsExactly("v1", "v2");
    }

    @ParameterizedTest
    @Event(value = "events/api-put-champion.json", type = APIGatewayProxyRequestEvent.class)
    void aRollbackByHandIsRecordedAndLookedAt(APIGatewayProxyRequestEvent event) {
        Reply reply = client.send(event);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).isEqualTo("\"3\"");
        assertThat(reply.json().path("version").asString()).isEqualTo("v1");
        assertThat(reply.json().path("since").asString()).isEqualTo(Client.NOW.toString());
        assertThat(reply.json().has("verdict")).isFalse();
        assertThat(reply.json().path("history")).hasSize(3);
        assertThat(client.asked()).contains("credit");
        assertThat(client.event("api-get-champion").json()).isEqualTo(reply.json());
        assertThat(client.event("api-put-champion").status()).isEqualTo(412);
    }

    @Test
    void aPromotionMustNameWhatItReplaces() {
        Reply reply = client.send("PUT", CHAMPION, ROLLBACK);
        assertThat(reply.status()).isEqualTo(428);
        assertThat(reply.json().path("remedy").asString()).contains("ETag as If-Match");
    }

    @Test
    void aPromotionOverAnotherChampionThanWasSeenIsRefused() {
        Reply reply = client.send("PUT", CHAMPION, ROLLBACK, "If-Match", "\"1\", W/\"2\"");
        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.header("ETag")).isEqualTo("\"2\"");
        assertThat(client.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "v9, model:credit@v9 is not registered.",
        "v5, model:credit@v5 has not been evaluated on any dataset yet."
    })
    void aVersionThatCannotServeIsAConflict(String version, String detail) {
        String body = ROLLBACK.replace("v1", version);
        Reply reply = client.send("PUT", CHAMPION, body, "If-Match", "\"2\"");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("detail").asString()).isEqualTo(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"version": "v1"}                               | /reason  | /reason is required, as text that is not blank.
                    {"version": "v1", "reason": " "}                | /reason  | /reason is required, as text that is not blank.
                    {"version": 1, "reason": "so"}                  | /version | /version is required, as text that is not blank.
                    {"version": "v1", "reason": "so", "force": 1}   | /force   | /force is no field known here.
                    ["v1"]                                          | ``       | The body is no JSON object.
                    """)
    void aBadBodyIsPointedAt(String body, String pointer, String detail) {
        Reply reply = client.send("PUT", CHAMPION, body, "If-Match", "\"2\"");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("pointer").asString()).isEqualTo(pointer);
        assertThat(reply.json().path("detail").asString()).isEqualTo(detail);
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        assertThat(client.send("PUT", CHAMPION, "v1", "If-Match", "\"2\"").status()).isEqualTo(400);
        assertThat(
                        client.send(
                                        "PUT",
                                        CHAMPION,
                                        ROLLBACK,
                                        "If-Match",
                                        "\"2\"",
                                        "Content-Type",
                                        "text/plain")
                                .status())
                .isEqualTo(415);
    }

    @Test
    void ofFiftyPromotionsAtOnceExactlyOneWins() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                String body = ROLLBACK.replace("v1", "v" + (1 + i % 4));
                statuses.add(
                        threads.submit(() -> {
                            start.await();
                            return client.send("PUT", CHAMPION, body, "If-Match", "\"2\"").status();
                        }));
            }
            start.countDown();
        }
        List<Integer> codes = new ArrayList<>();
        for (Future<Integer> status : statuses) {
            codes.add(status.get());
        }
        assertThat(codes).containsOnly(200, 412).containsOnlyOnce(200);
        JsonNode champion = client.get(CHAMPION).json();
        assertThat(champion.path("revision").asInt()).isEqualTo(3);
        assertThat(champion.path("history")).hasSize(3);
    }

    @Test
    void aLineMadeBeforeAnAppointmentDoesNotUndoIt() {
        Standings standings = new Standings(client.ledger);
        Line before = standings.line("credit");
        client.event("api-put-champion");
        assertThat(standings.settle("credit", before)).isFalse();
        List<Line.Entry> entries = new ArrayList<>(before.entries());
        entries.add(
                new Line.Appointed(
                        Reference.model("credit", "v1"),
                        Client.NOW,
                        "rollback: v2 answers too slowly"));
        assertThat(standings.settle("credit", new Line(entries))).isTrue();
        assertThat(standings.history("credit")).hasSize(3);
    }

    @Test
    void aModelThatNobodyServesHasARevisionToStartFrom() {
        Client other = Client.ofNothing();
        Credit.register(other.ledger, "v1");
        Reply none = other.get(CHAMPION);
        assertThat(none.header("ETag")).isEqualTo("\"0\"");
        assertThat(none.json().has("version")).isFalse();
        assertThat(other.send("PUT", CHAMPION, ROLLBACK, "If-Match", "\"0\"").status())
                .isEqualTo(200);
    }
}
