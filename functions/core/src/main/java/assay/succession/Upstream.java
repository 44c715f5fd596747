package assay.succession;

import assay.ledger.Datasets;
import assay.ledger.Graph;
import assay.ledger.ModelVersion;
import assay.lineage.Edge;
import assay.lineage.Lapse;
import assay.lineage.Lineage;
import assay.lineage.Permission;
import assay.lineage.Permission.Statement;
import assay.lineage.Reference;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model's versions rest on, each artefact looked up once: versions share most of it.
final class Upstream implements Lineage.Edges, Facts.Permissions {

    private final Map<Reference, List<Edge>> edges = new HashMap<>();
    private final Map<Reference, Statement> statements = new HashMap<>();
    private final Graph graph;
    private final Datasets datasets;

    private final Instant now;

    Upstream(List<ModelVersion> versions, Graph graph, Datasets datasets, Instant now) {
        this.now = now;
        this.graph = graph;
        this.datasets = datasets;
        versions.forEach(v -> edges.put(v.reference(), v.manifest().edges()));
    }

    @Override
    public Permission of(ModelVersion version, List<Reference> testSets, Instant at) {
        return Permission.of(
                version.reference(),
                Optional.ofNullable(version.manifest().purpose()),
                testSets,
                dataset -> statements.computeIfAbsent(dataset, datasets::statement),
                this,
                at);
    }

    @Override
    public List<Lapse> lapses(Reference version, List<Reference> testSets) {
        return Permission.lapses(
                        version,
                        testSets,
                        dataset -> statements.computeIfAbsent(dataset, datasets::statement),
                        this)
                .stream()
                .filter(l -> !l.at().isAfter(now))
                .toList();
    }

    @Override
    public List<Edge> upstream(Reference artefact) {
        return edges.computeIfAbsent(artefact, graph::upstream);
    }

    @Override
    public List<Edge> downstream(Reference artefact) {
        return graph.downstream(artefact);
    }
}
