package assay.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A request as the event of API Gateway's Lambda proxy integration, version 1.0.
final class ProxyEvent {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private ProxyEvent() {}

    static ObjectNode of(
            HttpExchange exchange, byte[] body, Route route, Map<String, String> parameters) {
        var event = JSON.objectNode();
        var path = exchange.getRequestURI().getRawPath();
        event.put("resource", route.source().path());
        event.put("path", path);
        event.put("httpMethod", exchange.getRequestMethod());
        values(event, "headers", "multiValueHeaders", exchange.getRequestHeaders());
        values(
                event,
                "queryStringParameters",
                "multiValueQueryStringParameters",
                query(exchange.getRequestURI().getRawQuery()));
        if (parameters.isEmpty()) {
            event.putNull("pathParameters");
        } else {
            var own = event.putObject("pathParameters");
            parameters.forEach(own::put);
        }
        event.putNull("stageVariables");
        event.set("requestContext", context(exchange, route, path));
        body(event, exchange, body, route.source().binaryTypes());
        return event;
    }

    /// API Gateway gives the last value alone, and beside it all of them.
    private static void values(
            ObjectNode event, String last, String all, Map<String, List<String>> values) {
        if (values.isEmpty()) {
            event.putNull(last);
            event.putNull(all);
            return;
        }
        var single = event.putObject(last);
        var multiple = event.putObject(all);
        values.forEach((name, list) -> {
            single.put(name, list.getLast());
            list.forEach(multiple.withArray("/" + pointer(name))::add);
        });
    }

    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static Map<String, List<String>> query(@Nullable String raw) {
        var values = new LinkedHashMap<String, List<String>>();
        if (raw == null || raw.isEmpty()) {
            return values;
        }
        for (var pair : raw.split("&", -1)) {
            var parts = pair.split("=", 2);
            var value = parts.length == 2 ? decoded(parts[1]) : "";
            values.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>()).add(value);
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static ObjectNode context(HttpExchange exchange, Route route, String path) {
        var now = Instant.now();
        var context = JSON.objectNode();
        context.put("accountId", "000000000000");
        context.put("apiId", "local");
        context.put("stage", "local");
        context.put("protocol", exchange.getProtocol());
        context.put("requestId", UUID.randomUUID().toString());
        context.put("requestTime", TIME.format(now));
        context.put("requestTimeEpoch", now.toEpochMilli());
        context.put("path", path);
        context.put("resourcePath", route.source().path());
        context.put("httpMethod", exchange.getRequestMethod());
        context.put("domainName", exchange.getRequestHeaders().getFirst("Host"));
        var identity = context.putObject("identity");
        identity.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
        identity.put("userAgent", exchange.getRequestHeaders().getFirst("User-Agent"));
        return context;
    }

    private static void body(
            ObjectNode event, HttpExchange exchange, byte[] body, List<String> binaryTypes) {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        var binary =
                type != null
                        && binaryTypes.stream().anyMatch(binaryType -> covers(binaryType, type));
        event.put("isBase64Encoded", binary);
        if (body.length == 0) {
            event.putNull("body");
        } else {
            event.put(
                    "body",
                    binary
                            ? Base64.getEncoder().encodeToString(body)
                            : new String(body, StandardCharsets.UTF_8));
        }
    }

    private static boolean covers(String binaryType, String type) {
        var bare = type.split(";", 2)[0].strip();
        return binaryType.equals("*/*")
                || binaryType.equals(bare)
                || (binaryType.endsWith("/*")
                        && bare.startsWith(binaryType.substring(0, binaryType.length() - 1)));
    }
}
