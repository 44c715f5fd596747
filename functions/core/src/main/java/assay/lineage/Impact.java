package assay.lineage;

import assay.lineage.Lineage.Direction;
import assay.lineage.Lineage.Edges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What breaks if an artefact changes: everything that rests on it, each with a shortest chain.
///
/// @param of the artefact
/// @param restsOn everything touched, nearest first, each with what it rests on, one step nearer to
///   `of`; `of` itself is not among them
/// @param truncated whether more rests on it than a walk takes
public record Impact(Reference of, Map<Reference, Reference> restsOn, boolean truncated) {

    public Impact {
        restsOn = Collections.unmodifiableMap(new LinkedHashMap<>(restsOn));
    }

    /// Walks downstream to the end.
    public static Impact of(Reference of, Edges edges) {
        return of(of, Integer.MAX_VALUE, edges);
    }

    /// Walks downstream.
    ///
    /// @param depth how many steps, at least 0
    public static Impact of(Reference of, int depth, Edges edges) {
        Lineage lineage = Lineage.trace(of, Direction.DOWNSTREAM, depth, edges);
        Map<Reference, Reference> nearer = new HashMap<>();
        for (Edge edge : lineage.edges()) {
            if (!edge.from().equals(of)) {
                nearer.putIfAbsent(edge.from(), edge.to());
            }
        }
        Map<Reference, Reference> restsOn = new LinkedHashMap<>();
        for (Reference touched : lineage.depths().keySet()) {
            Reference next = nearer.get(touched);
            if (next != null) {
                restsOn.put(touched, next);
            }
        }
        return new Impact(of, restsOn, lineage.truncated());
    }

    /// Everything touched, nearest first.
    public List<Reference> touched() {
        return List.copyOf(restsOn.keySet());
    }

    /// From `of` down to something touched.
    public List<Reference> chain(Reference touched) {
        List<Reference> chain = new ArrayList<>();
        for (Reference at = touched; at != null; at = restsOn.get(at)) {
            chain.addFirst(at);
        }
        return List.copyOf(chain);
    }

    /// Everything of a kind, in order.
    public List<Reference> of(Kind kind) {
        return restsOn.keySet().stream().filter(r -> r.kind() == kind).sorted().toList();
    }
}
