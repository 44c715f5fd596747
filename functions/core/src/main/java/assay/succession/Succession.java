package assay.succession;

import assay.gate.Verdict.Outcome;
import assay.ledger.DatasetVersion;
import assay.ledger.EvaluationRecord;
import assay.ledger.ModelVersion;
import assay.lineage.Permission;
import assay.lineage.Permission.Lapsed;
import assay.lineage.Reference;
import assay.lineage.VersionOrder;
import assay.succession.Facts.Appointment;
import assay.succession.Line.Entry;
import assay.succession.Line.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Walks through the versions of a model in the order in which they are to be judged, and says what
/// is to be judged next, or how things stand.
///
/// It is a function of the facts alone, so it does not matter in which order they came to be known.
/// Versions that became ready within the settling time of each other are judged in version order; a
/// version that comes later is judged later, against whoever serves by then.
public final class Succession {

    private Succession() {}

    /// What there is to do.
    public sealed interface Step {
        /// A verdict is missing.
        record Hear(Hearing hearing) implements Step {}

        /// A verdict is missing that says what ended.
        record Revoke(Revocation revocation) implements Step {}

        /// Every verdict that can be given has been given.
        record Settled(Line line) implements Step {}
    }

    /// The next thing to do.
    public static Step next(Facts facts) {
        List<Entry> line = new ArrayList<>();
        List<Entry> waiting = new ArrayList<>();
        Map<Reference, ModelVersion> byReference = new HashMap<>();
        facts.versions().forEach(v -> byReference.put(v.reference(), v));

        Optional<ModelVersion> champion = Optional.empty();
        Map<Reference, Outcome> outcomes = new HashMap<>();
        Map<Reference, List<Reference>> toRevoke = new LinkedHashMap<>();
        for (Event event : order(facts, waiting)) {
            switch (event) {
                case Event.Appoint(Appointment appointment) -> {
                    champion = Optional.ofNullable(byReference.get(appointment.version()));
                    toRevoke.putIfAbsent(appointment.version(), List.of());
                    line.add(
                            new Line.Appointed(
                                    appointment.version(), appointment.at(), appointment.reason()));
                }
                case Event.Judge(Try attempt) -> {
                    Reference version = attempt.version().reference();
                    boolean open = !attempt.again() || outcomes.get(version) == Outcome.NEED_DATA;
                    boolean itself = champion.map(c -> c.reference().equals(version)).orElse(false);
                    if (!open || itself) {
                        continue;
                    }
                    Optional<String> missing = missing(champion, attempt, facts);
                    if (missing.isPresent()) {
                        waiting.add(new Line.Waiting(version, missing.get()));
                        continue;
                    }
                    Hearing hearing = hearing(attempt, champion, facts);
                    if (hearing.permission() instanceof Lapsed) {
                        toRevoke.remove(version);
                    } else {
                        toRevoke.put(version, testSets(attempt));
                    }
                    Optional<Outcome> outcome = facts.verdicts().of(version, hearing.id());
                    if (outcome.isEmpty()) {
                        return new Step.Hear(hearing);
                    }
                    boolean promoted = promotes(outcome.get(), attempt, champion.isPresent());
                    outcomes.put(version, outcome.get());
                    line.add(new Judged(version, hearing.id(), outcome.get(), promoted));
                    if (promoted) {
                        champion = Optional.of(attempt.version());
                    }
                }
            }
        }
        for (Revocation revocation : revocations(toRevoke, byReference, facts)) {
            Reference version = revocation.subject().reference();
            if (facts.verdicts().of(version, revocation.id()).isEmpty()) {
                return new Step.Revoke(revocation);
            }
            line.add(new Line.Revoked(version, revocation.id()));
        }
        line.addAll(waiting);
        return new Step.Settled(new Line(line));
    }

    private static boolean promotes(Outcome outcome, Try attempt, boolean hasChampion) {
        return outcome == Outcome.PROMOTE
                && switch (attempt.gate().gate().promotion()) {
                    case AUTOMATIC -> true;
                    case MANUAL -> false;
                    // An experiment needs somebody to serve as its control.
                    case AFTER_EXPERIMENT -> !hasChampion;
                };
    }

    /// What happens at some time: a version is judged, or appointed.
    private sealed interface Event {
        Instant at();

        record Judge(Try attempt) implements Event {
            @Override
            public Instant at() {
                return attempt.readyAt();
            }
        }

        record Appoint(Appointment appointment) implements Event {
            @Override
            public Instant at() {
                return appointment.at();
            }
        }
    }

