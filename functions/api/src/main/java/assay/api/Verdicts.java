package assay.api;

import assay.ledger.Models;
import assay.lineage.Reference;
import assay.succession.Line;
import assay.succession.Standings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Verdicts, each with whether it stands. For one request: a model's standings are read once.
final class Verdicts {

    private final Models models;
    private final Standings standings;
    private final Map<String, Set<String>> standing = new HashMap<>();

    Verdicts(Records records) {
        this.models = records.models;
        this.standings = records.standings;
    }

    /// The same verdict, saying whether it stands.
    ObjectNode flagged(JsonNode verdict) {
        String model = Reference.parse(verdict.path("subject").asString()).name();
        Set<String> stand =
                standing.computeIfAbsent(model, m -> new HashSet<>(standings.line(m).verdicts()));
        ObjectNode flagged = (ObjectNode) verdict.deepCopy();
        flagged.put("standing", stand.contains(verdict.path("id").asString()));
        return flagged;
    }

    /// Every verdict on a version, oldest first.
    List<ObjectNode> on(Reference version) {
        return models.verdicts(version).stream().map(this::flagged).toList();
    }

    /// The verdict that counts: the last that stands; where none does, the last given.
    Optional<ObjectNode> latest(Reference version, Line line) {
        return line.verdict(version)
                .flatMap(id -> models.verdict(version, id))
                .or(() -> models.verdicts(version).stream().reduce((earlier, later) -> later))
                .map(this::flagged);
    }

    Optional<ObjectNode> find(String id) {
        return models.verdict(id).map(this::flagged);
    }
}
