package assay.lineage;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A way along links from an artefact back to itself: what rests on itself has no origin.
///
/// It is closed by the last upload on it, in the order in which they were made, whatever order they
/// come to be known in: so which upload is refused is a function of the uploads. Of uploads made at
/// the same instant, the greater reference is taken to have come later.
///
/// @param chain from the artefact, along its links, to itself
public record Circle(List<Reference> chain) {

    public Circle {
        chain = List.copyOf(chain);
    }

    /// An artefact as it was uploaded.
    ///
    /// @param at when
    public record Upload(Reference reference, Instant at, List<Edge> links) {
        private static final Comparator<Upload> ORDER =
                Comparator.comparing(Upload::at).thenComparing(Upload::reference);

        public Upload {
            links = List.copyOf(links);
        }
    }

    /// A shortest circle that an upload closes, of those uploaded before it.
    ///
    /// @param uploads what is uploaded under a name; empty where it is only named
    public static Optional<Circle> closedBy(
            Upload upload, Function<Reference, Optional<Upload>> uploads) {
        Map<Reference, Reference> cameFrom = new HashMap<>();
        Deque<Upload> open = new ArrayDeque<>(List.of(upload));
        while (!open.isEmpty()) {
            Upload at = open.remove();
            for (Edge link : at.links()) {
                Reference to = link.to();
                if (to.equals(upload.reference())) {
                    return Optional.of(new Circle(chain(at.reference(), to, cameFrom)));
                }
                if (cameFrom.size() < Lineage.MOST_NODES
                        && cameFrom.putIfAbsent(to, at.reference()) == null) {
                    uploads.apply(to)
                            .filter(other -> Upload.ORDER.compare(other, upload) < 0)
                            .ifPresent(open::add);
                }
            }
        }
        return Optional.empty();
    }

    private static List<Reference> chain(
            Reference last, Reference start, Map<Reference, Reference> cameFrom) {
        List<Reference> chain = new ArrayList<>(List.of(start));
        for (Reference at = last; at != null && !at.equals(start); at = cameFrom.get(at)) {
            chain.addFirst(at);
        }
        chain.addFirst(start);
        return chain;
    }

    /// For a person.
    public String path() {
        return chain.stream().map(Reference::toString).collect(Collectors.joining(" → "));
    }
}
