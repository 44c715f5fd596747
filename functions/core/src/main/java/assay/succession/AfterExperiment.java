package assay.succession;

import assay.gate.Gate.Promotion;
import assay.gate.Verdict.Outcome;
import assay.ledger.GateRevision;
import assay.ledger.Ledger;
import assay.ledger.Models;
import assay.ledger.Work;
import assay.lineage.Reference;
import assay.succession.Line.Appointed;
import assay.succession.Line.Entry;
import assay.succession.Line.Judged;
import assay.succession.Line.Revoked;
import assay.succession.Line.Waiting;
import assay.succession.Standings.Appointing;
import assay.succession.Standings.Champion;
import assay.succession.Standings.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What becomes of a version that an experiment proves better.
///
/// It follows from what is on record, so it may be asked at any time and carried out again: a
/// version whose gate speaks after the experiment did comes to serve then, and one that was made to
/// serve by an experiment once, and taken back by hand, is left alone.
public final class AfterExperiment {

    private final Models models;
    private final Standings standings;

    public AfterExperiment(Ledger ledger) {
        this.models = new Models(ledger);
        this.standings = new Standings(ledger);
    }

    /// What becomes of it.
    public sealed interface Fate {
        /// It came to serve by this experiment.
        record Served(Instant since) implements Fate {}

        /// It may serve from now on.
        ///
        /// @param seen the revision of the champion's slot
        record Due(long seen) implements Fate {}

        /// The champion stays.
        ///
        /// @param because one sentence
        record Stays(String because) implements Fate {}
    }

    /// What becomes of the version that an experiment's verdict promotes.
    ///
    /// @param verdict of an experiment; empty unless it promotes a version
    public Optional<Fate> of(JsonNode verdict) {
        return promoted(verdict).map(version -> of(verdict, version));
    }

    private Fate of(JsonNode verdict, Reference version) {
        String model = version.name();
        Optional<Champion> served =
                standings.history(model).stream()
                        .filter(c ->
                                c.appointed()
                                        && c.version().equals(version)
                                        && c.reason().equals(reason(verdict)))
                        .findFirst();
        if (served.isPresent()) {
            return new Fate.Served(served.get().since());
        }
        Optional<Slot> slot = standings.champion(model);
        Optional<String> obstacle = obstacle(verdict, version, slot.map(Slot::champion));
        return obstacle.<Fate>map(Fate.Stays::new)
                .orElseGet(() -> new Fate.Due(slot.map(Slot::revision).orElse(0L)));
    }

    private Optional<String> obstacle(
            JsonNode verdict, Reference version, Optional<Champion> champion) {
        List<GateRevision> gates = models.gates(version.name());
        if (gates.isEmpty() || gates.getLast().gate().promotion() != Promotion.AFTER_EXPERIMENT) {
            return Optional.of(
                    "The gate of %s does not promote after experiments; the champion stays."
                            .formatted(version.name()));
        }
        if (champion.filter(c -> c.version().equals(version)).isPresent()) {
            return Optional.of(version + " serves already.");
        }
        String against = verdict.path("against").asString("");
        Optional<Champion> other =
                champion.filter(c -> !against.isEmpty() && !c.version().toString().equals(against));
        return other.map(c ->
                        "%s was compared with %s, but %s serves; the champion stays."
                                .formatted(version, against, c.version()))
                .or(() -> gate(version));
    }

    /// Why the version has not passed its gate; empty if it has.
    private Optional<String> gate(Reference version) {
        Entry latest =
                standings.line(version.name()).entries().stream()
                        .filter(e -> e.version().equals(version) && !(e instanceof Appointed))
                        .reduce((earlier, later) -> later)
                        .orElseGet(() ->
                                new Waiting(
                                        version,
                                        models.find(version).isPresent()
                                                ? "It has not been looked at yet."
                                                : "It is not registered."));
        return switch (latest) {
            case Judged judged when judged.outcome() == Outcome.PROMOTE -> Optional.empty();
            case Judged judged ->
                    Optional.of(
                            "The gate says %s of %s; the champion stays."
                                    .formatted(judged.outcome(), version));
            case Revoked revoked ->
                    Optional.of(
                            "What %s was made of may be used no more; the champion stays."
                                    .formatted(version));
            case Waiting(Reference of, String reason) ->
                    Optional.of("%s waits for its gate: %s".formatted(version, reason));
            case Appointed appointed -> Optional.empty();
        };
    }

    /// Makes the version serve that the verdict promotes, if it may. Doing so again does no harm.
    ///
    /// @return one sentence that says what became of it; empty unless the verdict promotes a
    ///   version
    public Optional<String> carryOut(JsonNode verdict, Instant now, Work work) {
        return of(verdict)
                .map(fate ->
                        switch (fate) {
                            case Fate.Served served -> sentence(verdict, served);
                            case Fate.Stays(String because) -> because;
                            case Fate.Due(long seen) -> appoint(verdict, now, seen, work);
                        });
    }

    private String appoint(JsonNode verdict, Instant now, long seen, Work work) {
        Reference version = promoted(verdict).orElseThrow();
        return switch (standings.appoint(version, reason(verdict), now, seen)) {
            case Appointing.Appointed(Slot slot) -> {
                work.lookAt(version.name(), "champion " + slot.revision());
                yield version + " serves from now on.";
            }
            case Appointing.Stale stale ->
                    "The champion of %s moved meanwhile; it stays.".formatted(version.name());
            case Appointing.CannotServe(String because) -> because;
        };
    }

    /// In words.
    public static String sentence(JsonNode verdict, Fate fate) {
        String version = verdict.path("promotes").asString("");
        return switch (fate) {
            case Fate.Served(Instant since) ->
                    "%s serves by this experiment since %s.".formatted(version, since);
            case Fate.Due due -> version + " comes to serve with the next look.";
            case Fate.Stays(String because) -> because;
        };
    }

    /// Names the experiment, so that what it did is found again.
    private static String reason(JsonNode verdict) {
        return "%s: %s"
                .formatted(verdict.path("subject").asString(), verdict.path("summary").asString());
    }

    private static Optional<Reference> promoted(JsonNode verdict) {
        return verdict.path("outcome").asString("").equals(Outcome.PROMOTE.name())
                ? Reference.find(verdict.path("promotes").asString(""))
                : Optional.empty();
    }
}
