package assay.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import assay.embedded.EmbeddedSqs;
import assay.local.event.Envelope;
import assay.local.gateway.Gateway;
import assay.local.lambda.Outcome;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The stack's own paths: whether it is idle, firing a schedule, and EventBridge's PutEvents.
final class Controls {
    static final String EVENTS = "/_local/events";
    private static final String SCHEDULES = "/_local/schedules/";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LocalStack stack;
    private final Gateway gateway;

    Controls(LocalStack stack, Gateway gateway) {
        this.stack = stack;
        this.gateway = gateway;
    }

    void open() {
        gateway.own("/_local/idle", this::idle);
        gateway.own(SCHEDULES, this::fire);
        gateway.own(EVENTS, this::putEvents);
    }

    private void idle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var idle = stack.idle();
            send(exchange, idle ? 200 : 409, JSON.createObjectNode().put("idle", idle));
        }
    }

    private void fire(HttpExchange exchange) throws IOException {
        try (exchange) {
            var name = exchange.getRequestURI().getPath().substring(SCHEDULES.length());
            var schedule = stack.schedules().get(name);
            var answer = JSON.createObjectNode().put("schedule", name);
            if (schedule == null) {
                var known = answer.putArray("known");
                stack.schedules().keySet().forEach(known::add);
                send(exchange, 404, answer);
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                send(exchange, 405, answer.put("reason", "POST fires a schedule"));
                return;
            }
            switch (schedule.fire(Instant.now())) {
                case Outcome.Answered answered -> send(exchange, 200, answer);
                case Outcome.Failed(var error) -> send(exchange, 502, answer.put("error", error));
                case Outcome.TimedOut(var after) ->
                        send(exchange, 504, answer.put("error", "timed out after " + after));
                case Outcome.Crashed(var exit) ->
                        send(exchange, 502, answer.put("error", "exit code " + exit));
            }
        }
    }

    private void putEvents(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var answer = JSON.createObjectNode().put("FailedEntryCount", 0);
            var entries = answer.putArray("Entries");
            for (var entry : request.path("Entries")) {
                var event = event(entry);
                var bus = entry.path("EventBusName").asString("default");
                stack.bus(bus.substring(bus.lastIndexOf('/') + 1)).put(event);
                entries.addObject().put("EventId", event.path("id").asString());
            }
            send(exchange, 200, answer);
        }
    }

    private static ObjectNode event(JsonNode entry) {
        var resources = new ArrayList<String>();
        entry.path("Resources").forEach(resource -> resources.add(resource.asString()));
        return new Envelope(EmbeddedSqs.ACCOUNT, EmbeddedSqs.REGION)
                .of(
                        entry.path("Source").asString(),
                        entry.path("DetailType").asString(),
                        resources,
                        JSON.readTree(entry.path("Detail").asString("{}")),
                        Instant.now());
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        Gateway.send(exchange, status, body.toString().getBytes(UTF_8));
    }
}
