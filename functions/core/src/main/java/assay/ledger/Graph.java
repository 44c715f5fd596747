package assay.ledger;

import assay.json.Json;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Page;
import assay.ledger.Ledger.Query;
import assay.ledger.Ledger.Write;
import assay.lineage.Edge;
import assay.lineage.Lineage;
import assay.lineage.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The links between artefacts, each kept at both of its ends.
public final class Graph implements Lineage.Edges {

    private final Ledger ledger;

    public Graph(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<Edge> upstream(Reference artefact) {
        return all("UP#" + artefact);
    }

    @Override
    public List<Edge> downstream(Reference artefact) {
        return all("DOWN#" + artefact);
    }

    @Override
    public Map<Reference, List<Edge>> upstreamOf(Collection<Reference> artefacts) {
        return AtOnce.each(artefacts, this::upstream);
    }

    @Override
    public Map<Reference, List<Edge>> downstreamOf(Collection<Reference> artefacts) {
        return AtOnce.each(artefacts, this::downstream);
    }

    /// Whether anything is linked to the artefact, either way.
    public boolean isLinked(Reference artefact) {
        return Stream.of("UP#", "DOWN#")
                .map(way -> new Query(way + artefact, "", false, false, 1, null))
                .anyMatch(query -> !ledger.query(query).items().isEmpty());
    }

    /// Records links that may be on record already.
    public void link(List<Edge> edges) {
        List<Write> writes = writes(edges);
        for (int from = 0; from < writes.size(); from += Ledger.MOST_WRITES) {
            ledger.write(writes.subList(from, Math.min(writes.size(), from + Ledger.MOST_WRITES)));
        }
    }

    private static List<Write> writes(List<Edge> edges) {
        return edges.stream()
                .distinct()
                .flatMap(e -> {
                    String document = Json.write(e);
                    return Stream.<Write>of(
                            new Write.Put(new Item(Keys.upstream(e), null, 1, document)),
                            new Write.Put(new Item(Keys.downstream(e), null, 1, document)));
                })
                .toList();
    }

    private List<Edge> all(String partition) {
        List<Edge> edges = new ArrayList<>();
        Query query = Query.of(partition, "");
        while (true) {
            Page page = ledger.query(query);
            page.items().forEach(i -> edges.add(Json.read(i.document(), Edge.class)));
            if (page.next() == null) {
                return edges;
            }
            query = query.after(page.next());
        }
    }
}
