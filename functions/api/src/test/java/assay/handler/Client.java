package assay.handler;

import assay.json.Json;
import assay.ledger.Ledger;
import assay.ledger.Seal;
import assay.testing.InMemoryLedger;
import assay.testing.InMemoryWork;
import assay.testing.NoContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Somebody who asks the API over a ledger in memory.
final class Client {

    static final Instant NOW = Credit.START.plus(Duration.ofHours(1));

    final Ledger ledger = new InMemoryLedger();
    final InMemoryWork work = new InMemoryWork();
    private final Api api = new Api(ledger, new Seal("a secret"), work, InstantSource.fixed(NOW));

    private Client() {}

    static Client ofCredit() {
        Client client = new Client();
        Credit.record(client.ledger);
        return client;
    }

    static Client ofTrial() {
        Client client = new Client();
        Trial.record(client.ledger);
        return client;
    }

    static Client ofNothing() {
        return new Client();
    }

    /// What came back.
    record Reply(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            return Json.tree(body);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    Reply send(APIGatewayProxyRequestEvent event) {
        APIGatewayProxyResponseEvent response = api.handleRequest(event, NoContext.INSTANCE);
        return new Reply(response.getStatusCode(), response.getHeaders(), response.getBody());
    }

    Reply event(String name) {
        return send(
                EventLoader.loadEvent(
                        "events/" + name + ".json", APIGatewayProxyRequestEvent.class));
    }

    Reply get(String target, String... headers) {
        return send("GET", target, null, headers);
    }

    Reply send(String method, String target, @Nullable String body, String... headers) {
        String[] parts = target.split("\\?", 2);
        Map<String, List<String>> query = new HashMap<>();
        if (parts.length > 1) {
            for (String pair : parts[1].split("&")) {
                String[] entry = pair.split("=", 2);
                query.computeIfAbsent(entry[0], k -> new ArrayList<>()).add(entry[1]);
            }
        }
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], headers[i + 1]);
        }
        return send(
                new APIGatewayProxyRequestEvent()
                        .withHttpMethod(method)
                        .withPath(parts[0])
                        .withHeaders(named)
                        .withMultiValueQueryStringParameters(query)
                        .withBody(body));
    }

    /// The next model that was asked to be looked at.
    Optional<String> asked() {
        return work.next().map(InMemoryWork.Request::model);
    }
}
