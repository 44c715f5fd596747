package assay.api;

import assay.lineage.Lapse;
import assay.lineage.Reference;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a model version was made of that may be used no more, as of now.
final class Taints {

    private Taints() {}

    /// Adds it under `tainted`, where there is any.
    static void put(ObjectNode json, Reference model, Records records, Instant now) {
        List<Lapse> lapses = records.standings.lapses(model, now);
        if (!lapses.isEmpty()) {
            ArrayNode tainted = json.putArray("tainted");
            for (Lapse lapse : lapses) {
                ObjectNode taint = tainted.addObject();
                taint.put("since", lapse.at().toString());
                taint.put("because", lapse.because());
                ArrayNode chain = taint.putArray("chain");
                lapse.chain().reversed().forEach(r -> chain.add(r.toString()));
            }
        }
    }
}
