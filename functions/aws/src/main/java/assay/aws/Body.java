package assay.aws;

import assay.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The JSON in a message, read field by field; what is missing is named by its JSON pointer.
///
/// @param what the body is to be
/// @param json the whole of it
record Body(String what, JsonNode json) {

    static Body of(String what, String body) {
        try {
            return new Body(what, Json.tree(body));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the body is to be " + what + ", but is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    String text(String pointer) {
        JsonNode value = json.at(pointer);
        if (!value.isString()) {
            throw lacking(pointer, "a text");
        }
        return value.stringValue();
    }

    long whole(String pointer) {
        JsonNode value = json.at(pointer);
        if (!value.canConvertToExactIntegral()) {
            throw lacking(pointer, "a whole number");
        }
        return value.longValue();
    }

    private IllegalArgumentException lacking(String pointer, String kind) {
        JsonNode value = json.at(pointer);
        return new IllegalArgumentException(
                "the body is to be "
                        + what
                        + ", but at "
                        + pointer
                        + " it has "
                        + (value.isMissingNode() ? "nothing" : value)
                        + " instead of "
                        + kind);
    }
}
