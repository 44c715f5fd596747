package assay.aws;

import static java.util.stream.Collectors.toMap;

import assay.ledger.Ledger;
import assay.ledger.Objects;
import assay.ledger.Seal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The ledger in one table of DynamoDB, whose keys are `pk` and `sk`, with an index `byKind` over
/// `gpk` and `gsk` that projects everything.
///
/// Table reads are strongly consistent. A service that fails does so with the table and key in the
/// message.
public final class DynamoLedger implements Ledger {

    private final DynamoDbClient dynamo;
    private final String table;
    private final Documents documents;
    private final Cursors cursors;
    private final DynamoWrites writes;

    /// @param table its name
    /// @param spilled where documents go that are too large for an item
    /// @param seal of where a list goes on; the same for all that serve one list
    public DynamoLedger(DynamoDbClient dynamo, String table, Objects spilled, Seal seal) {
        this.dynamo = dynamo;
        this.table = table;
        this.documents = new Documents(spilled);
        this.cursors = new Cursors(seal);
        var backoff =
                new Backoff(
                        12,
                        Duration.ofMillis(10),
                        Duration.ofSeconds(1),
                        () -> ThreadLocalRandom.current().nextLong());
        this.writes = new DynamoWrites(dynamo, table, documents, backoff);
    }

    @Override
    public Optional<Item> get(Key key) {
        Map<String, AttributeValue> found;
        try {
            found =
                    dynamo.getItem(request ->
                                    request.tableName(table)
                                            .key(StoredItem.key(key))
                                            .consistentRead(true))
                            .item();
        } catch (DynamoDbException e) {
            throw failed("reading " + key, e);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(StoredItem.item(found, documents));
    }

    @Override
    public Page query(Query query) {
        QueryResponse response;
        try {
            response = dynamo.query(request(query));
        } catch (DynamoDbException e) {
            throw failed("listing " + query, e);
        }
        // One more than asked for was read, so that a list that ends with a page ends there.
        boolean more = response.items().size() > query.limit();
        List<Map<String, AttributeValue>> found =
                more ? response.items().subList(0, query.limit()) : response.items();
        Map<String, AttributeValue> last =
                more ? keys(found.getLast(), query.indexed()) : response.lastEvaluatedKey();
        String sort = query.indexed() ? StoredItem.INDEX_SORT : StoredItem.SORT;
        return new Page(
                found.stream()
                        // A prefix longer than a stored key is asked for by its beginning.
                        .filter(item -> StoredItem.text(item, sort).startsWith(query.sortPrefix()))
                        .map(item -> StoredItem.item(item, documents))
                        .toList(),
                last.isEmpty() ? null : cursors.written(query, last));
    }

    private QueryRequest request(Query query) {
        String after = query.after();
        var values = new HashMap<String, AttributeValue>();
        values.put(":partition", AttributeValue.fromS(KeyText.PARTITION.stored(query.partition())));
        String condition = "#partition = :partition";
        var names = new HashMap<String, String>();
        names.put(
                "#partition", query.indexed() ? StoredItem.INDEX_PARTITION : StoredItem.PARTITION);
        if (!query.sortPrefix().isEmpty()) {
            condition += " AND begins_with(#sort, :prefix)";
            names.put("#sort", query.indexed() ? StoredItem.INDEX_SORT : StoredItem.SORT);
            values.put(
                    ":prefix", AttributeValue.fromS(KeyText.SORT.storedPrefix(query.sortPrefix())));
        }
        return QueryRequest.builder()
                .tableName(table)
                .indexName(query.indexed() ? StoredItem.INDEX : null)
                .consistentRead(!query.indexed())
                .keyConditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .scanIndexForward(!query.newestFirst())
                .limit(query.limit() == Integer.MAX_VALUE ? query.limit() : query.limit() + 1)
                .exclusiveStartKey(after == null ? null : cursors.read(query, after))
                .build();
    }

    private static Map<String, AttributeValue> keys(
            Map<String, AttributeValue> item, boolean indexed) {
        Stream<String> names = Stream.of(StoredItem.PARTITION, StoredItem.SORT);
        Stream<String> ofIndex = Stream.of(StoredItem.INDEX_PARTITION, StoredItem.INDEX_SORT);
        return Stream.concat(names, indexed ? ofIndex : Stream.<String>empty())
                .collect(toMap(name -> name, name -> StoredItem.attribute(item, name)));
    }

    @Override
    public Outcome write(List<Write> all) {
        List<Key> keys = all.stream().map(Write::key).toList();
        if (keys.size() > MOST_WRITES) {
            throw new IllegalArgumentException(
                    keys.size() + " writes at once, more than " + MOST_WRITES);
        }
        if (keys.stream().distinct().count() < keys.size()) {
            throw new IllegalArgumentException("two writes of one key among " + keys);
        }
        try {
            return switch (all.size()) {
                case 0 -> new Outcome.Written();
                case 1 -> alone(all.getFirst());
                default -> writes.together(all);
            };
        } catch (DynamoDbException e) {
            throw failed("writing " + keys, e);
        }
    }

    private Outcome alone(Write write) {
        return switch (write) {
            case Write.Create(Item item) -> writes.put(item, Condition.ABSENT);
            case Write.Replace(Item item) -> writes.put(item, Condition.precedes(item));
            case Write.Put(Item item) -> writes.put(item, Condition.NONE);
            case Write.Delete(Key key) -> writes.delete(key);
            case Write.RequirePresent(Key key) -> required(key, get(key).isPresent());
            case Write.RequireAbsent(Key key) -> required(key, get(key).isEmpty());
        };
    }

    private static Outcome required(Key key, boolean holds) {
        return holds ? new Outcome.Written() : new Outcome.Refused(key);
    }

    private IllegalStateException failed(String doing, RuntimeException cause) {
        return new IllegalStateException(
                "table " + table + ", " + doing + ": " + cause.getMessage(), cause);
    }
}
