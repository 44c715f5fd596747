package assay.ledger;

import assay.json.Json;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Outcome;
import assay.ledger.Ledger.Query;
import assay.ledger.Ledger.Write;
import assay.lineage.Kind;
import assay.lineage.Lineage;
import assay.lineage.Lineage.Direction;
import assay.lineage.Permission.Statement;
import assay.lineage.Reference;
import assay.lineage.Use;
import assay.lineage.Withdrawal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The dataset versions on record.
public final class Datasets {

    private final Ledger ledger;
    private final Graph graph;
    private final Uploads uploads;

    public Datasets(Ledger ledger) {
        this.ledger = ledger;
        this.graph = new Graph(ledger);
        this.uploads = new Uploads(ledger);
    }

    /// Where a version lies, or will lie.
    public static Key key(Reference dataset) {
        return Keys.version(dataset);
    }

    /// The datasets' names, in order.
    ///
    /// @param after {@link Listing#next()} of the part before; `null` from the start
    /// @throws IllegalArgumentException if no part of this list ended there
    public Listing<String> names(int limit, @Nullable String after) {
        Query query = new Query(Keys.DATASETS, "", true, false, limit, after);
        return Reading.page(
                ledger,
                query,
                i -> java.util.Objects.requireNonNull(i.index(), "read from the index").sort());
    }

    /// The version, if it is on record.
    public Optional<DatasetVersion> find(Reference dataset) {
        return ledger.get(key(dataset)).map(i -> Json.read(i.document(), DatasetVersion.class));
    }

    /// Every version of a dataset, oldest upload first.
    public List<DatasetVersion> versions(String name) {
        return Reading.all(ledger, Query.of(Keys.dataset(name), Keys.VERSION), DatasetVersion.class)
                .stream()
                .sorted(java.util.Comparator.comparing(DatasetVersion::committedAt))
                .toList();
    }

    /// Records a version with its links, and forgets what was wrong with its upload before. The
    /// links come first: a crash in between leaves links to a version that the next attempt
    /// records.
    ///
    /// @param unit that it was uploaded as
    public Recorded register(DatasetVersion version, String unit) {
        Optional<DatasetVersion> existing = find(version.reference());
        if (existing.isPresent()) {
            return compared(existing.get(), version);
        }
        graph.link(version.manifest().edges());
        String partition = Keys.dataset(version.reference().name());
        ledger.write(
                List.of(
                        new Write.Put(
                                new Item(
                                        Keys.name(partition),
                                        new Key(Keys.DATASETS, version.reference().name()),
                                        1,
                                        "{}"))));
        List<Write> writes = new ArrayList<>();
        writes.add(
                new Write.Create(new Item(key(version.reference()), null, 1, Json.write(version))));
        Use use = version.manifest().use();
        if (use != null && use.expires() != null) {
            writes.add(
                    new Write.Put(
                            Acts.listed(Keys.expiry(version.reference()), use.expires(), "{}")));
        }
        writes.addAll(uploads.forget(unit));
        return switch (ledger.write(writes)) {
            case Outcome.Written written -> new Recorded.New();
            case Outcome.Refused refused ->
                    compared(find(version.reference()).orElseThrow(), version);
        };
    }

    /// The models that are to be looked at when a version of this dataset comes.
    public List<String> watchers(String name) {
        List<String> models = new ArrayList<>();
        Query query = Query.of(Keys.dataset(name), Keys.WATCHER);
        while (true) {
            Ledger.Page page = ledger.query(query);
            page.items().forEach(i -> models.add(i.key().sort().substring(Keys.WATCHER.length())));
            if (page.next() == null) {
                return models;
            }
            query = query.after(page.next());
        }
    }

    /// Makes a model one of those that wait for versions of this dataset.
    public void watch(String name, String model) {
        ledger.write(List.of(new Write.Put(new Item(Keys.watcher(name, model), null, 1, "{}"))));
    }

    /// What is on record of a dataset's permitted use.
    public Statement statement(Reference dataset) {
        return find(dataset)
                .map(v ->
                        new Statement(Optional.ofNullable(v.manifest().use()), withdrawal(dataset)))
                .orElse(Statement.NONE);
    }

    /// Takes a version on record back. The first withdrawal stands: one that is repeated changes
    /// nothing.
    ///
    /// @return the withdrawal on record
    public Withdrawal withdraw(Withdrawal withdrawal) {
        Item item =
                Acts.listed(
                        Keys.withdrawal(withdrawal.dataset()),
                        withdrawal.at(),
                        Json.write(withdrawal));
        List<Write> writes =
                List.of(
                        new Write.RequirePresent(key(withdrawal.dataset())),
                        new Write.Create(item));
        return switch (ledger.write(writes)) {
            case Outcome.Written written -> withdrawal;
            case Outcome.Refused refused -> withdrawal(withdrawal.dataset()).orElseThrow();
        };
    }

    /// By whom, when and why a version was taken back, if it was.
    public Optional<Withdrawal> withdrawal(Reference dataset) {
        return ledger.get(Keys.withdrawal(dataset))
                .map(i -> Json.read(i.document(), Withdrawal.class));
    }

    /// The models that are to be looked at when something happens to a version: those tried on
    /// versions of the dataset, and those that rest on this one.
    public Set<String> concerned(Reference dataset) {
        Set<String> models = new TreeSet<>(watchers(dataset.name()));
        Lineage.trace(dataset, Direction.DOWNSTREAM, Integer.MAX_VALUE, graph)
                .depths()
                .keySet()
                .stream()
                .filter(artefact -> artefact.kind() == Kind.MODEL)
                .forEach(model -> models.add(model.name()));
        return models;
    }

    private static Recorded compared(DatasetVersion existing, DatasetVersion version) {
        return existing.digest().equals(version.digest())
                ? new Recorded.Same()
                : new Recorded.Conflict(existing.digest());
    }
}
