package assay.local.gateway;

import assay.local.lambda.Lambda;
import assay.local.template.Resource.Source.FromApi;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path of the API, and the function that answers it.
record Route(FromApi source, Lambda lambda) {
    boolean takes(String method) {
        return source.method().equals("ANY") || source.method().equals(method);
    }

    /// The path parameters, decoded, if the path is this route's.
    Optional<Map<String, String>> match(String path) {
        var wanted = segments(source.path());
        var given = segments(path);
        var parameters = new LinkedHashMap<String, String>();
        for (var i = 0; i < wanted.size(); i++) {
            var segment = wanted.get(i);
            if (segment.endsWith("+}")) {
                if (i >= given.size()) {
                    return Optional.empty();
                }
                var rest = String.join("/", given.subList(i, given.size()));
                parameters.put(segment.substring(1, segment.length() - 2), decoded(rest));
                return Optional.of(parameters);
            }
            if (i >= given.size()) {
                return Optional.empty();
            }
            if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), decoded(given.get(i)));
            } else if (!segment.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return wanted.size() == given.size() ? Optional.of(parameters) : Optional.empty();
    }

    /// The more of a path is literal, the sooner its route is asked.
    long literals() {
        return segments(source.path()).stream().filter(s -> !s.startsWith("{")).count();
    }

    private static List<String> segments(String path) {
        var trimmed = path.substring(1);
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("/", -1));
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
