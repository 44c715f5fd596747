package assay.handler;

import assay.http.Request;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Requests as API Gateway passes them: whatever there is none of is null.
final class Gateway {

    private Gateway() {}

    static Request request(APIGatewayProxyRequestEvent event) {
        return new Request(
                event.getHttpMethod(),
                event.getPath(),
                base(event),
                query(event),
                orEmpty(event.getHeaders()),
                body(event));
    }

    /// A browser's path begins with the stage, which the event's own path leaves out.
    private static String base(APIGatewayProxyRequestEvent event) {
        var context = event.getRequestContext();
        String whole = context == null ? null : context.getPath();
        return whole != null && whole.endsWith(event.getPath())
                ? whole.substring(0, whole.length() - event.getPath().length())
                : "";
    }

    private static Map<String, List<String>> query(APIGatewayProxyRequestEvent event) {
        Map<String, List<String>> query = new HashMap<>();
        orEmpty(event.getQueryStringParameters()).forEach((name, v) -> query.put(name, List.of(v)));
        query.putAll(orEmpty(event.getMultiValueQueryStringParameters()));
        return query;
    }

    private static String body(APIGatewayProxyRequestEvent event) {
        String body = event.getBody();
        if (body == null) {
            return "";
        }
        return Boolean.TRUE.equals(event.getIsBase64Encoded())
                ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                : body;
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
