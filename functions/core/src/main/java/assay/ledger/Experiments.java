package assay.ledger;

import assay.json.Json;
import assay.json.Whole;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Query;
import assay.ledger.Ledger.Write;
import assay.lineage.Edge;
import assay.lineage.Reference;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The experiments on record: what they ask, how far their logs have been read, what they said at
/// each time, and their verdicts.
public final class Experiments {

    private final Ledger ledger;
    private final Graph graph;

    public Experiments(Ledger ledger) {
        this.ledger = ledger;
        this.graph = new Graph(ledger);
    }

    /// How far the logs of an experiment have been read.
    ///
    /// @param definition digest of the `experiment.json` that they were read by
    /// @param files that are in the state
    /// @param refused objects that are not, and are not to be read again
    /// @param state the parts that hold the units' states, in order; none before the first
    /// @param looks the fractions at which a group-sequential test has looked
    /// @param daysRun the whole days that the last analysis saw
    public record Progress(
            String definition,
            List<Source> files,
            List<Refusal> refused,
            List<Objects.Version> state,
            List<Double> looks,
            long daysRun)
            implements Whole {
        public Progress {
            files = List.copyOf(files);
            refused = List.copyOf(refused);
            state = List.copyOf(state);
            looks = List.copyOf(looks);
        }

        /// Nothing read yet.
        ///
        /// @param looks that were taken nevertheless
        public static Progress none(String definition, List<Double> looks) {
            return new Progress(definition, List.of(), List.of(), List.of(), looks, -1);
        }
    }

    /// A log file that cannot be read.
    ///
    /// @param reason in words, with the place
    /// @param again when it may be read again, since what it tells of has come by then; empty for
    ///   never: it must be replaced
    public record Refusal(String key, String versionId, String reason, Optional<Instant> again) {
        /// The object that it is about.
        public String object() {
            return key + " " + versionId;
        }
    }

    /// The experiments' names, in order.
    ///
    /// @param after {@link Listing#next()} of the part before; `null` from the start
    /// @throws IllegalArgumentException if no part of this list ended there
    public Listing<String> names(int limit, @Nullable String after) {
        Query query = new Query(Keys.EXPERIMENTS, "", true, false, limit, after);
        return Reading.page(
                ledger,
                query,
                i -> java.util.Objects.requireNonNull(i.index(), "read from the index").sort());
    }

    /// Records what an experiment asks, with the versions that it serves. A later definition
    /// replaces the one before.
    ///
    /// @param json as written
    public void define(String name, List<Edge> edges, JsonNode json) {
        graph.link(edges);
        Key index = new Key(Keys.EXPERIMENTS, name);
        ledger.write(
                List.of(
                        new Write.Put(
                                new Item(key(name, Keys.DEFINITION), index, 1, Json.write(json)))));
    }

    /// What the experiment asks, as written.
    public Optional<JsonNode> definition(String name) {
        return ledger.get(key(name, Keys.DEFINITION)).map(i -> Json.tree(i.document()));
    }

    /// How far its logs have been read.
    public Optional<Progress> progress(String name) {
        return ledger.get(key(name, Keys.PROGRESS))
                .map(i -> Json.read(i.document(), Progress.class));
    }

    /// Records how far its logs have been read, unless another has got there since.
    ///
    /// @param before what was on record when reading began
    /// @return whether it is recorded
    public boolean advance(String name, Optional<Progress> before, Progress progress) {
        Key key = key(name, Keys.PROGRESS);
        Optional<Item> stored = ledger.get(key);
        boolean same = stored.map(i -> Json.read(i.document(), Progress.class)).equals(before);
        if (!same) {
            return false;
        }
        long revision = stored.map(i -> i.revision() + 1).orElse(1L);
        Item item = new Item(key, null, revision, Json.write(progress));
        Write write = stored.isPresent() ? new Write.Replace(item) : new Write.Create(item);
        return ledger.write(List.of(write)) instanceof Ledger.Outcome.Written;
    }

    /// Adds what the experiment says at one time. What is on record stays.
    public void append(String name, Instant at, JsonNode result) {
        Key key = key(name, Keys.RESULT + Keys.sortable(at));
        ledger.write(List.of(new Write.Create(new Item(key, null, 1, Json.write(result)))));
    }

    /// A part of what it said, newest first.
    ///
    /// @param after {@link Listing#next()} of the part before; `null` from the start
    /// @throws IllegalArgumentException if no part of this list ended there
    public Listing<JsonNode> results(String name, int limit, @Nullable String after) {
        Query query = new Query(Keys.experiment(name), Keys.RESULT, false, true, limit, after);
        return Reading.page(ledger, query, i -> Json.tree(i.document()));
    }

    /// Every verdict, oldest first.
    public List<JsonNode> verdicts(String name) {
        String prefix = Keys.verdict(Reference.experiment(name), "").sort();
        return Reading.all(ledger, Query.of(Keys.experiment(name), prefix), JsonNode.class).stream()
                .sorted(Comparator.comparing(v -> v.path("issuedAt").asString()))
                .toList();
    }

    /// The id of the verdict that stands: the last one given.
    public Optional<String> standing(String name) {
        return verdicts(name).stream()
                .reduce((earlier, later) -> later)
                .map(v -> v.path("id").asString());
    }

    private static Key key(String name, String sort) {
        return new Key(Keys.experiment(name), sort);
    }
}
