package assay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import assay.ledger.Ledger;
import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Outcome;
import assay.ledger.Ledger.Page;
import assay.ledger.Ledger.Query;
import assay.ledger.Ledger.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every ledger keeps. Partitions are fresh in each test, so that one table serves them all.
public abstract class LedgerContract {

    private static final Outcome WRITTEN = new Outcome.Written();

    private final String partition = "test#" + UUID.randomUUID();
    private final String list = "list#" + UUID.randomUUID();

    /// The ledger under test; the same one within a test.
    protected abstract Ledger ledger();

    private Key key(String sort) {
        return new Key(partition, sort);
    }

    private Item item(String sort, long revision, String document) {
        return new Item(key(sort), null, revision, document);
    }

    private Item listed(String sort, String listedAs) {
        return new Item(key(sort), new Key(list, listedAs), 1, "{}");
    }

    private Outcome write(Write... writes) {
        return ledger().write(List.of(writes));
    }

    private void create(Item... items) {
        for (Item item : items) {
            assertThat(write(new Write.Create(item))).isEqualTo(WRITTEN);
        }
    }

    private List<String> sorts(Page page) {
        return page.items().stream().map(item -> item.key().sort()).toList();
    }

    @Test
    void whatWasWrittenIsRead() {
        Item item = new Item(key("a"), new Key(list, "b"), 1, "{\"ä\": \"€ 😀\"}");
        create(item);
        assertThat(ledger().get(key("a"))).contains(item);
    }

    @Test
    void whatWasNotWrittenIsNotThere() {
        create(item("a", 1, "{}"));
        assertThat(ledger().get(key("b"))).isEmpty();
        assertThat(ledger().query(Query.of(partition, "b"))).isEqualTo(new Page(List.of(), null));
    }

    @Test
    void nothingToWriteIsWritten() {
        assertThat(write()).isEqualTo(WRITTEN);
    }

    @Test
    void createIsRefusedWhereSomethingIs() {
        create(item("a", 1, "{}"));
        assertThat(write(new Write.Create(item("a", 1, "[]"))))
                .isEqualTo(new Outcome.Refused(key("a")));
        assertThat(ledger().get(key("a"))).contains(item("a", 1, "{}"));
    }

    @Test
    void replaceFollowsTheRevisionBeforeIt() {
        create(item("a", 1, "1"));
        assertThat(write(new Write.Replace(item("a", 2, "2")))).isEqualTo(WRITTEN);
        assertThat(ledger().get(key("a"))).contains(item("a", 2, "2"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4})
    void replaceIsRefusedAtAnyOtherRevision(long revision) {
        create(item("a", 1, "1"));
        assertThat(write(new Write.Replace(item("a", 2, "2")))).isEqualTo(WRITTEN);
        assertThat(write(new Write.Replace(item("a", revision, "x"))))
                .isEqualTo(new Outcome.Refused(key("a")));
        assertThat(ledger().get(key("a"))).contains(item("a", 2, "2"));
    }

    @Test
    void replaceIsRefusedWhereNothingIs() {
        assertThat(write(new Write.Replace(item("a", 1, "{}"))))
                .isEqualTo(new Outcome.Refused(key("a")));
    }

    @Test
    void putWritesWhateverIsThere() {
        assertThat(write(new Write.Put(item("a", 7, "7")))).isEqualTo(WRITTEN);
        assertThat(write(new Write.Put(item("a", 3, "3")))).isEqualTo(WRITTEN);
        assertThat(ledger().get(key("a"))).contains(item("a", 3, "3"));
    }

    @Test
    void deleteTakesAwayWhateverIsThere() {
        create(item("a", 1, "{}"));
        assertThat(write(new Write.Delete(key("a")))).isEqualTo(WRITTEN);
        assertThat(write(new Write.Delete(key("a")))).isEqualTo(WRITTEN);
        assertThat(ledger().get(key("a"))).isEmpty();
    }

    @Test
    void requirementsAloneAreAnswered() {
        create(item("a", 1, "{}"));
        assertThat(write(new Write.RequirePresent(key("a")))).isEqualTo(WRITTEN);
        assertThat(write(new Write.RequireAbsent(key("b")))).isEqualTo(WRITTEN);
        assertThat(write(new Write.RequirePresent(key("b"))))
                .isEqualTo(new Outcome.Refused(key("b")));
        assertThat(write(new Write.RequireAbsent(key("a"))))
                .isEqualTo(new Outcome.Refused(key("a")));
    }

    @Test
    void everyKindOfWriteGoesTogether() {
        create(item("replaced", 1, "1"), item("deleted", 1, "1"), item("there", 1, "1"));
        assertThat(
                        write(
                                new Write.Create(item("created", 1, "1")),
                                new Write.Replace(item("replaced", 2, "2")),
                                new Write.Put(item("put", 1, "1")),
                                new Write.Delete(key("deleted")),
                                new Write.RequirePresent(key("there")),
                                new Write.RequireAbsent(key("not there"))))
                .isEqualTo(WRITTEN);
        assertThat(sorts(ledger().query(Query.of(partition, ""))))
                .containsExactly("created", "put", "replaced", "there");
    }

    @Test
    void oneRefusalRefusesAllAndTheFirstIsNamed() {
        create(item("c", 1, "{}"));
        assertThat(
                        write(
                                new Write.Create(item("a", 1, "{}")),
                                new Write.Delete(key("c")),
                                new Write.RequirePresent(key("z")),
                                new Write.RequirePresent(key("b"))))
                .isEqualTo(new Outcome.Refused(key("z")));
        assertThat(sorts(ledger().query(Query.of(partition, "")))).containsExactly("c");
    }

    @Test
    void asManyAsAreAllowedGoTogetherAndOneMoreDoesNot() {
        List<Write> writes =
                IntStream.rangeClosed(0, Ledger.MOST_WRITES)
                        .<Write>mapToObj(i -> new Write.Put(item("%03d".formatted(i), 1, "{}")))
                        .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger().write(writes))
                .withMessageContaining("101");
        assertThat(ledger().write(writes.subList(0, Ledger.MOST_WRITES))).isEqualTo(WRITTEN);
        assertThat(ledger().query(Query.of(partition, "")).items()).hasSize(Ledger.MOST_WRITES);
    }

