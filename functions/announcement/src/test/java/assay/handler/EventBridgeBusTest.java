package assay.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.announcement.CloudEvent;
import assay.json.Json;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import tools.jackson.databind.JsonNode;

/// What goes over the wire, and what is made of each answer.
class EventBridgeBusTest {

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private String answer = "";
    private HttpServer server;
    private EventBridgeBus bus;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.set(
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8));
                        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
        var client =
                EventBridgeClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .endpointOverride(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("any", "any")))
                        .build();
        bus = new EventBridgeBus(client, "office");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static CloudEvent event() {
        return new CloudEvent(
                "v1",
                "urn:ledger",
                "dev.assay.verdict.v1",
                "model:a@1",
                Instant.EPOCH,
                "urn:schema",
                Map.of(),
                Json.object().put("outcome", "PROMOTE"));
    }

    @Test
    void theCloudEventIsTheDetail() {
        answer = "{\"FailedEntryCount\": 0, \"Entries\": [{\"EventId\": \"1\"}]}";

        bus.put(event());

        JsonNode entry = Json.tree(asked.get()).at("/Entries/0");
        assertThat(entry.path("EventBusName").asString()).isEqualTo("office");
        assertThat(entry.path("Source").asString()).isEqualTo("dev.assay");
        assertThat(entry.path("DetailType").asString()).isEqualTo("dev.assay.verdict.v1");
        assertThat(Json.tree(entry.path("Detail").asString()).at("/data/outcome").asString())
                .isEqualTo("PROMOTE");
    }

    @Test
    void anEntryThatIsNotTakenIsAFailureInWords() {
        answer =
                "{\"FailedEntryCount\": 1, \"Entries\": [{\"ErrorCode\": \"ThrottlingException\", \"ErrorMessage\": \"slower\"}]}";

        assertThatThrownBy(() -> bus.put(event()))
                .hasMessageContaining("office")
                .hasMessageContaining("v1")
                .hasMessageContaining("ThrottlingException")
                .hasMessageContaining("slower");
    }
}
