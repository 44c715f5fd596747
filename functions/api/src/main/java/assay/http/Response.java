package assay.http;

import java.util.Map;

/// What goes back to the client.
///
/// @param headers by name
/// @param body empty without one
public record Response(int status, Map<String, String> headers, String body) {
    public Response {
        headers = Map.copyOf(headers);
    }
}
