package assay.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The media types that a client takes, as RFC 9110, section 12.5.1, weighs them.
final class Accept {

    private record Range(String type, double quality) {
        boolean takes(String mediaType) {
            return type.equals("*/*")
                    || type.equals(mediaType)
                    || type.endsWith("/*")
                            && mediaType.startsWith(type.substring(0, type.length() - 1));
        }

        int exactness() {
            return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
        }
    }

    private final List<Range> ranges;

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    /// Reads a header; without one, everything is taken.
    static Accept of(Optional<String> header) {
        return new Accept(
                Arrays.stream(header.orElse("*/*").split(",", -1))
                        .map(Accept::range)
                        .filter(range -> !range.type().isEmpty())
                        .toList());
    }

    /// The form that is liked best; among equals the first offered.
    Optional<Form> best(List<Form> offered) {
        return offered.stream()
                .filter(form -> quality(form) > 0)
                .reduce((best, form) -> quality(form) > quality(best) ? form : best);
    }

    private double quality(Form form) {
        return ranges.stream()
                .filter(range -> range.takes(form.mediaType()))
                .max(Comparator.comparingInt(Range::exactness))
                .map(Range::quality)
                .orElse(0.0);
    }

    private static Range range(String text) {
        String[] parts = text.trim().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
        double quality =
                Stream.of(parts)
                        .skip(1)
                        .filter(p -> p.matches("q=[01](\\.[0-9]{0,3})?"))
                        .findFirst()
                        .map(p -> Double.parseDouble(p.substring(2)))
                        .orElse(1.0);
        return new Range(parts[0], quality);
    }
}
