package assay.lineage;

import assay.lineage.Lineage.Edges;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
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
    record NotStated(List<Reference> silent) implements Permission {
        /// A part of what a verdict's id is the digest of.
        @Override
        public String toString() {
            return "NotStated[silent=" + silent + "]";
        }
    }

    /// The permission to use data that the model rests on has ended, whatever a gate asks.
    ///
    /// @param chain from the model up to that dataset
    /// @param because one sentence for a person
    record Lapsed(List<Reference> chain, String because) implements Permission {}

    /// A dataset forbids it.
    ///
    /// @param chain from the model up to that dataset
    /// @param because one sentence for a person
    record Breached(List<Reference> chain, String because) implements Permission {}

    /// What is on record about a dataset's use.
    ///
    /// @param use as its owner states it; empty where nothing is stated, or the dataset is unknown
    /// @param withdrawal empty unless its owner has taken it back
    record Statement(Optional<Use> use, Optional<Withdrawal> withdrawal) {
        /// Of a dataset of which nothing is known.
        public static final Statement NONE = new Statement(Optional.empty(), Optional.empty());
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
        Optional<Lapse> lapse =
                lapses(model, testSets, statements, edges).stream()
                        .filter(l -> !l.at().isAfter(at))
                        .findFirst();
        if (lapse.isPresent()) {
            return new Lapsed(lapse.get().chain(), lapse.get().because());
        }
        Set<Reference> silent = new LinkedHashSet<>();
        for (List<Reference> chain : chains(model, edges)) {
            Reference dataset = chain.getLast();
            Optional<String> breach =
                    breach(statements.apply(dataset), "training", purpose, at, silent, dataset);
            if (breach.isPresent()) {
                return new Breached(chain, dataset + " " + breach.get());
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

    /// Every permission that ends, or has ended, for what the model was made of, earliest first; of
    /// the test sets, only those that were withdrawn: what was tried while it was permitted stays
    /// tried.
    static List<Lapse> lapses(
            Reference model,
            List<Reference> testSets,
            Function<Reference, Statement> statements,
            Edges edges) {
        List<Lapse> lapses = new ArrayList<>();
        for (List<Reference> chain : chains(model, edges)) {
            Statement statement = statements.apply(chain.getLast());
            statement.withdrawal().ifPresent(w -> lapses.add(lapse(w, chain)));
            statement
                    .use()
                    .flatMap(use -> Optional.ofNullable(use.expires()))
                    .ifPresent(end ->
                            lapses.add(
                                    new Lapse(
                                            end,
                                            chain,
                                            chain.getLast()
                                                    + " could be used until "
                                                    + end
                                                    + " only")));
        }
        for (Reference testSet : testSets) {
            statements
                    .apply(testSet)
                    .withdrawal()
                    .ifPresent(w -> lapses.add(lapse(w, List.of(model, testSet))));
        }
        lapses.sort(
                Comparator.comparing(Lapse::at)
                        .thenComparing(Lapse::path)
                        .thenComparing(Lapse::because));
        return List.copyOf(lapses);
    }

    private static Lapse lapse(Withdrawal withdrawal, List<Reference> chain) {
        return new Lapse(
                withdrawal.at(),
                chain,
                "%s was withdrawn by %s at %s (%s)"
                        .formatted(
                                withdrawal.dataset(),
                                withdrawal.by(),
                                withdrawal.at(),
                                withdrawal.reason()));
    }

    /// The way up to each dataset that the model rests on, a shortest one, nearest first.
    private static List<List<Reference>> chains(Reference model, Edges edges) {
        Map<Reference, Reference> cameFrom = new HashMap<>();
        Deque<Reference> open = new ArrayDeque<>(List.of(model));
        Set<Reference> seen = new LinkedHashSet<>(List.of(model));
        List<List<Reference>> chains = new ArrayList<>();
        while (!open.isEmpty()) {
            Reference artefact = open.remove();
            if (artefact.kind() == Kind.DATASET) {
                chains.add(chain(artefact, cameFrom));
            }
            for (Edge edge : edges.upstream(artefact)) {
                if (seen.add(edge.to())) {
                    cameFrom.put(edge.to(), artefact);
                    open.add(edge.to());
                }
            }
        }
        return chains;
    }

    private static List<Reference> chain(Reference end, Map<Reference, Reference> cameFrom) {
        List<Reference> chain = new ArrayList<>();
        for (Reference at = end; at != null; at = cameFrom.get(at)) {
            chain.addFirst(at);
        }
        return List.copyOf(chain);
    }
}
