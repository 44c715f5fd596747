package assay.api;

import static assay.api.Shapes.json;
import static assay.api.Shapes.list;
import static assay.api.Shapes.page;

import assay.http.Answer;
import assay.http.Call;
import assay.http.Route;
import assay.ledger.Listing;
import assay.ledger.UploadState.State;
import assay.pages.OfficePages;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Uploads that are not in order, or not whole.
final class UploadRoutes {

    private static final List<String> STATES = Stream.of(State.values()).map(State::word).toList();

    private final Records records;

    UploadRoutes(Records records) {
        this.records = records;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/uploads", this::uploads, "state", "limit", "next"));
    }

    private Answer uploads(Call call) {
        State state =
                State.valueOf(
                        call.word("state", STATES)
                                .orElse(State.REFUSED.word())
                                .toUpperCase(Locale.ROOT));
        Listing<JsonNode> uploads =
                Records.page(call, (most, after) -> records.uploads.list(state, most, after));
        ObjectNode json = list("uploads", uploads, u -> u);
        return Answer.Found.in(
                json(json), page(call, site -> OfficePages.uploads(site, json, state.word())));
    }
}
