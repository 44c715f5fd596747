package assay.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a client asks.
///
/// @param method such as `GET`
/// @param path below the base, beginning with `/`
/// @param base what stands before every path in a browser: `/live` of a stage, or nothing
/// @param query every value of every parameter, decoded
/// @param headers by their names in lower case
/// @param body as text; empty without one
public record Request(
        String method,
        String path,
        String base,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body) {

    public Request {
        query = Map.copyOf(query);
        headers =
                headers.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        e -> e.getKey().toLowerCase(Locale.ROOT),
                                        Map.Entry::getValue,
                                        (first, second) -> second));
    }

    /// The value of a header, by its name in lower case.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
    }

    /// Whether this asks for the head of a `GET` only.
    boolean isHead() {
        return method.equals("HEAD");
    }
}
