package assay.json;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Text to trees and back, to the letter as Jackson's mapper does it: digests of what is written
/// are on record.
final class Trees {

    /// How many levels an uploaded document may have, and how many more one on record that holds
    /// it.
    private static final int DEEPEST = 64;

    private static final int ABOVE = 16;
    private static final int LONGEST_STRING = 20_000_000;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST + ABOVE + 1)
                                    .maxStringLength(LONGEST_STRING)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Java's own gives the same double, and has not Java's foreign memory set up.
                    .disable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Trees() {}

    static JsonNode read(byte[] text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return whole(parser, DEEPEST);
        }
    }

    static JsonNode read(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return whole(parser, DEEPEST + ABOVE);
        }
    }

    /// Nothing at all is a missing node.
    private static JsonNode whole(JsonParser parser, int deepest) {
        if (parser.nextToken() == null) {
            return NODES.missingNode();
        }
        JsonNode tree = next(parser, deepest);
        if (parser.nextToken() != null) {
            throw new StreamReadException(parser, "Something follows after the end of the value");
        }
        return tree;
    }

    private static JsonNode next(JsonParser parser, int levels) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, below(parser, levels));
            case START_ARRAY -> array(parser, below(parser, levels));
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> whole(parser, parser.getNumberType());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new StreamReadException(parser, "No value: " + parser.currentToken());
        };
    }

    private static int below(JsonParser parser, int levels) {
        if (levels == 0) {
            throw new StreamReadException(parser, "More levels of nesting than " + DEEPEST);
        }
        return levels - 1;
    }

    private static ObjectNode object(JsonParser parser, int levels) {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            object.set(name, next(parser, levels));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, int levels) {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(next(parser, levels));
        }
        return array;
    }

    private static JsonNode whole(JsonParser parser, JsonParser.NumberType type) {
        return switch (type) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    static String write(JsonNode tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(tree, generator);
        }
        return text.toString();
    }

    static byte[] bytes(JsonNode tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator =
                JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            write(tree, generator);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonNode tree, JsonGenerator generator) {
        switch (tree.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                for (Map.Entry<String, JsonNode> field : tree.properties()) {
                    generator.writeName(field.getKey());
                    write(field.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (JsonNode element : tree) {
                    write(element, generator);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(tree.stringValue());
            case NUMBER -> number(tree, generator);
            case BOOLEAN -> generator.writeBoolean(tree.booleanValue());
            case NULL, MISSING -> generator.writeNull();
            case BINARY, POJO ->
                    throw new IllegalArgumentException("no JSON: " + tree.getNodeType());
        }
    }

    private static void number(JsonNode number, JsonGenerator generator) {
        switch (number.numberType()) {
            case INT -> generator.writeNumber(number.intValue());
            case LONG -> generator.writeNumber(number.longValue());
            case BIG_INTEGER -> generator.writeNumber(number.bigIntegerValue());
            case FLOAT -> generator.writeNumber(number.floatValue());
            case DOUBLE -> generator.writeNumber(number.doubleValue());
            case BIG_DECIMAL -> generator.writeNumber(number.decimalValue());
        }
    }
}
