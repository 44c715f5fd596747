package assay.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import assay.http.Call;
import assay.http.Problem.BadParameter;
import assay.ledger.Seal;
import assay.lineage.Reference;
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
/// @param next where the list goes on, if it does
record Window(List<Reference> all, int from, int to, Optional<String> next) {

    /// The part that the call asks for.
    ///
    /// @param asked everything that the walk hangs on
    static Window of(Call call, List<Reference> all, String asked, Seal seal) {
        byte[] about = ("walk " + asked).getBytes(UTF_8);
        int limit = call.number("limit", 1, 1000, 1000);
        int from = call.text("next").map(next -> after(next, all, about, seal)).orElse(0);
        int to = Math.min(all.size(), from + limit);
        Optional<String> next =
                to < all.size()
                        ? Optional.of(
                                seal.closed(about, all.get(to - 1).toString().getBytes(UTF_8)))
                        : Optional.empty();
        return new Window(all, from, to, next);
    }

    /// All of it.
    static Window whole(List<Reference> all) {
        return new Window(all, 0, all.size(), Optional.empty());
    }

    private static int after(String next, List<Reference> all, byte[] about, Seal seal) {
        return seal.opened(about, next)
                .flatMap(last -> Reference.find(new String(last, UTF_8)))
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

    /// The artefacts of this part.
    List<Reference> part() {
        return all.subList(from, to);
    }

    /// How many the walk met, and where the list goes on, if it does.
    void put(ObjectNode json) {
        json.put("total", all.size());
        next.ifPresent(text -> json.put("next", text));
    }
}
