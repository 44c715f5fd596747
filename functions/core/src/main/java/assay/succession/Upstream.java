package assay.succession;

import assay.ledger.Datasets;
import assay.ledger.Digests;
import assay.ledger.Graph;
import assay.ledger.Ledger;
import assay.ledger.ModelVersion;
import assay.ledger.Models;
import assay.lineage.Edge;
import assay.lineage.Grounds;
import assay.lineage.Lapse;
import assay.lineage.Lineage;
import assay.lineage.Permission;
import assay.lineage.Permission.Statement;
import assay.lineage.PersonalData;
import assay.lineage.Reference;
import assay.lineage.Withdrawal;
import assay.manifest.DatasetManifest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a model's versions rest on, each artefact looked up once: versions share most of it. Its
/// links are those of its record, so that what is on record has its links, and what is only named
/// has none.
final class Upstream implements Lineage.Edges, Facts.Permissions {

    private final Map<Reference, Artefact> artefacts = new HashMap<>();
    private final Datasets datasets;
    private final Models models;
    private final Graph graph;
    private final Instant now;
    private final Optional<Grounds> only;

    /// Whatever is on record by now.
    Upstream(List<ModelVersion> versions, Ledger ledger, Instant now) {
        this(ledger, now, Optional.empty());
        versions.forEach(v -> artefacts.put(v.reference(), Artefact.of(v)));
    }

    private Upstream(Ledger ledger, Instant now, Optional<Grounds> only) {
        this.datasets = new Datasets(ledger);
        this.models = new Models(ledger);
        this.graph = new Graph(ledger);
        this.now = now;
        this.only = only;
    }

    /// What was read once, and nothing that came later.
    static Upstream asRead(Ledger ledger, Grounds grounds) {
        return new Upstream(ledger, grounds.at(), Optional.of(grounds));
    }

    /// One artefact as it is on record.
    ///
    /// @param digest empty where it is only named
    private record Artefact(
            Optional<String> digest,
            List<Edge> edges,
            Statement statement,
            Optional<List<String>> personal) {
        private static final Artefact NAMED =
                new Artefact(Optional.empty(), List.of(), Statement.NONE, Optional.empty());

        /// Whether it would have made a difference then if it had been only named. What is taken
        /// back later changes no question that was asked before.
        boolean said(Instant at) {
            return !edges.isEmpty()
                    || statement.use().isPresent()
                    || personal.isPresent()
                    || withdrawn(at);
        }

        boolean withdrawn(Instant at) {
            return statement.withdrawal().filter(w -> !w.at().isAfter(at)).isPresent();
        }

        static Artefact of(ModelVersion version) {
            return linked(version.digest(), version.manifest().edges());
        }

        static Artefact linked(String digest, List<Edge> edges) {
            return new Artefact(Optional.of(digest), edges, Statement.NONE, Optional.empty());
        }

        static Artefact of(
                String digest, DatasetManifest manifest, Optional<Withdrawal> withdrawal) {
            return new Artefact(
                    Optional.of(digest),
                    manifest.edges(),
                    new Statement(Optional.ofNullable(manifest.use()), withdrawal),
                    manifest.personalData());
        }
    }

    private Artefact artefact(Reference reference) {
        Artefact known = artefacts.get(reference);
        if (known == null) {
            known = read(reference);
            artefacts.put(reference, known);
        }
        return known;
    }

    private Artefact read(Reference reference) {
        if (only.isPresent() && !only.get().read().containsKey(reference)) {
            return Artefact.NAMED;
        }
        return switch (reference.kind()) {
            case DATASET ->
                    datasets.find(reference)
                            .map(v -> Artefact.of(v.digest(), v.manifest(), withdrawal(reference)))
                            .orElse(Artefact.NAMED);
            case MODEL -> models.find(reference).map(Artefact::of).orElse(Artefact.NAMED);
            case SYSTEM, PRODUCT, COMPONENT ->
                    models.system(reference)
                            .map(s ->
                                    Artefact.linked(
                                            Digests.ofLines(List.of(s.json())),
                                            s.manifest().edges()))
                            .orElse(Artefact.NAMED);
            case CODE -> Artefact.NAMED;
            case PREDICTIONS, EVALUATION, VERDICT, EXPERIMENT -> {
                List<Edge> edges = graph.upstream(reference);
                yield edges.isEmpty()
                        ? Artefact.NAMED
                        : Artefact.linked(
                                Digests.ofLines(edges.stream().map(Edge::toString).toList()),
                                edges);
            }
        };
    }

    private Optional<Withdrawal> withdrawal(Reference dataset) {
        return only.map(g -> g.withdrawn().contains(dataset)).orElse(true)
                ? datasets.withdrawal(dataset)
                : Optional.empty();
    }

    @Override
    public Permission of(ModelVersion version, List<Reference> testSets, Instant at) {
        return Permission.of(
                version.reference(),
                Optional.ofNullable(version.manifest().purpose()),
                testSets,
                dataset -> artefact(dataset).statement(),
                this,
                at);
    }

    @Override
    public Grounds grounds(ModelVersion version, List<Reference> testSets, Instant at) {
        Map<Reference, String> read = new TreeMap<>();
        Set<Reference> withdrawn = new TreeSet<>();
        Map<Reference, List<String>> personal = new TreeMap<>();
        Set<Reference> all = upstreamOf(version.reference());
        all.addAll(testSets);
        for (Reference reference : all) {
            Artefact artefact = artefact(reference);
            artefact.digest()
                    .filter(digest -> artefact.said(at))
                    .ifPresent(digest -> read.put(reference, digest));
            artefact.personal().ifPresent(columns -> personal.put(reference, columns));
            if (artefact.withdrawn(at)) {
                withdrawn.add(reference);
            }
        }
        return new Grounds(at, read, withdrawn, personal);
    }

    /// What of an artefact, and of everything that it rests on, speaks of persons, nearest first.
    List<PersonalData> personal(Reference of) {
        Map<Reference, List<Reference>> chains = new LinkedHashMap<>();
        chains.put(of, List.of(of));
        Deque<Reference> open = new ArrayDeque<>(List.of(of));
        List<PersonalData> personal = new ArrayList<>();
        while (!open.isEmpty()) {
            Reference at = open.remove();
            List<Reference> chain = chains.getOrDefault(at, List.of());
            artefact(at).personal().ifPresent(c -> personal.add(new PersonalData(chain, c)));
            for (Edge edge : upstream(at)) {
                List<Reference> longer = new ArrayList<>(chain);
                longer.add(edge.to());
                if (chains.putIfAbsent(edge.to(), List.copyOf(longer)) == null) {
                    open.add(edge.to());
                }
            }
        }
        return List.copyOf(personal);
    }

    /// Everything that a version rests on, and itself.
    private Set<Reference> upstreamOf(Reference version) {
        Set<Reference> seen = new LinkedHashSet<>(List.of(version));
        Deque<Reference> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Edge edge : upstream(open.remove())) {
                if (seen.add(edge.to())) {
                    open.add(edge.to());
                }
            }
        }
        return seen;
    }

    @Override
    public List<Lapse> lapses(Reference version, List<Reference> testSets) {
        return Permission.lapses(version, testSets, dataset -> artefact(dataset).statement(), this)
                .stream()
                .filter(l -> !l.at().isAfter(now))
                .toList();
    }

    @Override
    public List<Edge> upstream(Reference artefact) {
        return artefact(artefact).edges();
    }

    @Override
    public List<Edge> downstream(Reference artefact) {
        return graph.downstream(artefact);
    }
}
