package assay.json;

import assay.lineage.Reference;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records as trees and back, by their components: primitives and their boxes, texts, times,
/// references, constants, records, one of several records, trees, and optional values, lists and
/// maps of these.
final class Records {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private Records() {}

    /// What Java knows of a record.
    ///
    /// @param says the field and the word by which it is told from others; `null` where it need not
    ///   be
    private record Shape(Constructor<?> constructor, List<Part> parts, @Nullable Case says) {
        static Shape of(Class<?> type) {
            return SHAPES.computeIfAbsent(type, Shape::look);
        }

        private static Shape look(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            if (components == null) {
                throw new IllegalArgumentException("no JSON is known for " + type);
            }
            Class<?>[] types = new Class<?>[components.length];
            List<Part> parts = new ArrayList<>(components.length);
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                Method accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                parts.add(
                        new Part(
                                components[i].getName(), components[i].getGenericType(), accessor));
            }
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return new Shape(constructor, parts, Case.of(type));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " has no canonical constructor", e);
            }
        }
    }

    private record Part(String name, Type type, Method accessor) {}

    /// One of several records.
    private record Case(String field, String word) {
        static @Nullable Case of(Class<?> type) {
            for (Class<?> above : type.getInterfaces()) {
                if (OneOf.class.isAssignableFrom(above)) {
                    return new Case(field(above), word(type));
                }
            }
            return null;
        }

        static String word(Class<?> of) {
            return of.getSimpleName().toLowerCase(Locale.ROOT);
        }

        static String field(Class<?> of) {
            try {
                return (String) of.getField("FIELD").get(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(of + " has no constant FIELD", e);
            }
        }
    }

    static JsonNode tree(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof JsonNode tree) {
            return tree;
        }
        if (value instanceof String text) {
            return NODES.stringNode(text);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof Worded constant) {
            return NODES.stringNode(constant.word());
        }
        if (value instanceof Enum<?> constant) {
            return NODES.stringNode(constant.name());
        }
        if (value instanceof Instant || value instanceof Reference) {
            return NODES.stringNode(value.toString());
        }
        if (value instanceof Optional<?> optional) {
            return tree(optional.orElse(null));
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(element -> array.add(tree(element)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((name, element) -> object.set(String.valueOf(name), tree(element)));
            return object;
        }
        if (value instanceof Record holder) {
            return object(holder);
        }
        throw new IllegalArgumentException("no JSON is known for " + value.getClass());
    }

    private static JsonNode number(Number number) {
        if (number instanceof Double real) {
            return NODES.numberNode(real.doubleValue());
        }
        if (number instanceof Integer whole) {
            return NODES.numberNode(whole.intValue());
        }
        if (number instanceof Long whole) {
            return NODES.numberNode(whole.longValue());
        }
        if (number instanceof BigInteger whole) {
            return NODES.numberNode(whole);
        }
        if (number instanceof BigDecimal real) {
            return NODES.numberNode(real);
        }
        throw new IllegalArgumentException("no JSON is known for " + number.getClass());
    }

    private static ObjectNode object(Record value) {
        Shape shape = Shape.of(value.getClass());
        ObjectNode object = NODES.objectNode();
        if (shape.says() != null) {
            object.put(shape.says().field(), shape.says().word());
        }
        for (Part part : shape.parts()) {
            Object component = component(value, part);
            if (value instanceof Whole || !isEmpty(component)) {
                object.set(part.name(), tree(component));
            }
        }
        return object;
    }

    private static @Nullable Object component(Record value, Part part) {
        try {
            return part.accessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(part.accessor() + " cannot be called", e);
        }
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || value instanceof String text && text.isEmpty()
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Optional<?> optional && optional.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof JsonNode tree && tree.isContainer() && tree.isEmpty();
    }

    static <T> T read(JsonNode tree, Class<T> type) {
        Object value = value(tree, type);
        if (value == null) {
            throw new Mismatch("is empty", null);
        }
        return type.cast(value);
    }

    private static @Nullable Object value(JsonNode tree, Type type) {
        if (type instanceof ParameterizedType generic) {
            return held(tree, (Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> of = (Class<?>) type;
        if (of == JsonNode.class) {
            return tree.isMissingNode() ? null : tree;
        }
        if (tree.isNull() || tree.isMissingNode()) {
            return nothing(of);
        }
        if (of == String.class) {
            return text(tree, "text");
        }
        if (of == long.class || of == Long.class) {
            return whole(tree);
        }
        if (of == int.class || of == Integer.class) {
            long whole = whole(tree);
            if (whole != (int) whole) {
                throw new Mismatch(whole + " is too large", null);
            }
            return (int) whole;
        }
        if (of == double.class || of == Double.class) {
            return real(tree);
        }
        if (of == boolean.class || of == Boolean.class) {
            if (!tree.isBoolean()) {
                throw new Mismatch("is neither true nor false", null);
            }
            return tree.booleanValue();
        }
        if (of == Instant.class) {
            String text = text(tree, "time");
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new Mismatch("'" + text + "' is no time such as 2026-01-31T12:00:00Z", e);
            }
        }
        if (of == Reference.class) {
            try {
                return Reference.parse(text(tree, "reference"));
            } catch (IllegalArgumentException e) {
                throw new Mismatch(String.valueOf(e.getMessage()), e);
            }
        }
        if (of.isEnum()) {
            return constant(text(tree, "word"), of);
        }
        if (of == Object.class) {
            return asItIs(tree);
        }
        return record(
                tree, OneOf.class.isAssignableFrom(of) && !of.isRecord() ? which(tree, of) : of);
    }

    /// What a component is of which nothing is said.
    private static @Nullable Object nothing(Class<?> type) {
        if (type == long.class) {
            return 0L;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == double.class) {
            return 0.0;
        }
        return type == boolean.class ? false : null;
    }

    /// A list is left out where it is empty, and may be a single element by itself.
    private static Object held(JsonNode tree, Class<?> container, Type[] of) {
        boolean nothing = tree.isNull() || tree.isMissingNode();
        if (container == Optional.class) {
            return nothing ? Optional.empty() : Optional.ofNullable(value(tree, of[0]));
        }
        if (container == List.class) {
            List<@Nullable Object> list = new ArrayList<>(tree.size());
            if (tree.isArray()) {
                for (JsonNode element : tree) {
                    try {
                        list.add(value(element, of[0]));
                    } catch (Mismatch e) {
                        throw e.below(String.valueOf(list.size()));
                    }
                }
            } else if (!nothing) {
                list.add(value(tree, of[0]));
            }
            return list;
        }
        if (container == Map.class) {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            if (!nothing) {
                for (Map.Entry<String, JsonNode> entry : object(tree).properties()) {
                    String name = entry.getKey();
                    map.put(key(name, of[0]), below(entry.getValue(), name, of[1]));
                }
            }
            return map;
        }
        throw new IllegalArgumentException("no JSON is known for " + container);
    }

    private static Object key(String name, Type type) {
        try {
            return type == Long.class
                    ? (Object) Long.valueOf(name)
                    : type == Integer.class ? Integer.valueOf(name) : name;
        } catch (NumberFormatException e) {
            throw new Mismatch("is named by no whole number", e).below(name);
        }
    }

    private static @Nullable Object below(JsonNode tree, String token, Type type) {
        try {
            return value(tree, type);
        } catch (Mismatch e) {
            throw e.below(token);
        }
    }

    private static String text(JsonNode tree, String what) {
        if (tree.isContainer()) {
            throw new Mismatch("is no " + what, null);
        }
        return tree.asString();
    }

    private static long whole(JsonNode tree) {
        if (!tree.isNumber() || !tree.canConvertToLong() || !tree.canConvertToExactIntegral()) {
            throw new Mismatch("is no whole number", null);
        }
        return tree.longValue();
    }

    /// What is not finite is written as text.
    private static double real(JsonNode tree) {
        if (tree.isNumber()) {
            return tree.doubleValue();
        }
        return switch (tree.asString("")) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new Mismatch("is no number", null);
        };
    }

    private static Object constant(String word, Class<?> of) {
        StringJoiner words = new StringJoiner(", ");
        for (Object constant : of.getEnumConstants()) {
            String own =
                    constant instanceof Worded worded ? worded.word() : ((Enum<?>) constant).name();
            if (own.equals(word)) {
                return constant;
            }
            words.add(own);
        }
        throw new Mismatch("'" + word + "' is none of " + words, null);
    }

    private static @Nullable Object asItIs(JsonNode tree) {
        return switch (tree.getNodeType()) {
            case OBJECT -> held(tree, Map.class, new Type[] {String.class, Object.class});
            case ARRAY -> held(tree, List.class, new Type[] {Object.class});
            case NUMBER -> tree.numberValue();
            case BOOLEAN -> tree.booleanValue();
            case STRING -> tree.stringValue();
            default -> null;
        };
    }

    private static Class<?> which(JsonNode tree, Class<?> of) {
        String field = Case.field(of);
        JsonNode word = object(tree).path(field);
        StringJoiner words = new StringJoiner(", ");
        for (Class<?> one : of.getPermittedSubclasses()) {
            String own = Case.word(one);
            if (word.isString() && own.equals(word.stringValue())) {
                return one;
            }
            words.add(own);
        }
        throw new Mismatch(
                        (word.isString()
                                        ? "'" + word.stringValue() + "' is none of "
                                        : "is none of ")
                                + words,
                        null)
                .below(field);
    }

    private static Object record(JsonNode tree, Class<?> type) {
        Shape shape = Shape.of(type);
        JsonNode object = object(tree);
        @Nullable Object[] components = new Object[shape.parts().size()];
        for (int i = 0; i < components.length; i++) {
            Part part = shape.parts().get(i);
            components[i] = below(object.path(part.name()), part.name(), part.type());
        }
        try {
            return shape.constructor().newInstance(components);
        } catch (InvocationTargetException e) {
            Throwable refusal = e.getTargetException();
            throw new Mismatch(String.valueOf(refusal.getMessage()), refusal);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(shape.constructor() + " cannot be called", e);
        }
    }

    private static JsonNode object(JsonNode tree) {
        if (!tree.isObject()) {
            throw new Mismatch("is no object", null);
        }
        return tree;
    }
}
