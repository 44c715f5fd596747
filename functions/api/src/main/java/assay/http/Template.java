package assay.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path with places to fill, as OpenAPI writes it: `/v1/models/{model}`, `/schemas/{kind}.json`.
record Template(String text, List<Segment> segments) {

    /// One step of the path; the variable is empty where the step is fixed.
    private record Segment(String before, String variable, String after) {
        static Segment of(String text) {
            int open = text.indexOf('{');
            int close = text.indexOf('}');
            return open < 0
                    ? new Segment(text, "", "")
                    : new Segment(
                            text.substring(0, open),
                            text.substring(open + 1, close),
                            text.substring(close + 1));
        }

        boolean matches(String step) {
            return variable.isEmpty()
                    ? step.equals(before)
                    : step.length() > before.length() + after.length()
                            && step.startsWith(before)
                            && step.endsWith(after);
        }

        String value(String step) {
            return step.substring(before.length(), step.length() - after.length());
        }
    }

    static Template of(String text) {
        return new Template(text, steps(text).stream().map(Segment::of).toList());
    }

    /// The steps of a path, each decoded; a closing slash adds none.
    static List<String> steps(String path) {
        return Arrays.stream(path.split("/"))
                .skip(1)
                .map(step -> URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    /// What the places are filled with, if the path is one of these.
    Optional<Map<String, String>> match(List<String> steps) {
        if (steps.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Segment segment = segments.get(i);
            if (!segment.matches(steps.get(i))) {
                return Optional.empty();
            }
            if (!segment.variable().isEmpty()) {
                values.put(segment.variable(), segment.value(steps.get(i)));
            }
        }
        return Optional.of(values);
    }
}
