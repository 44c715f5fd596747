package assay.local.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the API says.
final class Answers {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;

    Answers(URI api) {
        this.api = api;
    }

    /// Every page of a list.
    ///
    /// @param path with its query
    /// @throws IllegalStateException if the API does not answer with 200
    List<JsonNode> all(String path, String field) {
        var items = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = page(path, next);
            page.path(field).forEach(items::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return items;
    }

    private JsonNode page(String path, String next) {
        var joined = path + (path.contains("?") ? "&" : "?");
        var more =
                next.isEmpty()
                        ? path
                        : joined + "next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        var request =
                HttpRequest.newBuilder(api.resolve(more))
                        .header("Accept", "application/json")
                        .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s answered %d: %s".formatted(more, answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException("The API did not answer " + more, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while asking " + more, stopped);
        }
    }
}
