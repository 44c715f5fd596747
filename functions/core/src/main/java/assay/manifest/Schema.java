package assay.manifest;

import assay.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A JSON Schema of draft 2020-12, in the keywords that the schemas here use, and what a document
/// has against it, in words. A library that knows all of JSON Schema is a ninth of a cold start;
/// the tests hold this to such a library.
final class Schema {

    private static final int LONGEST_SHOWN = 100;

    private final JsonNode root;
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    private Schema(JsonNode root) {
        this.root = root;
    }

    /// The schema that a text says.
    static Schema read(String text) {
        return new Schema(Json.tree(text));
    }

    /// All that is wrong with a document; empty where it is in order.
    ///
    /// @throws IllegalStateException if the schema has a keyword that is not known here
    List<Fault> faults(JsonNode document) {
        return List.copyOf(new LinkedHashSet<>(faults(root, document, "")));
    }

    private List<Fault> faults(JsonNode schema, JsonNode value, String at) {
        List<Fault> faults = new ArrayList<>();
        if (schema.isBoolean()) {
            if (!schema.booleanValue()) {
                faults.add(new Fault.AtPointer(at, "is not allowed here"));
            }
            return faults;
        }
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            JsonNode says = keyword.getValue();
            switch (keyword.getKey()) {
                case "$ref" -> faults.addAll(faults(referred(says), value, at));
                case "allOf" -> {
                    for (JsonNode part : says) {
                        faults.addAll(faults(part, value, at));
                    }
                }
                case "if" -> {
                    String branch = faults(says, value, at).isEmpty() ? "then" : "else";
                    if (schema.has(branch)) {
                        faults.addAll(faults(schema.get(branch), value, at));
                    }
                }
                case "anyOf", "oneOf" ->
                        faults.addAll(ofForms(says, keyword.getKey(), value, at, faults.isEmpty()));
                case "required" -> {
                    for (JsonNode field : says) {
                        if (value.isObject() && !value.has(field.asString())) {
                            faults.add(
                                    new Fault.AtPointer(
                                            at, "must have the field '" + field.asString() + "'"));
                        }
                    }
                }
                case "properties" -> {
                    for (Map.Entry<String, JsonNode> field : says.properties()) {
                        if (value.has(field.getKey())) {
                            faults.addAll(
                                    faults(
                                            field.getValue(),
                                            value.get(field.getKey()),
                                            Json.below(at, field.getKey())));
                        }
                    }
                }
                case "additionalProperties" -> {
                    for (Map.Entry<String, JsonNode> field : value.properties()) {
                        if (!schema.path("properties").has(field.getKey())) {
                            faults.addAll(ofMore(says, field, at));
                        }
                    }
                }
                case "items" -> {
                    for (int i = 0; value.isArray() && i < value.size(); i++) {
                        faults.addAll(faults(says, value.get(i), at + "/" + i));
                    }
                }
                default -> {
                    if (!holds(keyword.getKey(), says, value)) {
                        faults.add(new Fault.AtPointer(at, words(keyword.getKey(), says, value)));
                    }
                }
            }
        }
        return faults;
    }

    private List<Fault> ofMore(JsonNode schema, Map.Entry<String, JsonNode> field, String at) {
        String pointer = Json.below(at, field.getKey());
        return schema.isBoolean() && !schema.booleanValue()
                ? List.of(new Fault.AtPointer(pointer, "is not a field known here"))
                : faults(schema, field.getValue(), pointer);
    }

    /// The faults of the form that is meant, or else that is nearest. Where something else is wrong
    /// with the value already, only a form that is clearly meant is held against it.
    private List<Fault> ofForms(
            JsonNode forms, String keyword, JsonNode value, String at, boolean inOrderSoFar) {
        List<List<Fault>> meant = new ArrayList<>();
        List<List<Fault>> all = new ArrayList<>();
        int fitting = 0;
        for (JsonNode form : forms) {
            List<Fault> faults = faults(form, value, at);
            all.add(faults);
            if (isMeant(form, value)) {
                meant.add(faults);
            }
            if (faults.isEmpty()) {
                fitting++;
            }
        }
        if (fitting == 1 || fitting > 1 && keyword.equals("anyOf")) {
            return List.of();
        }
        if (!inOrderSoFar && meant.size() != 1) {
            return List.of();
        }
        return fitting > 1
                ? List.of(
                        new Fault.AtPointer(
                                at, "is of " + fitting + " forms at once, and may be of one only"))
                : nearest(meant.isEmpty() ? all : meant, at);
    }

    /// Whether a value is of a form's type, and has the constants by which the form is known.
    private boolean isMeant(JsonNode form, JsonNode value) {
        JsonNode schema = form.has("$ref") ? referred(form.get("$ref")) : form;
        if (schema.has("type") && !holds("type", schema.get("type"), value)) {
            return false;
        }
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            if (field.getValue().has("const")
                    && value.has(field.getKey())
                    && !value.get(field.getKey()).equals(field.getValue().get("const"))) {
                return false;
            }
        }
        return true;
    }

    /// The fewest faults; where several forms each lack one thing of the value itself, either will
    /// do.
    private static List<Fault> nearest(List<List<Fault>> forms, String at) {
        List<Fault> nearest = forms.getFirst();
        Set<String> either = new LinkedHashSet<>();
        for (List<Fault> form : forms) {
            if (form.size() < nearest.size()) {
                nearest = form;
            }
            if (form.size() == 1
                    && form.getFirst() instanceof Fault.AtPointer(String pointer, String reason)
                    && pointer.equals(at)) {
                either.add(reason);
            }
        }
        return either.size() > 1
                ? List.of(new Fault.AtPointer(at, String.join(", or ", either)))
                : nearest;
    }

    /// Whether a value is as a keyword says that looks at the value alone.
    private boolean holds(String keyword, JsonNode says, JsonNode value) {
        return switch (keyword) {
            case "type" -> isOfType(says, value);
            case "const" -> value.equals(says);
            case "enum" -> says.valueStream().anyMatch(value::equals);
            case "not" -> !faults(says, value, "").isEmpty();
            case "pattern" -> !value.isString() || pattern(says).matcher(value.asString()).find();
            case "minLength" -> !value.isString() || length(value) >= says.intValue();
            case "maxLength" -> !value.isString() || length(value) <= says.intValue();
            case "minimum" -> !value.isNumber() || number(value) >= number(says);
            case "maximum" -> !value.isNumber() || number(value) <= number(says);
            case "exclusiveMinimum" -> !value.isNumber() || number(value) > number(says);
            case "exclusiveMaximum" -> !value.isNumber() || number(value) < number(says);
            case "minItems" -> !value.isArray() || value.size() >= says.intValue();
            case "maxItems" -> !value.isArray() || value.size() <= says.intValue();
            case "uniqueItems" ->
                    !value.isArray() || new HashSet<>(value.values()).size() == value.size();
            case "minProperties" -> !value.isObject() || value.size() >= says.intValue();
            case "$schema",
                    "$id",
                    "$defs",
                    "title",
                    "description",
                    "default",
                    "examples",
                    "format",
                    "then",
                    "else" ->
                    true;
            default -> throw new IllegalStateException("no keyword of a schema here: " + keyword);
        };
    }

    private static String words(String keyword, JsonNode says, JsonNode value) {
        return switch (keyword) {
            case "type" -> "must be " + types(says) + ", but is " + shown(value);
            case "const" -> "must be " + shown(says) + ", but is " + shown(value);
            case "enum" -> "must be one of " + listed(says) + ", but is " + shown(value);
            case "pattern" -> "must match " + says.asString() + ", but is " + shown(value);
            case "minLength" ->
                    "must have at least "
                            + counted(says, "character")
                            + ", but has "
                            + length(value);
            case "maxLength" ->
                    "must have at most "
                            + counted(says, "character")
                            + ", but has "
                            + length(value);
            case "minimum" -> "must be at least " + shown(says) + ", but is " + shown(value);
            case "maximum" -> "must be at most " + shown(says) + ", but is " + shown(value);
            case "exclusiveMinimum" ->
                    "must be more than " + shown(says) + ", but is " + shown(value);
            case "exclusiveMaximum" ->
                    "must be less than " + shown(says) + ", but is " + shown(value);
            case "minItems" ->
                    "must have at least " + counted(says, "item") + ", but has " + value.size();
            case "maxItems" ->
                    "must have at most " + counted(says, "item") + ", but has " + value.size();
            case "uniqueItems" -> "must not have " + twice(value) + " twice";
            case "minProperties" ->
                    "must have at least " + counted(says, "field") + ", but has " + value.size();
            default -> "is of a form that is not allowed here";
        };
    }

    private static boolean isOfType(JsonNode types, JsonNode value) {
        return types.isArray()
                ? types.valueStream().anyMatch(type -> isOfType(type, value))
                : switch (types.asString()) {
                    case "integer" -> value.isIntegralNumber() || isWhole(value);
                    case "number" -> value.isIntegralNumber() || isFraction(value);
                    default -> types.asString().equals(type(value));
                };
    }

    private static boolean isWhole(JsonNode value) {
        return isFraction(value) && number(value) == Math.rint(number(value));
    }

    /// Whether it is a number with a point or an exponent that is not too large to be one.
    private static boolean isFraction(JsonNode value) {
        return value.isFloatingPointNumber() && Double.isFinite(number(value));
    }

    /// As the nearest double; infinite for a whole number of more than 308 digits.
    private static double number(JsonNode value) {
        return value.isBigInteger() ? value.bigIntegerValue().doubleValue() : value.doubleValue();
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case NULL, MISSING -> "null";
        };
    }

    private static String types(JsonNode types) {
        return types.isArray()
                ? String.join(" or ", types.valueStream().map(Schema::types).toList())
                : named(types.asString());
    }

    private static String named(String type) {
        return switch (type) {
            case "null" -> type;
            case "boolean" -> "true or false";
            case "array", "integer", "object" -> "an " + type;
            default -> "a " + type;
        };
    }

    private static String listed(JsonNode values) {
        return String.join(", ", values.valueStream().map(Schema::shown).toList());
    }

    private static String shown(JsonNode value) {
        if (value.isContainer()) {
            return named(type(value));
        }
        String text = value.asString();
        String shown =
                text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return value.isString() ? "'" + shown + "'" : value.isNull() ? "null" : shown;
    }

    private static String twice(JsonNode list) {
        Set<JsonNode> seen = new HashSet<>();
        return list.valueStream()
                .filter(item -> !seen.add(item))
                .findFirst()
                .map(Schema::shown)
                .orElseThrow();
    }

    private static String counted(JsonNode count, String what) {
        return count.intValue() + " " + what + (count.intValue() == 1 ? "" : "s");
    }

    private static int length(JsonNode text) {
        return text.asString().codePointCount(0, text.asString().length());
    }

    /// A pattern whose `$` is the end of the text, as in JSON Schema, not of its last line.
    private Pattern pattern(JsonNode says) {
        return patterns.computeIfAbsent(
                says.asString(),
                text ->
                        Pattern.compile(
                                text.endsWith("$")
                                        ? text.substring(0, text.length() - 1) + "\\z"
                                        : text));
    }

    private JsonNode referred(JsonNode reference) {
        String pointer = reference.asString();
        JsonNode schema = root.at(pointer.substring(1));
        if (!pointer.startsWith("#") || schema.isMissingNode()) {
            throw new IllegalStateException("no such part of the schema: " + pointer);
        }
        return schema;
    }
}
