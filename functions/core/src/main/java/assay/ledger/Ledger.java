package assay.ledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table in which everything is recorded: items under a partition and a sort key, read strongly
/// consistently, written together or not at all, and only under conditions.
///
/// What a key means is {@link Keys}'s affair; an adapter stores items of any key and size.
public interface Ledger {

    /// The item, as of every write that was acknowledged before this call.
    Optional<Item> get(Key key);

    /// The items of one partition, or of one index partition, in the order of their sort keys.
    Page query(Query query);

    /// Writes all, or none: the first write whose condition does not hold refuses them all. At most
    /// {@link #MOST_WRITES} writes, no two of one key.
    Outcome write(List<Write> writes);

    /// How many writes go together.
    int MOST_WRITES = 100;

    /// Where an item lies.
    ///
    /// @param partition not empty
    /// @param sort not empty
    record Key(String partition, String sort) {
        public Key {
            if (partition.isEmpty() || sort.isEmpty()) {
                throw new IllegalArgumentException(
                        "empty key: '" + partition + "', '" + sort + "'");
            }
        }

        /// As of any record, but written out: for a record's own Java makes code while the program
        /// runs, and keys are looked up in every start.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key(String p, String s)
                    && partition.equals(p)
                    && sort.equals(s);
        }

        @Override
        public int hashCode() {
            return 31 * partition.hashCode() + sort.hashCode();
        }
    }

    /// One record.
    ///
    /// @param key where it lies
    /// @param index where a list finds it; `null` in no list
    /// @param revision counts its writes, from 1; a writer states the revision that it writes
    /// @param document JSON
    record Item(Key key, @Nullable Key index, long revision, String document) {
        public Item {
            if (revision < 1) {
                throw new IllegalArgumentException("revision " + revision + " is below 1");
            }
        }
    }

    /// Which items to list.
    ///
    /// @param partition of the table, or of the index
    /// @param sortPrefix of the sort keys, may be empty
    /// @param indexed whether the list is read from the index, which may lag: for people to look
    ///   at, never to decide from
    /// @param newestFirst in descending order of the sort keys
    /// @param limit the most items in a page, at least 1
    /// @param after the key of the last item seen, from {@link Page#next()}; `null` from the start
    record Query(
            String partition,
            String sortPrefix,
            boolean indexed,
            boolean newestFirst,
            int limit,
            @Nullable String after) {
        public Query {
            if (limit < 1) {
                throw new IllegalArgumentException("limit " + limit + " is below 1");
            }
        }

        /// Everything of a partition whose sort key starts so, in order.
        public static Query of(String partition, String sortPrefix) {
            return new Query(partition, sortPrefix, false, false, 1000, null);
        }

        /// The page that follows.
        public Query after(String last) {
            return new Query(partition, sortPrefix, indexed, newestFirst, limit, last);
        }
    }

    /// Some items, and where the list goes on.
    ///
    /// @param items in order
    /// @param next what to ask for next; `null` at the end
    record Page(List<Item> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /// One change, with the condition on which it is made.
    sealed interface Write {
        Key key();

        /// Records what is not there yet.
        record Create(Item item) implements Write {
            @Override
            public Key key() {
                return item.key();
            }
        }

        /// Replaces the revision before this one: the stored revision is `item.revision() - 1`.
        record Replace(Item item) implements Write {
            @Override
            public Key key() {
                return item.key();
            }
        }

        /// Records it whatever is there. For what is a function of other records, written again at
        /// will.
        record Put(Item item) implements Write {
            @Override
            public Key key() {
                return item.key();
            }
        }

        /// Takes it away, if it is there.
        record Delete(Key key) implements Write {}

        /// Changes nothing; requires that the item is there.
        record RequirePresent(Key key) implements Write {}

        /// Changes nothing; requires that there is no such item.
        record RequireAbsent(Key key) implements Write {}
    }

    /// What became of a write.
    sealed interface Outcome {
        /// All written.
        record Written() implements Outcome {}

        /// None written.
        ///
        /// @param key of the first write whose condition did not hold
        record Refused(Key key) implements Outcome {}
    }
}
