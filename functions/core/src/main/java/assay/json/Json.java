package assay.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records to JSON and back: absent values and empty lists are left out, times are RFC 3339 UTC, a
/// repeated key is an error, and what comes from outside is bounded in depth and length.
///
/// Trees, parser and generator are Jackson's. Its mapper is not used: before the first record is
/// written it looks at all that there is to a class, which took a quarter of a cold start.
public final class Json {

    private Json() {}

    /// The text of an uploaded document as a tree, of at most 64 levels.
    ///
    /// @throws JacksonException saying at which line and column it is no JSON
    public static JsonNode tree(byte[] text) {
        return Trees.read(text);
    }

    /// The text as a tree: of a document on record, which may hold an uploaded one.
    ///
    /// @throws JacksonException saying at which line and column it is no JSON
    public static JsonNode tree(String text) {
        return Trees.read(text);
    }

    /// The record as a tree; a value, a list or a map likewise.
    public static JsonNode tree(@Nullable Object value) {
        return Records.tree(value);
    }

    /// The JSON pointer (RFC 6901) to a field of what another one points to.
    ///
    /// @param at the pointer to the object; empty for the whole
    public static String below(String at, String field) {
        return at + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    /// An empty object to fill.
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// An empty list to fill.
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /// The tree as a record.
    ///
    /// @throws Mismatch saying where it is not what the record takes
    public static <T> T read(JsonNode tree, Class<T> type) {
        return Records.read(tree, type);
    }

    /// The text as a record.
    ///
    /// @throws JacksonException saying at which line and column it is no JSON
    /// @throws Mismatch saying where it is not what the record takes
    public static <T> T read(String text, Class<T> type) {
        return Records.read(Trees.read(text), type);
    }

    /// The record as text.
    public static String write(@Nullable Object value) {
        return Trees.write(Records.tree(value));
    }

    /// The record as UTF-8.
    public static byte[] bytes(Object value) {
        return Trees.bytes(Records.tree(value));
    }
}