    private static List<Event> order(Facts facts, List<Entry> waiting) {
        List<Event> events = new ArrayList<>();
        for (ModelVersion version : facts.versions()) {
            switch (Try.of(version, facts)) {
                case Try.Readiness.Ready(List<Try> tries) ->
                        tries.forEach(t -> events.add(new Event.Judge(t)));
                case Try.Readiness.NotReady(String because) ->
                        waiting.add(new Line.Waiting(version.reference(), because));
            }
        }
        facts.appointments().forEach(a -> events.add(new Event.Appoint(a)));
        events.sort(
                Comparator.comparing(Event::at)
                        .thenComparingInt(e -> e instanceof Event.Appoint ? 1 : 0));
        waiting.sort(Comparator.comparing(Entry::version));
        return settle(events, facts);
    }

    /// Sorts by version whatever follows each other within the settling time, with no appointment
    /// in between.
    private static List<Event> settle(List<Event> events, Facts facts) {
        Comparator<Event> byVersion =
                Comparator.comparing(
                        e ->
                                switch (e) {
                                    case Event.Judge(Try t) -> t.version().reference().version();
                                    case Event.Appoint(Appointment a) -> a.version().version();
                                },
                        VersionOrder.INSTANCE);
        List<Event> settled = new ArrayList<>();
        List<Event> together = new ArrayList<>();
        for (Event event : events) {
            boolean apart =
                    event instanceof Event.Appoint
                            || !together.isEmpty()
                                    && event.at()
                                            .isAfter(
                                                    together.getLast().at().plus(facts.settling()));
            if (apart) {
                together.sort(byVersion);
                settled.addAll(together);
                together.clear();
            }
            if (event instanceof Event.Appoint) {
                settled.add(event);
            } else {
                together.add(event);
            }
        }
        together.sort(byVersion);
        settled.addAll(together);
        return settled;
    }

    private static Optional<String> missing(
            Optional<ModelVersion> champion, Try attempt, Facts facts) {
        return champion.flatMap(c ->
                attempt.on().stream()
                        .map(DatasetVersion::reference)
                        .filter(d -> facts.evaluation(c.reference(), d).isEmpty())
                        .findFirst()
                        .map(d ->
                                "It waits for predictions of the champion %s on %s, under models/%s/%s/predictions/%s/%s/."
                                        .formatted(
                                                c.reference(),
                                                d,
                                                c.reference().name(),
                                                c.reference().version(),
                                                d.name(),
                                                d.version())));
    }

    /// A question as it was when the version was ready. Where it was not answered before the
    /// permission to use the data ended, it is asked as of that end, so that nobody comes to serve
    /// on data that may be used no more.
    private static Hearing hearing(Try attempt, Optional<ModelVersion> champion, Facts facts) {
        List<EvaluationRecord> evaluations = new ArrayList<>();
        for (DatasetVersion dataset : attempt.on()) {
            facts.evaluation(attempt.version().reference(), dataset.reference())
                    .ifPresent(evaluations::add);
            champion.flatMap(c -> facts.evaluation(c.reference(), dataset.reference()))
                    .ifPresent(evaluations::add);
        }
        Hearing then =
                new Hearing(
                        attempt.version(),
                        champion,
                        attempt.gate(),
                        attempt.on(),
                        evaluations,
                        permission(attempt, attempt.readyAt(), facts));
        Reference version = attempt.version().reference();
        if (facts.verdicts().of(version, then.id()).isPresent()) {
            return then;
        }
        return facts.permissions().lapses(version, testSets(attempt)).stream()
                .findFirst()
                .filter(lapse -> lapse.at().isAfter(attempt.readyAt()))
                .map(lapse ->
                        new Hearing(
                                attempt.version(),
                                champion,
                                attempt.gate(),
                                attempt.on(),
                                evaluations,
                                permission(attempt, lapse.at(), facts)))
                .orElse(then);
    }

    private static Permission permission(Try attempt, Instant at, Facts facts) {
        return facts.permissions().of(attempt.version(), testSets(attempt), at);
    }

    private static List<Reference> testSets(Try attempt) {
        return attempt.on().stream().map(DatasetVersion::reference).toList();
    }

    /// What ended for versions after they were judged, or while they serve, in the order in which it
    /// ended.
    private static List<Revocation> revocations(
            Map<Reference, List<Reference>> concerned,
            Map<Reference, ModelVersion> versions,
            Facts facts) {
        List<Revocation> revocations = new ArrayList<>();
        concerned.forEach((reference, testSets) -> {
            ModelVersion version = versions.get(reference);
            if (version != null) {
                facts.permissions()
                        .lapses(reference, testSets)
                        .forEach(lapse ->
                                revocations.add(
                                        new Revocation(version, Try.gate(version, facts), lapse)));
            }
        });
        revocations.sort(
                Comparator.<Revocation, Instant>comparing(r -> r.lapse().at())
                        .thenComparing(r -> r.subject().reference())
                        .thenComparing(Revocation::id));
        return revocations;
    }
}
