package assay.api;

import assay.json.Json;
import assay.ledger.AtOnce;
import assay.lineage.Impact;
import assay.lineage.Kind;
import assay.lineage.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
                            "experiments", Kind.EXPERIMENT,
                            "predictions", Kind.PREDICTIONS,
                            "evaluations", Kind.EVALUATION,
                            "verdicts", Kind.VERDICT));

    /// A chain that is longer is shown by its ends.
    private static final int LONGEST = 40;

    private Touched() {}

    /// Everything that is touched.
    static ObjectNode by(Reference of, Records records) {
        Impact impact = Impact.of(of, records.graph);
        return by(impact, Window.whole(impact.touched()), records);
    }

    /// A part of what is touched; counts and champions are of the whole.
    static ObjectNode by(Impact impact, Window window, Records records) {
        ObjectNode json = Json.object();
        json.put("of", impact.of().toString());
        List<String> personal = personalColumns(impact.of(), records);
        if (!personal.isEmpty()) {
            ArrayNode columns = json.putArray("personalData");
            personal.forEach(columns::add);
        }
        ArrayNode champions = json.putArray("champions");
        champions(impact, records).forEach(m -> champions.add(m.toString()));
        ObjectNode counts = json.putObject("counts");
        LISTS.forEach((name, kind) -> {
            counts.put(name, impact.of(kind).size());
            ArrayNode list = json.putArray(name);
            window.part().stream()
                    .filter(r -> r.kind() == kind)
                    .sorted()
                    .forEach(touched -> list.add(entry(touched, impact)));
        });
        json.put("truncated", impact.truncated());
        window.put(json);
        return json;
    }

    private static ObjectNode entry(Reference touched, Impact impact) {
        ObjectNode entry = Json.object();
        entry.put("reference", touched.toString());
        ArrayNode shown = entry.putArray("chain");
        List<Reference> chain = impact.chain(touched);
        if (chain.size() <= LONGEST) {
            chain.forEach(r -> shown.add(r.toString()));
        } else {
            chain.subList(0, LONGEST / 2).forEach(r -> shown.add(r.toString()));
            shown.add("… " + (chain.size() - LONGEST) + " more …");
            chain.subList(chain.size() - LONGEST / 2, chain.size())
                    .forEach(r -> shown.add(r.toString()));
        }
        return entry;
    }

    /// Those of the models touched that serve.
    private static List<Reference> champions(Impact impact, Records records) {
        List<Reference> models = impact.of(Kind.MODEL);
        Set<String> names =
                models.stream().map(Reference::name).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Optional<Reference>> serving =
                AtOnce.each(
                        names,
                        name ->
                                records.standings
                                        .champion(name)
                                        .map(slot -> slot.champion().version()));
        return models.stream()
                .filter(m ->
                        serving.getOrDefault(m.name(), Optional.empty()).equals(Optional.of(m)))
                .toList();
    }

    /// The columns of a dataset on record that speak of persons.
    static List<String> personalColumns(Reference of, Records records) {
        return of.kind() == Kind.DATASET
                ? records.datasets
                        .find(of)
                        .flatMap(v -> v.manifest().personalData())
                        .orElse(List.of())
                : List.of();
    }
}
