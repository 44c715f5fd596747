package assay.json;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The first place, in the order in which it is written, where two JSON values differ.
///
/// @param pointer RFC 6901
/// @param one as JSON, or `nothing`
/// @param other as JSON, or `nothing`
public record Difference(String pointer, String one, String other) {

    /// The first difference; empty if there is none.
    public static Optional<Difference> first(JsonNode one, JsonNode other) {
        return first("", one, other);
    }

    private static Optional<Difference> first(String at, JsonNode one, JsonNode other) {
        if (one.isObject() && other.isObject()) {
            Set<String> names = new LinkedHashSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            return names.stream()
                    .map(name -> first(Json.below(at, name), one.path(name), other.path(name)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (one.isArray() && other.isArray()) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                Optional<Difference> within = first(at + "/" + i, one.path(i), other.path(i));
                if (within.isPresent()) {
                    return within;
                }
            }
            return Optional.empty();
        }
        return same(one, other)
                ? Optional.empty()
                : Optional.of(new Difference(at, written(one), written(other)));
    }

    /// Numbers are the same if they are the same double: 0 and 0.0 are.
    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber()
                        && other.isNumber()
                        && !(one.isIntegralNumber() && other.isIntegralNumber())
                ? Double.compare(one.asDouble(), other.asDouble()) == 0
                : one.equals(other);
    }

    private static String written(JsonNode node) {
        return node.isMissingNode() ? "nothing" : Json.write(node);
    }
}
