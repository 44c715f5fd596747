package assay.ledger;

import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Page;
import assay.ledger.Ledger.Query;
import assay.lineage.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/// What was done by hand, and permissions that end, by the day: so that a schedule can ask for the
/// looks that they make worth while, where nobody asked or the asking was lost.
public final class Acts {

    /// How far back a sweep goes.
    private static final int DAYS = 3;

    private final Ledger ledger;
    private final Datasets datasets;

    public Acts(Ledger ledger) {
        this.ledger = ledger;
        this.datasets = new Datasets(ledger);
    }

    /// An item that a sweep finds from this time on.
    public static Item listed(Key key, Instant at, String document) {
        Key index =
                new Key(
                        Keys.acts(at),
                        Keys.sortable(at) + "#" + key.partition() + "#" + key.sort());
        return new Item(key, index, 1, document);
    }

    /// Asks that every model be looked at which something that happened in the last days concerns.
    /// Doing so again does no harm.
    ///
    /// @return the models
    public Set<String> sweep(Instant now, Work work) {
        Set<String> models = new TreeSet<>();
        for (int day = 0; day < DAYS; day++) {
            Query query =
                    new Query(
                            Keys.acts(now.minus(Duration.ofDays(day))),
                            "",
                            true,
                            false,
                            1000,
                            null);
            while (true) {
                Page page = ledger.query(query);
                page.items().stream()
                        .filter(i -> !at(i).isAfter(now))
                        .forEach(i -> models.addAll(concerned(i.key())));
                if (page.next() == null) {
                    break;
                }
                query = query.after(page.next());
            }
        }
        models.forEach(m -> work.lookAt(m, "sweep " + now));
        return models;
    }

    private static Instant at(Item item) {
        String sort = java.util.Objects.requireNonNull(item.index(), "read from the index").sort();
        return Instant.parse(sort.substring(0, sort.indexOf('#')));
    }

    private Set<String> concerned(Key key) {
        String name = key.partition().substring(key.partition().indexOf('#') + 1);
        if (key.partition().equals(Keys.model(name))) {
            return Set.of(name);
        }
        String version = key.sort().substring(key.sort().indexOf('#') + 1);
        return datasets.concerned(Reference.dataset(name, version));
    }
}
