package assay.succession;

import assay.gate.Verdict.Outcome;
import assay.ledger.DatasetVersion;
import assay.ledger.EvaluationRecord;
import assay.ledger.ModelVersion;
import assay.ledger.PredictionsVersion;
import assay.lineage.Grounds;
import assay.lineage.Permission;
import assay.lineage.Permission.Lapsed;
import assay.lineage.Reference;
import assay.lineage.VersionOrder;
import assay.succession.Facts.Appointment;
import assay.succession.Facts.Scoring;
import assay.succession.Line.Entry;
import assay.succession.Line.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        ///
        /// @param unscored what is to be run on what
        record Settled(Line line, List<Unscored> unscored) implements Step {}
    }

    /// A version that is to be run on a dataset.
    public record Unscored(ModelVersion version, DatasetVersion dataset) {}

    /// The next thing to do.
    public static Step next(Facts facts) {
        List<Entry> line = new ArrayList<>();
        List<Entry> waiting = new ArrayList<>();
        Map<Reference, ModelVersion> byReference = new HashMap<>();
        facts.versions().forEach(v -> byReference.put(v.reference(), v));

        Optional<ModelVersion> champion = Optional.empty();
        Map<Reference, Outcome> outcomes = new HashMap<>();
        Map<Reference, List<Reference>> toRevoke = new LinkedHashMap<>();
        Set<Unscored> unscored = new LinkedHashSet<>();
        Optional<String> held = Optional.empty();
        Reigns reigns = new Reigns();
        for (Event event : order(facts, waiting)) {
            switch (event) {
                case Event.Appoint(Appointment appointment) -> {
                    champion = Optional.ofNullable(byReference.get(appointment.version()));
                    reigns.begin(appointment.at(), champion);
                    held = Optional.empty();
                    toRevoke.putIfAbsent(appointment.version(), List.of());
                    line.add(
                            new Line.Appointed(
                                    appointment.version(), appointment.at(), appointment.reason()));
                }
                case Event.Await(
                                ModelVersion version,
                                List<DatasetVersion> on,
                                Instant at,
                                String because) -> {
                    on.forEach(dataset -> unscored.add(new Unscored(version, dataset)));
                    waiting.add(new Line.Waiting(version.reference(), because));
                    held = held.or(() -> Optional.of(behind(version, on)));
                }
                case Event.Judge(Try attempt) -> {
                    Reference version = attempt.version().reference();
                    boolean open = !attempt.again() || outcomes.get(version) == Outcome.NEED_DATA;
                    boolean itself = champion.map(c -> c.reference().equals(version)).orElse(false);
                    if (!open || itself) {
                        continue;
                    }
                    if (held.isPresent()) {
                        waiting.add(new Line.Waiting(version, held.get()));
                        continue;
                    }
                    Optional<String> missing = missing(champion, attempt, facts, unscored);
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
                        reigns.begin(attempt.readyAt(), champion);
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
        facts.versions().stream()
                .filter(v -> outcomes.get(v.reference()) == Outcome.NEED_DATA)
                .forEach(undecided ->
                        Try.laterUnscored(undecided, facts)
                                .ifPresent(d -> unscored.add(new Unscored(undecided, d))));
        unscored.addAll(reigns.unscored(facts));
        return new Step.Settled(new Line(line), List.copyOf(unscored));
    }

    private static String behind(ModelVersion version, List<DatasetVersion> on) {
        return "It waits for %s, which comes before it and is being run on %s."
                .formatted(version.reference(), on.getFirst().reference());
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

    /// What happens at some time: a version is judged, would be judged if its predictions were
    /// made, or is appointed.
    private sealed interface Event {
        Instant at();

        record Judge(Try attempt) implements Event {
            @Override
            public Instant at() {
                return attempt.readyAt();
            }
        }

        record Await(ModelVersion version, List<DatasetVersion> on, Instant at, String because)
                implements Event {}

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
                case Try.Readiness.Scoring(List<DatasetVersion> on, Instant at, String because) ->
                        events.add(new Event.Await(version, on, at, because));
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
                                    case Event.Await await -> await.version().reference().version();
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
            Optional<ModelVersion> champion, Try attempt, Facts facts, Set<Unscored> unscored) {
        return champion.flatMap(c ->
                attempt.on().stream()
                        .filter(d -> facts.evaluation(c.reference(), d.reference()).isEmpty())
                        .findFirst()
                        .map(d ->
                                switch (facts.scorings().of(c, d.reference())) {
                                    case Scoring.ToBeUploaded toBeUploaded ->
                                            "It waits for predictions of the champion %s on %s, under %s."
                                                    .formatted(
                                                            c.reference(),
                                                            d.reference(),
                                                            PredictionsVersion.unit(
                                                                    c.reference(), d.reference()));
                                    case Scoring.Impossible(String because) ->
                                            "It waits for predictions of the champion %s on %s, which could not be run on it: %s"
                                                    .formatted(
                                                            c.reference(), d.reference(), because);
                                    case Scoring.ToBeMade(String progress) -> {
                                        unscored.add(new Unscored(c, d));
                                        yield "It waits for the champion %s, which is being run on %s%s."
                                                .formatted(
                                                        c.reference(),
                                                        d.reference(),
                                                        progress.isEmpty() ? "" : ": " + progress);
                                    }
                                }));
    }

    /// Who served from when on: champions are run on what is uploaded while they serve.
    private static final class Reigns {
        private final List<Instant> beginnings = new ArrayList<>();
        private final List<Optional<ModelVersion>> champions = new ArrayList<>();

        void begin(Instant at, Optional<ModelVersion> champion) {
            beginnings.add(at);
            champions.add(champion);
        }

        List<Unscored> unscored(Facts facts) {
            List<Unscored> unscored = new ArrayList<>();
            for (int i = 0; i < champions.size(); i++) {
                Instant until = i + 1 < champions.size() ? beginnings.get(i + 1) : Instant.MAX;
                champions
                        .get(i)
                        .ifPresent(champion ->
                                Try.laterUnscored(champion, facts)
                                        .filter(d -> d.committedAt().isBefore(until))
                                        .ifPresent(d -> unscored.add(new Unscored(champion, d))));
            }
            return unscored;
        }
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
                        permission(attempt, attempt.readyAt(), facts),
                        grounds(attempt, attempt.readyAt(), facts));
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
                                permission(attempt, lapse.at(), facts),
                                grounds(attempt, lapse.at(), facts)))
                .orElse(then);
    }

    private static Permission permission(Try attempt, Instant at, Facts facts) {
        return facts.permissions().of(attempt.version(), testSets(attempt), at);
    }

    private static Grounds grounds(Try attempt, Instant at, Facts facts) {
        return facts.permissions().grounds(attempt.version(), testSets(attempt), at);
    }

    private static List<Reference> testSets(Try attempt) {
        return attempt.on().stream().map(DatasetVersion::reference).toList();
    }

    /// What ended for versions after they were judged, or while they serve, in the order in which
    /// it ended.
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
                                        new Revocation(
                                                version,
                                                Try.gate(version, facts),
                                                lapse,
                                                facts.permissions()
                                                        .grounds(version, testSets, lapse.at())
                                                        .of(lapse.chain()))));
            }
        });
        revocations.sort(
                Comparator.<Revocation, Instant>comparing(r -> r.lapse().at())
                        .thenComparing(r -> r.subject().reference())
                        .thenComparing(Revocation::id));
        return revocations;
    }
}
