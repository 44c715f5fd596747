package assay.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What an artefact rests on, or what rests on it: the part of the graph within a number of steps.
///
/// @param of where the walk began
/// @param depths every artefact met, with its distance in steps, nearest first; `of` has 0
/// @param edges every link between these that the walk went along
/// @param truncated whether more lies beyond the depth or the bound on nodes
public record Lineage(
        Reference of, Map<Reference, Integer> depths, Set<Edge> edges, boolean truncated) {

    /// No walk takes more artefacts than this.
    public static final int MOST_NODES = 10_000;

    /// Which way to walk.
    public enum Direction {
        UPSTREAM,
        DOWNSTREAM,
        BOTH
    }

    /// Where the links are kept.
    public interface Edges {
        /// The links whose `from` is the artefact.
        List<Edge> upstream(Reference artefact);

        /// The links whose `to` is the artefact.
        List<Edge> downstream(Reference artefact);

        /// {@link #upstream} of each, in their order.
        default Map<Reference, List<Edge>> upstreamOf(Collection<Reference> artefacts) {
            Map<Reference, List<Edge>> links = new LinkedHashMap<>();
            artefacts.forEach(artefact -> links.put(artefact, upstream(artefact)));
            return links;
        }

        /// {@link #downstream} of each, in their order.
        default Map<Reference, List<Edge>> downstreamOf(Collection<Reference> artefacts) {
            Map<Reference, List<Edge>> links = new LinkedHashMap<>();
            artefacts.forEach(artefact -> links.put(artefact, downstream(artefact)));
            return links;
        }
    }

    public Lineage {
        depths = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(depths));
        edges = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(edges));
    }

    /// Walks breadth first, each artefact once, so that a cycle ends. `BOTH` is the union of the
    /// two walks: it does not turn round and visit siblings.
    ///
    /// @param depth `depth >= 0`
    public static Lineage trace(Reference of, Direction direction, int depth, Edges edges) {
        if (depth < 0) {
            throw new IllegalArgumentException("depth " + depth + " is negative");
        }
        return switch (direction) {
            case UPSTREAM -> walk(of, depth, edges::upstreamOf, Edge::to);
            case DOWNSTREAM -> walk(of, depth, edges::downstreamOf, Edge::from);
            case BOTH ->
                    trace(of, Direction.UPSTREAM, depth, edges)
                            .plus(trace(of, Direction.DOWNSTREAM, depth, edges));
        };
    }

    private Lineage plus(Lineage other) {
        Map<Reference, Integer> both = new LinkedHashMap<>(depths);
        other.depths.forEach((r, d) -> both.merge(r, d, Math::min));
        Set<Edge> all = new LinkedHashSet<>(edges);
        all.addAll(other.edges);
        return new Lineage(of, both, all, truncated || other.truncated);
    }

    private static Lineage walk(
            Reference of,
            int depth,
            Function<Collection<Reference>, Map<Reference, List<Edge>>> next,
            Function<Edge, Reference> end) {
        Map<Reference, Integer> depths = new LinkedHashMap<>();
        Set<Edge> walked = new LinkedHashSet<>();
        List<Reference> frontier = List.of(of);
        depths.put(of, 0);
        boolean truncated = false;
        for (int step = 1; !frontier.isEmpty(); step++) {
            List<Reference> beyond = new ArrayList<>();
            for (List<Edge> links : next.apply(frontier).values()) {
                for (Edge edge : links) {
                    Reference other = end.apply(edge);
                    boolean known = depths.containsKey(other);
                    if (!known && (step > depth || depths.size() >= MOST_NODES)) {
                        truncated = true;
                    } else {
                        walked.add(edge);
                        if (!known) {
                            depths.put(other, step);
                            beyond.add(other);
                        }
                    }
                }
            }
            frontier = beyond;
        }
        return new Lineage(of, depths, walked, truncated);
    }
}
