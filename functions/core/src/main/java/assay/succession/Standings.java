package assay.succession;

import assay.gate.Gate.TestSet;
import assay.json.Json;
import assay.ledger.Acts;
import assay.ledger.DatasetVersion;
import assay.ledger.Datasets;
import assay.ledger.Ledger;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Page;
import assay.ledger.Ledger.Query;
import assay.ledger.Ledger.Write;
import assay.ledger.Models;
import assay.ledger.ScoringState;
import assay.lineage.Grounds;
import assay.lineage.Lapse;
import assay.lineage.PersonalData;
import assay.lineage.Reference;
import assay.succession.Facts.Appointment;
import assay.succession.Facts.Scoring;
import assay.succession.Line.Appointed;
import assay.succession.Line.Entry;
import assay.succession.Line.Judged;
import assay.succession.Line.Revoked;
import assay.succession.Line.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How things stand with each model: which verdicts stand, and who serves, since when, and why.
public final class Standings {

    private final Ledger ledger;
    private final Models models;
    private final Datasets datasets;

    public Standings(Ledger ledger) {
        this.ledger = ledger;
        this.models = new Models(ledger);
        this.datasets = new Datasets(ledger);
    }

    /// Who serves.
    ///
    /// @param version that serves
    /// @param since when
    /// @param reason one sentence
    /// @param verdict by which it came to serve; `null` where somebody said so
    public record Champion(
            Reference version, Instant since, String reason, @Nullable String verdict) {
        /// As of any record, but written out, as {@link Ledger.Key} has it.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Champion(Reference v, Instant at, String why, String by)
                    && version.equals(v)
                    && since.equals(at)
                    && reason.equals(why)
                    && Objects.equals(verdict, by);
        }

        @Override
        public int hashCode() {
            return Objects.hash(version, since, reason, verdict);
        }

