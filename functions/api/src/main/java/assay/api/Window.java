package assay.api;

import assay.http.Call;
import assay.http.Problem.BadParameter;
import assay.ledger.Digests;
import assay.lineage.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A part of a walk through the graph. The walk is made anew for each part, so where the list goes
/// on is the last artefact of the part before, sealed with what was asked: of another walk, or
/// altered, it continues nothing.
///
/// @param all that the walk met, in order
/// @param from the first place of the part
/// @param to the place after its last
record Window(List<Reference> all, int from, int to, String asked) {

    private static final int SEAL = 16;

    /// The part that the call asks for.
    ///
    /// @param asked everything that the walk hangs on
    static Window of(Call call, List<Reference> all, String asked) {
        int limit = call.number("limit", 1, 1000, 1000);
        int from = call.text("next").map(next -> after(next, all, asked)).orElse(0);
        return new Window(all, from, Math.min(all.size(), from + limit), asked);
    }

    /// All of it.
    static Window whole(List<Reference> all) {
        return new Window(all, 0, all.size(), "");
    }

    private static int after(String next, List<Reference> all, String asked) {
        return opened(next, asked)
                .map(last -> all.indexOf(last) + 1)
                .filter(place -> place > 0)
                .orElseThrow(() ->
                        new BadParameter(
                                        "next",
                                        "'next' is '%s', where no part of this walk ended."
                                                .formatted(next),
                                        "Take it as the part before gave it, with the same other parameters, or leave it out to start again.")
                                .thrown());
    }

    private static Optional<Reference> opened(String next, String asked) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
            if (text.length() <= SEAL
                    || !seal(text.substring(SEAL), asked).equals(text.substring(0, SEAL))) {
                return Optional.empty();
            }
            return Reference.find(text.substring(SEAL));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static String seal(String last, String asked) {
        return Digests.ofLines(List.of(asked, last)).substring(0, SEAL);
    }

    /// The artefacts of this part.
    List<Reference> part() {
        return all.subList(from, to);
    }

    /// How many the walk met, and where the list goes on, if it does.
    void put(ObjectNode json) {
        json.put("total", all.size());
        if (to < all.size()) {
            String last = all.get(to - 1).toString();
            json.put(
                    "next",
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(
                                    (seal(last, asked) + last).getBytes(StandardCharsets.UTF_8)));
        }
    }
}
