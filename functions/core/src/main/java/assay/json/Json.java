package assay.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Records to JSON and back: absent values and empty lists are left out, times are RFC 3339 UTC, a
/// repeated key is an error, and what comes from outside is bounded in depth and length.
public final class Json {

    private static final int DEEPEST = 64;
    private static final int LONGEST_STRING = 20_000_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxStringLength(LONGEST_STRING)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .changeDefaultPropertyInclusion(
                            i -> i.withValueInclusion(JsonInclude.Include.NON_EMPTY))
                    .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
                    .addModule(new RecordsByConstructor())
                    .build();

    private Json() {}

    /// The text as a tree.
    ///
    /// @throws JacksonException saying at which line and column it is no JSON
    public static JsonNode tree(byte[] text) {
        return MAPPER.readTree(text);
    }

    /// The text as a tree.
    ///
    /// @throws JacksonException saying at which line and column it is no JSON
    public static JsonNode tree(String text) {
        return MAPPER.readTree(text);
    }

    /// The record as a tree.
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// An empty object to fill.
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// An empty list to fill.
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /// The tree as a record.
    public static <T> T read(JsonNode tree, Class<T> type) {
        return MAPPER.treeToValue(tree, type);
    }

    /// The text as a record.
    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /// The record as text.
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// The record as UTF-8.
    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
