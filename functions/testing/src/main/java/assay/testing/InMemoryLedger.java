package assay.testing;

import assay.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A ledger in the memory of one process, safe for use by many threads.
public final class InMemoryLedger implements Ledger {

    private final TreeMap<Key, Item> items = new TreeMap<>(InMemoryLedger::byKey);
    private final Map<String, Bookmark> bookmarks = new HashMap<>();

    /// Where a page of one list ended.
    private record Bookmark(Query list, Place last) {}

    /// Where an item stands in its list.
    private record Place(String sort, Key key) {

        static int inOrder(Place a, Place b) {
            int bySort = byBytes(a.sort, b.sort);
            return bySort != 0 ? bySort : byKey(a.key, b.key);
        }

        static Place of(Item item, boolean indexed) {
            Key index = item.index();
            return new Place(
                    indexed && index != null ? index.sort() : item.key().sort(), item.key());
        }
    }

    @Override
    public synchronized Optional<Item> get(Key key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public synchronized Page query(Query query) {
        Comparator<Place> order =
                query.newestFirst() ? (a, b) -> Place.inOrder(b, a) : Place::inOrder;
        Comparator<Item> byPlace =
                Comparator.comparing(item -> Place.of(item, query.indexed()), order);
        Place last = last(query);
        List<Item> found =
                candidates(query)
                        .filter(item -> isListed(item, query))
                        .filter(item ->
                                last == null
                                        || order.compare(Place.of(item, query.indexed()), last) > 0)
                        .sorted(byPlace)
                        .limit(query.limit() + 1L)
                        .toList();
        if (found.size() <= query.limit()) {
            return new Page(found, null);
        }
        List<Item> page = found.subList(0, query.limit());
        String next = "page-" + (bookmarks.size() + 1);
        bookmarks.put(next, new Bookmark(list(query), Place.of(page.getLast(), query.indexed())));
        return new Page(page, next);
    }

    /// All that are listed, and little else: items of one list stand together, but for an index.
    private Stream<Item> candidates(Query query) {
        return query.indexed() || query.sortPrefix().isEmpty()
                ? items.values().stream()
                : items
                        .tailMap(new Key(query.partition(), query.sortPrefix()), true)
                        .values()
                        .stream()
                        .takeWhile(item -> isListed(item, query));
    }

    private @Nullable Place last(Query query) {
        String after = query.after();
        if (after == null) {
            return null;
        }
        Bookmark bookmark = bookmarks.get(after);
        if (bookmark == null || !bookmark.list().equals(list(query))) {
            throw new IllegalArgumentException(
                    "'" + after + "' continues no list of this kind: leave it out to start again");
        }
        return bookmark.last();
    }

    /// The list of which the query asks a page.
    private static Query list(Query query) {
        return new Query(
                query.partition(),
                query.sortPrefix(),
                query.indexed(),
                query.newestFirst(),
                1,
                null);
    }

    private static boolean isListed(Item item, Query query) {
        Key key = query.indexed() ? item.index() : item.key();
        return key != null
                && key.partition().equals(query.partition())
                && key.sort().startsWith(query.sortPrefix());
    }

    @Override
    public synchronized Outcome write(List<Write> writes) {
        requireOneTransaction(writes);
        Optional<Write> refused = writes.stream().filter(write -> !holds(write)).findFirst();
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get().key());
        }
        writes.forEach(this::apply);
        return new Outcome.Written();
    }

    private static int byKey(Key a, Key b) {
        int byPartition = byBytes(a.partition(), b.partition());
        return byPartition != 0 ? byPartition : byBytes(a.sort(), b.sort());
    }

    private static int byBytes(String a, String b) {
        return Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static void requireOneTransaction(List<Write> writes) {
        if (writes.size() > MOST_WRITES) {
            throw new IllegalArgumentException(
                    writes.size() + " writes at once, more than " + MOST_WRITES);
        }
        if (writes.stream().map(Write::key).distinct().count() < writes.size()) {
            throw new IllegalArgumentException("two writes of one key among " + keys(writes));
        }
    }

    private static List<Key> keys(List<Write> writes) {
        return writes.stream().map(Write::key).toList();
    }

    private boolean holds(Write write) {
        Item stored = items.get(write.key());
        return switch (write) {
            case Write.Create _, Write.RequireAbsent _ -> stored == null;
            case Write.Replace(Item item) ->
                    stored != null && stored.revision() == item.revision() - 1;
            case Write.RequirePresent _ -> stored != null;
            case Write.Put _, Write.Delete _ -> true;
        };
    }

    private void apply(Write write) {
        switch (write) {
            case Write.Create(Item item) -> items.put(item.key(), item);
            case Write.Replace(Item item) -> items.put(item.key(), item);
            case Write.Put(Item item) -> items.put(item.key(), item);
            case Write.Delete(Key key) -> items.remove(key);
            case Write.RequirePresent _, Write.RequireAbsent _ -> {}
        }
    }

    /// Everything that is recorded, in the order of the keys: what two ledgers are compared by.
    public synchronized List<Item> items() {
        return new ArrayList<>(items.values());
    }
}
