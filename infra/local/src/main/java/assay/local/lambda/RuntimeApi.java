package assay.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import assay.embedded.Loopback;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;

/// Lambda's Runtime API for one child: it asks for the next event, and posts what came of it.
final class RuntimeApi implements AutoCloseable {
    private static final String PREFIX = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final String functionArn;
    private final SynchronousQueue<Invocation> waiting = new SynchronousQueue<>();
    private volatile Invocation current = Invocation.NONE;

    RuntimeApi(String functionArn) throws IOException {
        this.functionArn = functionArn;
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral(Loopback.HOST), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PREFIX, this::handle);
        server.start();
    }

    String address() {
        return Loopback.HOST + ":" + server.getAddress().getPort();
    }

    /// Hands an event to the child; returns at once.
    Invocation submit(String event, Duration timeout) {
        var invocation = new Invocation(event, timeout);
        Thread.startVirtualThread(() -> offer(invocation));
        return invocation;
    }

    private void offer(Invocation invocation) {
        try {
            waiting.put(invocation);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(PREFIX.length());
            if (path.equals("invocation/next")) {
                next(exchange);
                return;
            }
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (path.endsWith("/error")) {
                current.outcome().complete(new Outcome.Failed(body));
            } else {
                current.outcome().complete(new Outcome.Answered(body));
            }
            exchange.sendResponseHeaders(202, -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        var invocation = waiting.take();
        current = invocation;
        var deadline = Instant.now().plus(invocation.timeout());
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline.toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set(
                "Lambda-Runtime-Trace-Id",
                "Root=1-%08x-%024x;Sampled=0".formatted(deadline.getEpochSecond(), 0));
        var body = invocation.event().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        invocation.taken().complete(null);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// @param taken done when the child has the event: from then on its timeout runs
    record Invocation(
            String event,
            Duration timeout,
            CompletableFuture<Void> taken,
            CompletableFuture<Outcome> outcome) {
        static final Invocation NONE = new Invocation("", Duration.ZERO);

        Invocation(String event, Duration timeout) {
            this(event, timeout, new CompletableFuture<>(), new CompletableFuture<>());
        }
    }
}
