package assay.succession;

import assay.gate.Verdict.Outcome;
import assay.json.OneOf;
import assay.lineage.Reference;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What stands: the verdicts of a model's versions in the order of their judgement, and who came to
/// serve by them.
///
/// @param entries oldest first; those that wait come last
public record Line(List<Entry> entries) {

    /// Nothing judged yet.
    public static final Line NONE = new Line(List.of());

    public Line {
        // An empty list is left out where it is written.
        entries = entries == null ? List.of() : List.copyOf(entries);
    }

    /// One event in the life of a model.
    public sealed interface Entry extends OneOf {
        /// In which JSON says which.
        String FIELD = "kind";

        /// Whom it is about.
        Reference version();
    }

    /// A version was judged.
    ///
    /// @param verdict its id
    /// @param promoted whether the version came to serve by it
    public record Judged(Reference version, String verdict, Outcome outcome, boolean promoted)
            implements Entry {}

    /// A version came to serve because somebody, or an experiment, said so.
    public record Appointed(Reference version, Instant at, String reason) implements Entry {}

    /// The permission to use what a version was made of, or tried on, has ended since. Who serves
    /// goes on serving.
    ///
    /// @param verdict the id of the INVALID verdict that says so
    public record Revoked(Reference version, String verdict) implements Entry {}

    /// A version cannot be judged yet.
    ///
    /// @param reason one sentence that says what is missing
    public record Waiting(Reference version, String reason) implements Entry {}

    /// Who serves.
    public Optional<Reference> champion() {
        return entries.stream()
                .filter(e -> e instanceof Appointed || e instanceof Judged j && j.promoted())
                .reduce((earlier, later) -> later)
                .map(Entry::version);
    }

    /// What was last said of a version.
    public Optional<Entry> latest(Reference version) {
        return entries.stream()
                .filter(e -> e.version().equals(version))
                .reduce((earlier, later) -> later);
    }

    /// The verdicts that stand: of a version whose data lapsed, those only that say so.
    public List<String> verdicts() {
        Set<Reference> revoked = new HashSet<>();
        entries.stream().filter(Revoked.class::isInstance).forEach(e -> revoked.add(e.version()));
        return entries.stream()
                .flatMap(e ->
                        switch (e) {
                            case Judged j when !revoked.contains(j.version()) ->
                                    Stream.of(j.verdict());
                            case Judged j -> Stream.empty();
                            case Revoked r -> Stream.of(r.verdict());
                            case Appointed a -> Stream.empty();
                            case Waiting w -> Stream.empty();
                        })
                .toList();
    }

    /// The verdict on a version that stands last, if one does.
    public Optional<String> verdict(Reference version) {
        return entries.stream()
                .filter(e -> e.version().equals(version))
                .flatMap(e ->
                        switch (e) {
                            case Judged j -> Stream.of(j.verdict());
                            case Revoked r -> Stream.of(r.verdict());
                            case Appointed a -> Stream.empty();
                            case Waiting w -> Stream.empty();
                        })
                .reduce((earlier, later) -> later);
    }
}
