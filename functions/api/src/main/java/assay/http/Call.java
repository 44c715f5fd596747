package assay.http;

import assay.http.Problem.BadParameter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request that has found its route; reads the parameters, each within its range.
///
/// @param places what the path's places are filled with
public record Call(Request request, Map<String, String> places) {

    public Call {
        places = Map.copyOf(places);
    }

    /// What a place of the path is filled with.
    public String place(String name) {
        return Optional.ofNullable(places.get(name)).orElseThrow();
    }

    /// A parameter of the query, if it is given.
    public Optional<String> text(String name) {
        List<String> values = request.query().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new BadParameter(
                            name,
                            "'" + name + "' is given " + values.size() + " times.",
                            "Give it once.")
                    .thrown();
        }
        return values.stream().findFirst();
    }

    /// A whole number, if it is given.
    public int number(String name, int least, int most, int usual) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same answer as to a number out of range.
        }
        throw new BadParameter(
                        name,
                        "'%s' is '%s', not a whole number from %d to %d."
                                .formatted(name, text.get(), least, most),
                        "Give a number in that range, or leave it out for " + usual + ".")
                .thrown();
    }

    /// One of some words, if it is given.
    public Optional<String> word(String name, List<String> words) {
        Optional<String> text = text(name);
        if (text.isPresent() && !words.contains(text.get())) {
            throw new BadParameter(
                            name,
                            "'%s' is '%s', which is none of %s."
                                    .formatted(name, text.get(), String.join(", ", words)),
                            "Give one of these, or leave it out.")
                    .thrown();
        }
        return text;
    }

    /// A time, if it is given.
    public Optional<Instant> instant(String name) {
        Optional<String> text = text(name);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new BadParameter(
                            name,
                            "'%s' is '%s', which is no RFC 3339 time in UTC."
                                    .formatted(name, text.orElseThrow()),
                            "Write it like 2026-11-24T09:00:00Z.")
                    .thrown();
        }
    }
}
