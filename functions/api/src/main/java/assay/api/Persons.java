package assay.api;

import assay.lineage.PersonalData;
import assay.lineage.Reference;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The personal data that an artefact holds or inherits.
final class Persons {

    private Persons() {}

    /// Adds them under `personalData`, where there are any.
    static void put(ObjectNode json, Reference of, Records records) {
        List<PersonalData> all = records.standings.personal(of, Instant.EPOCH);
        if (all.isEmpty()) {
            return;
        }
        ArrayNode array = json.putArray("personalData");
        for (PersonalData data : all) {
            ObjectNode one = array.addObject();
            one.put("dataset", data.dataset().toString());
            ArrayNode columns = one.putArray("columns");
            data.columns().forEach(columns::add);
            ArrayNode chain = one.putArray("chain");
            data.chain().forEach(r -> chain.add(r.toString()));
        }
    }
}
