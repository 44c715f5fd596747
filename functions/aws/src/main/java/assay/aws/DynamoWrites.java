package assay.aws;

import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import assay.ledger.Ledger.Outcome;
import assay.ledger.Ledger.Write;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/// Conditional writes to one table: of one item alone at half the price, of several in a
/// transaction. Other transactions that are in the way are waited for.
final class DynamoWrites {

    /// A transaction has at most 4 MB, keys included.
    private static final int LARGEST_TRANSACTION_BYTES = 3_500_000;

    /// Why a transaction is cancelled that may go through when tried again.
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private static final String REFUSED = "ConditionalCheckFailed";
    private static final Outcome WRITTEN = new Outcome.Written();

    private final DynamoDbClient dynamo;
    private final String table;
    private final Documents documents;
    private final Backoff backoff;

    DynamoWrites(DynamoDbClient dynamo, String table, Documents documents, Backoff backoff) {
        this.dynamo = dynamo;
        this.table = table;
        this.documents = documents;
        this.backoff = backoff;
    }

    Outcome put(Item item, Condition condition) {
        return waiting(() -> attempt(item, condition));
    }

    Outcome delete(Key key) {
        return waiting(() -> {
            dynamo.deleteItem(request -> request.tableName(table).key(StoredItem.key(key)));
            return Optional.of(WRITTEN);
        });
    }

    Outcome together(List<Write> writes) {
        Map<Key, AttributeValue> stored = documents(writes);
        List<TransactWriteItem> items =
                writes.stream().map(write -> transactional(write, stored)).toList();
        return waiting(() -> attempt(writes, items));
    }

    private Outcome waiting(Backoff.Attempt<Outcome> attempt) {
        return backoff.first(
                        () -> {
                            try {
                                return attempt.make();
                            } catch (TransactionConflictException
                                    | TransactionInProgressException e) {
                                return Optional.empty();
                            }
                        })
                .orElseThrow(() ->
                        new IllegalStateException(
                                "other transactions, or the load, were in the way "
                                        + backoff.attempts()
                                        + " times"));
    }

    /// The client repeats a request whose answer was lost, and then the condition of the second
    /// fails because of the first. So an item names its writer.
    private Optional<Outcome> attempt(Item item, Condition condition) {
        AttributeValue writer = AttributeValue.fromS(UUID.randomUUID().toString());
        Map<String, AttributeValue> attributes =
                StoredItem.attributes(item, documents.stored(item.document()));
        attributes.put(StoredItem.WRITER, writer);
        PutItemRequest request =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(attributes)
                        .conditionExpression(condition.expression())
                        .expressionAttributeValues(condition.values())
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        try {
            dynamo.putItem(request);
            return Optional.of(WRITTEN);
        } catch (ConditionalCheckFailedException e) {
            boolean own = e.hasItem() && writer.equals(e.item().get(StoredItem.WRITER));
            return Optional.of(own ? WRITTEN : new Outcome.Refused(item.key()));
        }
    }

    /// The client gives each transaction a token, so that one whose answer was lost is repeated
    /// without being made twice.
    private Optional<Outcome> attempt(List<Write> writes, List<TransactWriteItem> items) {
        try {
            dynamo.transactWriteItems(request -> request.transactItems(items));
            return Optional.of(WRITTEN);
        } catch (TransactionCanceledException e) {
            List<String> reasons =
                    e.cancellationReasons().stream().map(CancellationReason::code).toList();
            int refused = reasons.indexOf(REFUSED);
            if (refused >= 0) {
                return Optional.of(new Outcome.Refused(writes.get(refused).key()));
            }
            if (reasons.stream().anyMatch(PASSING::contains)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private TransactWriteItem transactional(Write write, Map<Key, AttributeValue> stored) {
        return switch (write) {
            case Write.Create(Item item) -> put(item, Condition.ABSENT, stored);
            case Write.Replace(Item item) -> put(item, Condition.precedes(item), stored);
            case Write.Put(Item item) -> put(item, Condition.NONE, stored);
            case Write.Delete(Key key) ->
                    TransactWriteItem.builder()
                            .delete(delete -> delete.tableName(table).key(StoredItem.key(key)))
                            .build();
            case Write.RequirePresent(Key key) -> check(key, Condition.PRESENT);
            case Write.RequireAbsent(Key key) -> check(key, Condition.ABSENT);
        };
    }

    private static Stream<Item> written(Write write) {
        return switch (write) {
            case Write.Create(Item item) -> Stream.of(item);
            case Write.Replace(Item item) -> Stream.of(item);
            case Write.Put(Item item) -> Stream.of(item);
            case Write.Delete _, Write.RequirePresent _, Write.RequireAbsent _ -> Stream.empty();
        };
    }

    private TransactWriteItem put(Item item, Condition condition, Map<Key, AttributeValue> stored) {
        AttributeValue document = stored.get(item.key());
        if (document == null) {
            throw new IllegalStateException("no document was stored for " + item.key());
        }
        return TransactWriteItem.builder()
                .put(put ->
                        put.tableName(table)
                                .item(StoredItem.attributes(item, document))
                                .conditionExpression(condition.expression())
                                .expressionAttributeValues(condition.values()))
                .build();
    }

    private TransactWriteItem check(Key key, Condition condition) {
        return TransactWriteItem.builder()
                .conditionCheck(check ->
                        check.tableName(table)
                                .key(StoredItem.key(key))
                                .conditionExpression(condition.expression()))
                .build();
    }

    /// The documents as stored: those too large for an item in the bucket, and the largest of the
    /// others too until the rest fits into a transaction.
    private Map<Key, AttributeValue> documents(List<Write> writes) {
        List<Item> items = writes.stream().flatMap(DynamoWrites::written).toList();
        var stored = new HashMap<Key, AttributeValue>();
        var sizes = new HashMap<Key, Integer>();
        for (Item item : items) {
            AttributeValue document = documents.stored(item.document());
            stored.put(item.key(), document);
            sizes.put(item.key(), Documents.size(document));
        }
        long total = sizes.values().stream().mapToLong(Integer::longValue).sum();
        List<Item> largestFirst =
                items.stream()
                        .sorted(
                                Comparator.comparing(
                                                (Item item) -> sizes.getOrDefault(item.key(), 0))
                                        .reversed())
                        .toList();
        for (Item item : largestFirst) {
            if (total <= LARGEST_TRANSACTION_BYTES) {
                break;
            }
            AttributeValue spilled = documents.spilled(item.document());
            total += Documents.size(spilled) - sizes.getOrDefault(item.key(), 0);
            stored.put(item.key(), spilled);
        }
        return stored;
    }
}