    @Test
    void twoWritesOfOneKeyAreAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        write(
                                new Write.Create(item("a", 1, "{}")),
                                new Write.RequireAbsent(key("a"))))
                .withMessageContaining("two writes of one key");
    }

    @Test
    void anOrderIsThatOfTheBytesInUtf8() {
        create(item("z", 1, "{}"), item("\uFF5E", 1, "{}"), item("😀", 1, "{}"));
        create(item("A", 1, "{}"), item("a#2", 1, "{}"), item("a#10", 1, "{}"));
        assertThat(sorts(ledger().query(Query.of(partition, ""))))
                .containsExactly("A", "a#10", "a#2", "z", "\uFF5E", "😀");
        assertThat(sorts(ledger().query(new Query(partition, "a#", false, true, 9, null))))
                .containsExactly("a#2", "a#10");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pagesCoverAListOnceAndInOrder(boolean newestFirst) {
        List<String> sorts = IntStream.range(0, 10).mapToObj(i -> "a" + i).toList();
        sorts.forEach(sort -> create(item(sort, 1, "{}")));
        create(item("b", 1, "{}"));
        for (int limit = 1; limit <= 11; limit++) {
            List<String> seen = all(new Query(partition, "a", false, newestFirst, limit, null));
            assertThat(seen).isEqualTo(newestFirst ? sorts.reversed() : sorts);
        }
    }

    @Test
    void theIndexListsAcrossPartitionsAndTiesAreListedOnce() throws Exception {
        create(listed("x", "2"), listed("y", "1"), listed("z", "2"), item("w", 1, "{}"));
        create(new Item(new Key(partition + "#other", "x"), new Key(list, "2"), 1, "{}"));
        var query = new Query(list, "", true, false, 2, null);
        List<String> seen = eventually(4, () -> all(query));
        assertThat(seen.getFirst()).isEqualTo("y");
        assertThat(seen).containsExactlyInAnyOrder("x", "x", "y", "z");
        assertThat(all(new Query(list, "2", true, true, 1, null))).hasSize(3);
    }

    @Test
    void anItemLeavesTheListWhenItIsWrittenWithoutIndex() throws Exception {
        create(listed("x", "1"), listed("y", "2"));
        var query = new Query(list, "", true, false, 9, null);
        assertThat(eventually(2, () -> all(query))).containsExactly("x", "y");
        assertThat(write(new Write.Replace(item("x", 2, "{}")))).isEqualTo(WRITTEN);
        assertThat(eventually(1, () -> all(query))).containsExactly("y");
    }

    @Test
    void aListedItemIsWhole() throws Exception {
        Item item = new Item(key("a"), new Key(list, "1"), 5, "{\"a\": 1}");
        create(item);
        var query = new Query(list, "", true, false, 9, null);
        assertThat(eventually(1, () -> ledger().query(query).items())).containsExactly(item);
    }

    @Test
    void aPageIsContinuedOnlyWithWhatTheLedgerGaveForThatList() {
        create(item("a", 1, "{}"), item("b", 1, "{}"), item("c", 1, "{}"));
        var query = new Query(partition, "", false, false, 1, null);
        String next = Objects.requireNonNull(ledger().query(query).next());
        int middle = next.length() / 2;
        char other = next.charAt(middle) == 'x' ? 'y' : 'x';
        String altered = next.substring(0, middle) + other + next.substring(middle + 1);
        for (Query wrong :
                List.of(
                        query.after(altered),
                        query.after(""),
                        query.after("%%%"),
                        query.after(next + "A"),
                        new Query(partition + "x", "", false, false, 1, next),
                        new Query(partition, "b", false, false, 1, next),
                        new Query(partition, "", true, false, 1, next),
                        new Query(partition, "", false, true, 1, next))) {
            assertThatIllegalArgumentException()
                    .as("%s", wrong)
                    .isThrownBy(() -> ledger().query(wrong));
        }
        assertThat(sorts(ledger().query(new Query(partition, "", false, false, 2, next))))
                .containsExactly("b", "c");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 10_000, 500_000, 3_000_000})
    void aDocumentOfAnySizeIsReadBackEverywhere(int length) throws Exception {
        for (String document : List.of("\"" + "a".repeat(length) + "\"", noise(length))) {
            Item item = new Item(key("big" + document.hashCode()), new Key(list, "x"), 1, document);
            create(item);
            assertThat(ledger().get(item.key())).contains(item);
        }
        assertThat(ledger().query(Query.of(partition, "big")).items())
                .allMatch(item -> item.document().length() >= length)
                .isNotEmpty();
        var query = new Query(list, "", true, false, 9, null);
        assertThat(eventually(2, () -> ledger().query(query).items()))
                .allMatch(item -> item.document().length() >= length);
    }

    @Test
    void manyLargeDocumentsGoTogether() {
        List<Item> items =
                IntStream.range(0, 30).mapToObj(i -> item("i" + i, 1, noise(200_000 + i))).toList();
        assertThat(ledger().write(items.stream().<Write>map(Write.Create::new).toList()))
                .isEqualTo(WRITTEN);
        for (Item item : items) {
            assertThat(ledger().get(item.key())).contains(item);
        }
        List<String> seen = all(Query.of(partition, "i"));
        assertThat(seen).hasSize(30);
    }

    @Test
    void aKeyOfAnyLengthIsOneOfItsOwn() throws Exception {
        String common = "upload#" + "ü".repeat(1_000);
        Item first = listed(common + "1", common + "1");
        Item second = listed(common + "2", common + "2");
        create(first, second, item("upload#a", 1, "{}"));
        assertThat(ledger().get(first.key())).contains(first);
        assertThat(ledger().get(second.key())).contains(second);
        assertThat(all(Query.of(partition, "upload#"))).hasSize(3);
        assertThat(all(Query.of(partition, common))).hasSize(2);
        assertThat(all(Query.of(partition, common + "2"))).containsExactly(common + "2");
        var query = new Query(list, common, true, false, 1, null);
        assertThat(eventually(2, () -> all(query))).hasSize(2);
        assertThat(write(new Write.Create(first))).isEqualTo(new Outcome.Refused(first.key()));
    }

    @Test
    void ofFiftyAtOnceExactlyOneReplacesARevision() throws Exception {
        create(item("slot", 1, "{}"));
        List<Outcome> outcomes =
                atOnce(
                        50,
                        i ->
                                write(
                                        new Write.Replace(item("slot", 2, "{\"by\": " + i + "}")),
                                        new Write.Create(item("history#" + i, 1, "{}"))));
        assertThat(outcomes).filteredOn(WRITTEN::equals).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.equals(WRITTEN))
                .allMatch(new Outcome.Refused(key("slot"))::equals);
        assertThat(ledger().query(Query.of(partition, "history#")).items()).hasSize(1);
        assertThat(ledger().get(key("slot"))).map(Item::revision).contains(2L);
    }

    @Test
    void ofFiftyAtOnceExactlyOneCreates() throws Exception {
        List<Outcome> outcomes = atOnce(50, i -> write(new Write.Create(item("place", 1, "" + i))));
        assertThat(outcomes).filteredOn(WRITTEN::equals).hasSize(1);
        int winner = outcomes.indexOf(WRITTEN);
        assertThat(ledger().get(key("place"))).contains(item("place", 1, "" + winner));
    }

    private List<String> all(Query query) {
        var seen = new ArrayList<String>();
        @Nullable String after = null;
        do {
            Page page =
                    ledger().query(
                                    new Query(
                                            query.partition(),
                                            query.sortPrefix(),
                                            query.indexed(),
                                            query.newestFirst(),
                                            query.limit(),
                                            after));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
            seen.addAll(sorts(page));
            after = page.next();
        } while (after != null);
        return seen;
    }

    /// The index may lag, so a list is read again until it has this many.
    private static <T> List<T> eventually(int size, Callable<List<T>> list) throws Exception {
        List<T> found = list.call();
        for (int i = 0; i < 50 && found.size() != size; i++) {
            Thread.sleep(100);
            found = list.call();
        }
        assertThat(found).hasSize(size);
        return found;
    }

    private static List<Outcome> atOnce(int n, IntFunction<Outcome> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> calls =
                    IntStream.range(0, n)
                            .<Callable<Outcome>>mapToObj(i -> () -> call.apply(i))
                            .toList();
            var outcomes = new ArrayList<Outcome>();
            for (Future<Outcome> outcome : threads.invokeAll(calls)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        }
    }

    /// A JSON string that does not compress.
    private static String noise(int length) {
        return new Random(length)
                .ints(length, ' ', '~' + 1)
                .filter(c -> c != '"' && c != '\\')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .insert(0, '"')
                .append("\u00e9".repeat(length / 10 + 1))
                .append('"')
                .toString();
    }
}