        /// Whether it was made to serve by hand or by an experiment, not by a verdict of the gate.
        public boolean appointed() {
            return verdict == null;
        }
    }

    /// A champion with the number of changes of champion there have been.
    public record Slot(Champion champion, long revision) {}

    /// Everything on record that the model's succession hangs on.
    ///
    /// @param now permissions that end later have not ended
    public Facts facts(String model, Duration settling, Instant now) {
        var gates = models.gates(model);
        var evaluations = models.evaluations(model);
        var versions = models.versions(model);
        TreeSet<String> names = new TreeSet<>();
        gates.forEach(g -> g.gate().datasets().stream().map(TestSet::name).forEach(names::add));
        evaluations.forEach(e -> names.add(e.dataset().name()));
        Map<String, List<DatasetVersion>> byName = new TreeMap<>();
        names.forEach(n -> byName.put(n, datasets.versions(n)));
        List<Appointment> appointments =
                history(model).stream()
                        .filter(Champion::appointed)
                        .map(c -> new Appointment(c.version(), c.since(), c.reason()))
                        .distinct()
                        .toList();
        return new Facts(
                versions,
                gates,
                byName,
                evaluations,
                appointments,
                models::outcome,
                new Upstream(versions, ledger, now),
                scorings(model),
                settling);
    }

    /// Assay runs what was uploaded as ONNX, wherever no predictions were uploaded.
    private Facts.Scorings scorings(String model) {
        Set<String> uploaded = new HashSet<>();
        models.predictions(model).stream()
                .filter(p -> !p.scored())
                .forEach(p -> uploaded.add(p.model() + " " + p.dataset()));
        Map<String, ScoringState> states = new HashMap<>();
        models.scorings(model).forEach(s -> states.put(s.model() + " " + s.dataset(), s));
        return (version, dataset) -> {
            String pair = version.reference() + " " + dataset;
            if (uploaded.contains(pair) || !version.isOnnx()) {
                return new Scoring.ToBeUploaded();
            }
            ScoringState state = states.get(pair);
            if (state == null) {
                return new Scoring.ToBeMade("");
            }
            return state.refused().isEmpty()
                    ? new Scoring.ToBeMade(state.progress())
                    : new Scoring.Impossible(state.refused());
        };
    }

    /// The permissions that have ended for what a version was made of, earliest first.
    public List<Lapse> lapses(Reference version, Instant now) {
        return new Upstream(List.of(), ledger, now).lapses(version, List.of());
    }

    /// What of an artefact, and of everything that it rests on, speaks of persons, nearest first:
    /// what was flagged once stays flagged in all that is made of it.
    public List<PersonalData> personal(Reference of, Instant now) {
        return new Upstream(List.of(), ledger, now).personal(of);
    }

    /// Whether data may be used, as it was answered once from these grounds: what came later is
    /// left out.
    public Facts.Permissions permissions(Grounds grounds) {
        return Upstream.asRead(ledger, grounds);
    }

    /// What stands.
    public Line line(String model) {
        return ledger.get(lineKey(model))
                .map(i -> Json.read(i.document(), Line.class))
                .orElse(Line.NONE);
    }

    /// Who serves, if anybody does.
    public Optional<Slot> champion(String model) {
        return ledger.get(championKey(model))
                .flatMap(i -> serving(i).map(c -> new Slot(c, i.revision())));
    }

    /// Everybody who ever served, oldest first.
    public List<Champion> history(String model) {
        List<Champion> champions = new ArrayList<>();
        Query query = Query.of(championKey(model).partition(), HISTORY);
        while (true) {
            Page page = ledger.query(query);
            page.items().forEach(i -> champions.add(Json.read(i.document(), Champion.class)));
            if (page.next() == null) {
                return champions;
            }
            query = query.after(page.next());
        }
    }

    /// The slot's document where somebody came to serve by a verdict that stands no more, and
    /// nobody took the place: its revisions go on.
    private static final String NOBODY = "{}";

    private static Optional<Champion> serving(Item slot) {
        return slot.document().equals(NOBODY)
                ? Optional.empty()
                : Optional.of(Json.read(slot.document(), Champion.class));
    }

    /// Records how things stand; the champion moves in the same write as the line that says so, on
    /// condition that the verdict is on record.
    ///
    /// @return whether it is recorded now; if not, others recorded something meanwhile, and the
    ///   facts are to be read again
    public boolean settle(String model, Line line) {
        Optional<Item> before = ledger.get(lineKey(model));
        Optional<Item> slot = ledger.get(championKey(model));
        Optional<Champion> serving = slot.flatMap(Standings::serving);
        if (serving.map(c -> isUnknownTo(line, c)).orElse(false)) {
            return false;
        }
        String document = Json.write(line);
        List<Write> writes = new ArrayList<>();
        if (before.isEmpty() || !before.get().document().equals(document)) {
            writes.add(next(lineKey(model), before, document));
        }
        Optional<Champion> champion = champion(line);
        if (!champion.equals(serving)) {
            writes.add(
                    next(
                            championKey(model),
                            slot,
                            champion.<String>map(Json::write).orElse(NOBODY)));
        }
        if (champion.isPresent() && !champion.equals(serving)) {
            long revision = slot.map(Item::revision).orElse(0L) + 1;
            writes.add(
                    new Write.Create(
                            new Item(
                                    historyKey(model, revision),
                                    null,
                                    1,
                                    Json.write(champion.get()))));
            if (champion.get().verdict() != null) {
                writes.add(
                        new Write.RequirePresent(
                                Models.verdictKey(
                                        champion.get().version(), champion.get().verdict())));
            }
        }
        return writes.isEmpty() || ledger.write(writes) instanceof Ledger.Outcome.Written;
    }

    /// What became of an appointment.
    public sealed interface Appointing {
        /// The version serves now.
        record Appointed(Slot slot) implements Appointing {}

        /// The champion changed since the caller looked.
        ///
        /// @param revision the slot's now; 0 where nobody serves
        record Stale(long revision) implements Appointing {}

        /// The version cannot serve.
        ///
        /// @param because one sentence
        record CannotServe(String because) implements Appointing {}
    }

    /// Makes a version serve because somebody says so, if the champion is still the one that the
    /// caller saw. The slot and its history are one write, so of several at once one wins.
    ///
    /// @param reason in the caller's words, not blank
    /// @param at when it is said
    /// @param seen the slot's revision that the caller saw; 0 where nobody served
    public Appointing appoint(Reference version, String reason, Instant at, long seen) {
        if (models.find(version).isEmpty()) {
            return new Appointing.CannotServe(version + " is not registered.");
        }
        if (models.evaluations(version.name()).stream().noneMatch(e -> e.model().equals(version))) {
            return new Appointing.CannotServe(
                    version + " has not been evaluated on any dataset yet.");
        }
        Optional<Item> slot = ledger.get(championKey(version.name()));
        long revision = slot.map(Item::revision).orElse(0L);
        boolean vacant = slot.flatMap(Standings::serving).isEmpty();
        if (seen != (vacant ? 0 : revision)) {
            return new Appointing.Stale(vacant ? 0 : revision);
        }
        Champion champion = new Champion(version, at, reason, null);
        String document = Json.write(champion);
        Key history = historyKey(version.name(), revision + 1);
        List<Write> writes =
                List.of(
                        next(championKey(version.name()), slot, document),
                        new Write.Create(Acts.listed(history, at, document)));
        return switch (ledger.write(writes)) {
            case Ledger.Outcome.Written written ->
                    new Appointing.Appointed(new Slot(champion, revision + 1));
            case Ledger.Outcome.Refused refused ->
                    new Appointing.Stale(champion(version.name()).map(Slot::revision).orElse(0L));
        };
    }

    private Optional<Champion> champion(Line line) {
        return line.entries().stream()
                .map(this::champion)
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later);
    }

    private Optional<Champion> champion(Entry entry) {
        return switch (entry) {
            case Appointed(Reference version, Instant at, String reason) ->
                    Optional.of(new Champion(version, at, reason, null));
            case Judged judged when judged.promoted() ->
                    models.verdict(judged.version(), judged.verdict())
                            .map(v ->
                                    new Champion(
                                            judged.version(),
                                            Instant.parse(v.path("issuedAt").asString()),
                                            v.path("summary").asString(),
                                            judged.verdict()));
            case Judged judged -> Optional.empty();
            case Revoked revoked -> Optional.empty();
            case Waiting waiting -> Optional.empty();
        };
    }

    /// Whether this champion was appointed after the facts were read that the line was made of.
    private static boolean isUnknownTo(Line line, Champion champion) {
        return champion.appointed()
                && !line.entries()
                        .contains(
                                new Appointed(
                                        champion.version(), champion.since(), champion.reason()));
    }

    private static Write next(Key key, Optional<Item> before, String document) {
        return before.<Write>map(
                        i -> new Write.Replace(new Item(key, null, i.revision() + 1, document)))
                .orElseGet(() -> new Write.Create(new Item(key, null, 1, document)));
    }

    private static final String HISTORY = "CHAMPION#";

    private static Key lineKey(String model) {
        return Models.key(model, "LINE");
    }

    private static Key championKey(String model) {
        return Models.key(model, "CHAMPION");
    }

    private static Key historyKey(String model, long revision) {
        String number = Long.toString(revision);
        return Models.key(model, HISTORY + "0".repeat(Math.max(0, 10 - number.length())) + number);
    }
}
