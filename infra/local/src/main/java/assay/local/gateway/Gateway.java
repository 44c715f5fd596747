package assay.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import assay.embedded.Loopback;
import assay.local.lambda.Lambda;
import assay.local.lambda.Outcome;
import assay.local.template.Resource.Source.FromApi;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST API: the template's routes, each answered by its function. Nobody's signature is
/// checked.
public final class Gateway implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final List<Route> routes = new ArrayList<>();

    public Gateway(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.ofLiteral(Loopback.HOST),
                                    Loopback.port("the API", port)),
                            0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
    }

    public void route(FromApi source, Lambda lambda) {
        routes.add(new Route(source, lambda));
        routes.sort(Comparator.comparingLong(Route::literals).reversed());
    }

    /// A path of the stack's own, beside those of the API.
    public void own(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public void start() {
        server.start();
    }

    public URI endpoint() {
        return Loopback.http(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getRawPath();
            for (var route : routes) {
                var parameters = route.match(path);
                if (parameters.isPresent() && route.takes(exchange.getRequestMethod())) {
                    var event = ProxyEvent.of(exchange, body, route, parameters.get());
                    render(exchange, route.lambda().invoke(event.toString()));
                    return;
                }
            }
            message(exchange, 403, "Missing Authentication Token");
        }
    }

    private static void render(HttpExchange exchange, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Answered(var body) -> proxied(exchange, body);
            case Outcome.TimedOut late -> message(exchange, 504, "Endpoint request timed out");
            case Outcome.Failed failure -> message(exchange, 502, "Internal server error");
            case Outcome.Crashed crash -> message(exchange, 502, "Internal server error");
        }
    }

    private static void proxied(HttpExchange exchange, String answer) throws IOException {
        JsonNode response;
        try {
            response = JSON.readTree(answer);
        } catch (JacksonException malformed) {
            message(exchange, 502, "Internal server error");
            return;
        }
        var headers = exchange.getResponseHeaders();
        response.path("headers")
                .properties()
                .forEach(header -> headers.set(header.getKey(), header.getValue().asString("")));
        response.path("multiValueHeaders")
                .properties()
                .forEach(header -> {
                    headers.remove(header.getKey());
                    header.getValue()
                            .forEach(value -> headers.add(header.getKey(), value.asString("")));
                });
        var text = response.path("body").asString("");
        var bytes =
                response.path("isBase64Encoded").asBoolean(false)
                        ? Base64.getDecoder().decode(text)
                        : text.getBytes(UTF_8);
        send(exchange, response.path("statusCode").asInt(502), bytes);
    }

    private static void message(HttpExchange exchange, int status, String message)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(
                exchange,
                status,
                JSON.createObjectNode().put("message", message).toString().getBytes(UTF_8));
    }

    /// Answers with a body, or without one where HTTP allows none.
    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        var bodiless =
                body.length == 0
                        || status == 204
                        || status == 304
                        || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
