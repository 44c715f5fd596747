package assay.api;

import assay.ledger.Experiments;
import assay.ledger.Models;
import assay.lineage.Kind;
import assay.lineage.Reference;
import assay.succession.AfterExperiment;
import assay.succession.Line;
import assay.succession.Standings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Verdicts, each with whether it stands. For one request: a model's standings are read once.
final class Verdicts {

    private final Models models;
    private final Standings standings;
    private final Experiments experiments;
    private final AfterExperiment afterExperiment;
    private final Map<String, Set<String>> standing = new HashMap<>();

    Verdicts(Records records) {
        this.models = records.models;
        this.standings = records.standings;
        this.experiments = records.experiments;
        this.afterExperiment = records.afterExperiment;
    }

    /// The same verdict, saying whether it stands.
    ObjectNode flagged(JsonNode verdict) {
        Reference subject = Reference.parse(verdict.path("subject").asString());
        boolean ofExperiment = subject.kind() == Kind.EXPERIMENT;
        Set<String> stand =
                standing.computeIfAbsent(
                        subject.kind() + subject.name(),
                        s ->
                                ofExperiment
                                        ? experiments.standing(subject.name()).stream()
                                                .collect(Collectors.toSet())
                                        : new HashSet<>(standings.line(subject.name()).verdicts()));
        boolean stands = stand.contains(verdict.path("id").asString());
        ObjectNode flagged = (ObjectNode) verdict.deepCopy();
        flagged.put("standing", stands);
        if (ofExperiment && stands) {
            afterExperiment
                    .of(verdict)
                    .map(fate -> AfterExperiment.sentence(verdict, fate))
                    .ifPresent(became -> flagged.put("promotion", became));
        }
        return flagged;
    }

    /// Every verdict on a version or an experiment, oldest first.
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
