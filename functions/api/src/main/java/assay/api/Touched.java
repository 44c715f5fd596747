package assay.api;

import assay.json.Json;
import assay.ledger.DatasetVersion;
import assay.lineage.Impact;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.manifest.DatasetManifest.ColumnEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an artefact's change touches, by kind and name, each with the chain.
final class Touched {

    private static final Map<String, Kind> LISTS =
            new TreeMap<>(
                    Map.of(
                            "datasets", Kind.DATASET,
                            "models", Kind.MODEL,
                            "components", Kind.COMPONENT,
                            "systems", Kind.SYSTEM,
                            "products", Kind.PRODUCT,
                            "experiments", Kind.EXPERIMENT));

    private Touched() {}

    static ObjectNode by(Reference of, Records records) {
        Impact impact = Impact.of(of, records.graph);
        ObjectNode json = Json.object();
        json.put("of", of.toString());
        List<String> personal = personalColumns(of, records);
        if (!personal.isEmpty()) {
            ArrayNode columns = json.putArray("personalData");
            personal.forEach(columns::add);
        }
        ArrayNode champions = json.putArray("champions");
        impact.of(Kind.MODEL).stream()
                .filter(m -> serves(m, records))
                .forEach(m -> champions.add(m.toString()));
        LISTS.forEach((name, kind) -> {
            ArrayNode list = json.putArray(name);
            for (Reference touched : impact.of(kind)) {
                ObjectNode entry = list.addObject();
                entry.put("reference", touched.toString());
                ArrayNode chain = entry.putArray("chain");
                impact.chains().getOrDefault(touched, List.of()).stream()
                        .map(Reference::toString)
                        .forEach(chain::add);
            }
        });
        json.put("truncated", impact.truncated());
        return json;
    }

    private static boolean serves(Reference model, Records records) {
        return records.standings
                .champion(model.name())
                .map(s -> s.champion().version().equals(model))
                .orElse(false);
    }

    /// The columns of a dataset on record that speak of persons.
    static List<String> personalColumns(Reference of, Records records) {
        Optional<DatasetVersion> version =
                of.kind() == Kind.DATASET ? records.datasets.find(of) : Optional.empty();
        return version.map(v ->
                        v.manifest().columns().stream()
                                .filter(c -> Boolean.TRUE.equals(c.personalData()))
                                .map(ColumnEntry::name)
                                .toList())
                .orElse(List.of());
    }
}
