package assay.lineage;

import assay.lineage.Lineage.Edges;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Whether a model may have been made of its data, and may be tried on a test set.
public sealed interface Permission {

    /// Every dataset concerned states that it may.
    record Granted() implements Permission {}

    /// Nothing forbids it, but these state nothing.
    ///
    /// @param silent at least one
    record NotStated(List<Reference> silent) implements Permission {}

    /// A dataset forbids it.
    ///
    /// @param chain from the model up to that dataset
    /// @param because one sentence for a person
    record Breached(List<Reference> chain, String because) implements Permission {}

    /// What is on record about a dataset's use.
    ///
    /// @param use as its owner states it; empty where nothing is stated, or the dataset is unknown
    /// @param withdrawn whether its owner has taken it back
    record Statement(Optional<Use> use, boolean withdrawn) {
        /// Of a dataset of which nothing is known.
        public static final Statement NONE = new Statement(Optional.empty(), false);
    }

    /// Asks every dataset upstream of the model, transitively, whether it permits `training`, and
    /// each test set whether it permits `evaluation`, for the model's purpose and at this time.
    ///
    /// @param purpose the model's; empty where it states none, which no restricted dataset permits
    static Permission of(
            Reference model,
            Optional<String> purpose,
            List<Reference> testSets,
            Function<Reference, Statement> statements,
            Edges edges,
            Instant at) {
        Map<Reference, Reference> cameFrom = new HashMap<>();
        Deque<Reference> open = new ArrayDeque<>(List.of(model));
        Set<Reference> seen = new LinkedHashSet<>(List.of(model));
        Set<Reference> silent = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Reference artefact = open.remove();
            if (artefact.kind() == Kind.DATASET) {
                Optional<String> breach =
                        breach(
                                statements.apply(artefact),
                                "training",
                                purpose,
                                at,
                                silent,
                                artefact);
                if (breach.isPresent()) {
                    return new Breached(chain(artefact, cameFrom), artefact + " " + breach.get());
                }
            }
            for (Edge edge : edges.upstream(artefact)) {
                if (seen.add(edge.to())) {
                    cameFrom.put(edge.to(), artefact);
                    open.add(edge.to());
                }
            }
        }
        for (Reference testSet : testSets) {
            Optional<String> breach =
                    breach(statements.apply(testSet), "evaluation", purpose, at, silent, testSet);
            if (breach.isPresent()) {
                return new Breached(List.of(model, testSet), testSet + " " + breach.get());
            }
        }
        return silent.isEmpty() ? new Granted() : new NotStated(List.copyOf(silent));
    }

    private static Optional<String> breach(
            Statement statement,
            String use,
            Optional<String> purpose,
            Instant at,
            Set<Reference> silent,
            Reference dataset) {
        if (statement.withdrawn()) {
            return Optional.of("has been withdrawn");
        }
        if (statement.use().isEmpty()) {
            silent.add(dataset);
            return Optional.empty();
        }
        Use stated = statement.use().get();
        if (stated.expires() != null && !at.isBefore(stated.expires())) {
            return Optional.of("could be used until " + stated.expires() + " only");
        }
        if (!stated.permits().isEmpty() && !stated.permits().contains(use)) {
            return Optional.of(
                    "does not permit " + use + ", only " + String.join(", ", stated.permits()));
        }
        boolean foreign = purpose.map(p -> !stated.purposes().contains(p)).orElse(true);
        if (!stated.purposes().isEmpty() && foreign) {
            return Optional.of(
                    "may serve "
                            + String.join(", ", stated.purposes())
                            + " only, and the model's purpose is "
                            + purpose.orElse("not stated"));
        }
        return Optional.empty();
    }

    private static List<Reference> chain(Reference end, Map<Reference, Reference> cameFrom) {
        List<Reference> chain = new ArrayList<>();
        for (Reference at = end; at != null; at = cameFrom.get(at)) {
            chain.addFirst(at);
        }
        return List.copyOf(chain);
    }
}
