package assay.lineage;

import assay.lineage.Lineage.Direction;
import assay.lineage.Lineage.Edges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What breaks if an artefact changes: everything that rests on it, each with a shortest chain.
///
/// @param of the artefact
/// @param chains from `of` down to each, nearest first; `of` itself is not among them
/// @param truncated whether more rests on it than a walk takes
public record Impact(Reference of, Map<Reference, List<Reference>> chains, boolean truncated) {

    public Impact {
        chains = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(chains));
    }

    /// Walks downstream to the end.
    public static Impact of(Reference of, Edges edges) {
        Lineage lineage = Lineage.trace(of, Direction.DOWNSTREAM, Integer.MAX_VALUE, edges);
        Map<Reference, Reference> restsOn = new HashMap<>();
        for (Edge edge : lineage.edges()) {
            if (!edge.from().equals(of)) {
                restsOn.putIfAbsent(edge.from(), edge.to());
            }
        }
        Map<Reference, List<Reference>> chains = new LinkedHashMap<>();
        for (Reference touched : lineage.depths().keySet()) {
            if (!touched.equals(of)) {
                List<Reference> chain = new ArrayList<>();
                for (Reference at = touched; at != null; at = restsOn.get(at)) {
                    chain.addFirst(at);
                }
                chains.put(touched, List.copyOf(chain));
            }
        }
        return new Impact(of, chains, lineage.truncated());
    }

    /// Everything of a kind, in order.
    public List<Reference> of(Kind kind) {
        return chains.keySet().stream().filter(r -> r.kind() == kind).sorted().toList();
    }
}
