package assay.api;

import assay.http.Problem;
import assay.http.Problem.BadBody;
import assay.http.Problem.UnsupportedBody;
import assay.http.Request;
import assay.json.Json;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A JSON object that a client sent.
///
/// @param json the object
/// @param example what to send instead, one sentence
record Body(JsonNode json, String example) {

    /// Reads it; other fields than these are a fault.
    static Body of(Request request, String example, Set<String> fields) {
        String type = request.header("content-type").orElse("application/json");
        if (!type.startsWith("application/json")) {
            throw new UnsupportedBody(
                            "The body is " + type + ", and only application/json is read.", example)
                    .thrown();
        }
        Body body = new Body(object(request.body(), example), example);
        for (String name : body.json.propertyNames()) {
            if (!fields.contains(name)) {
                throw wrong("/" + name, "is no field known here.", example).thrown();
            }
        }
        return body;
    }

    private static JsonNode object(String body, String example) {
        try {
            JsonNode json = Json.tree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            throw wrong("", "is no JSON: " + e.getOriginalMessage(), example).thrown();
        }
        throw wrong("", "is no JSON object.", example).thrown();
    }

    /// A required text.
    String text(String name, int longest) {
        JsonNode value = json.path(name);
        if (!value.isString() || value.asString().isBlank()) {
            throw wrong("/" + name, "is required, as text that is not blank.", example).thrown();
        }
        String text = value.asString().strip();
        if (text.length() > longest) {
            throw wrong("/" + name, "is longer than " + longest + " characters.", example).thrown();
        }
        return text;
    }

    private static Problem wrong(String pointer, String what, String example) {
        return new BadBody(
                pointer, (pointer.isEmpty() ? "The body " : pointer + " ") + what, example);
    }
}
