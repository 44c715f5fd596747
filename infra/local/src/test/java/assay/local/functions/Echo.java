package assay.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Answers with what it was asked; `/image` is binary, `/throw` fails, `/exit` ends the JVM.
public final class Echo
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    @Override
    public APIGatewayProxyResponseEvent handleRequest(
            APIGatewayProxyRequestEvent event, Context context) {
        return switch (event.getPath()) {
            case "/image" -> image();
            case "/throw" -> throw new IllegalStateException("on request");
            case "/exit" -> {
                Runtime.getRuntime().halt(3);
                throw new IllegalStateException("not reached");
            }
            default -> text(event);
        };
    }

    private static APIGatewayProxyResponseEvent text(APIGatewayProxyRequestEvent event) {
        var body =
                "%s %s %s query=%s proxy=%s body=%s base64=%s stage=%s"
                        .formatted(
                                event.getHttpMethod(),
                                event.getPath(),
                                event.getResource(),
                                event.getMultiValueQueryStringParameters(),
                                event.getPathParameters() == null
                                        ? ""
                                        : event.getPathParameters().get("proxy"),
                                event.getBody(),
                                event.getIsBase64Encoded(),
                                System.getenv("STAGE"));
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(200)
                .withMultiValueHeaders(
                        Map.of("Content-Type", List.of("text/plain"), "X-Many", List.of("a", "b")))
                .withBody(body);
    }

    private static APIGatewayProxyResponseEvent image() {
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(200)
                .withHeaders(Map.of("Content-Type", "image/png"))
                .withIsBase64Encoded(true)
                .withBody(Base64.getEncoder().encodeToString(new byte[] {1, 2, (byte) 255}));
    }
}
