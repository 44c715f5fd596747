package assay.aws;

import assay.ledger.Ledger.Item;
import assay.ledger.Ledger.Key;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item of the ledger as the attributes of an item of DynamoDB.
final class StoredItem {
    static final String PARTITION = "pk";
    static final String SORT = "sk";
    static final String INDEX = "byKind";
    static final String INDEX_PARTITION = "gpk";
    static final String INDEX_SORT = "gsk";
    static final String REVISION = "revision";
    static final String DOCUMENT = "document";

    /// Who wrote it: how a writer whose answer was lost knows its own work again.
    static final String WRITER = "writer";

    /// A key text in full, where the key attribute holds only its beginning and digest.
    private static final String IN_FULL = "InFull";

    private StoredItem() {}

    static Map<String, AttributeValue> key(Key key) {
        return Map.of(
                PARTITION, AttributeValue.fromS(KeyText.PARTITION.stored(key.partition())),
                SORT, AttributeValue.fromS(KeyText.SORT.stored(key.sort())));
    }

    static Map<String, AttributeValue> attributes(Item item, AttributeValue document) {
        var attributes = new HashMap<String, AttributeValue>();
        put(attributes, PARTITION, KeyText.PARTITION, item.key().partition());
        put(attributes, SORT, KeyText.SORT, item.key().sort());
        Key index = item.index();
        if (index != null) {
            put(attributes, INDEX_PARTITION, KeyText.PARTITION, index.partition());
            put(attributes, INDEX_SORT, KeyText.SORT, index.sort());
        }
        attributes.put(REVISION, AttributeValue.fromN(Long.toString(item.revision())));
        attributes.put(DOCUMENT, document);
        return attributes;
    }

    private static void put(
            Map<String, AttributeValue> attributes, String name, KeyText kind, String text) {
        attributes.put(name, AttributeValue.fromS(kind.stored(text)));
        if (!kind.fits(text)) {
            attributes.put(name + IN_FULL, AttributeValue.fromS(text));
        }
    }

    static Item item(Map<String, AttributeValue> attributes, Documents documents) {
        return new Item(
                new Key(text(attributes, PARTITION), text(attributes, SORT)),
                index(attributes),
                Long.parseLong(attribute(attributes, REVISION).n()),
                documents.read(attribute(attributes, DOCUMENT)));
    }

    private static @Nullable Key index(Map<String, AttributeValue> attributes) {
        return attributes.containsKey(INDEX_PARTITION)
                ? new Key(text(attributes, INDEX_PARTITION), text(attributes, INDEX_SORT))
                : null;
    }

    /// A key text in full.
    static String text(Map<String, AttributeValue> attributes, String name) {
        return attribute(attributes, attributes.containsKey(name + IN_FULL) ? name + IN_FULL : name)
                .s();
    }

    /// The same, of an item as Lambda passes it.
    static String changed(
            Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
                    attributes,
            String name) {
        var value = attributes.getOrDefault(name + IN_FULL, attributes.get(name));
        if (value == null) {
            throw new IllegalStateException(
                    "a change names no " + name + ": no item of the ledger");
        }
        return value.getS();
    }

    /// @throws IllegalStateException if the item lacks it
    static AttributeValue attribute(Map<String, AttributeValue> attributes, String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException(
                    "item "
                            + attributes.get(PARTITION)
                            + ", "
                            + attributes.get(SORT)
                            + " has no attribute "
                            + name
                            + ": the ledger did not write it");
        }
        return value;
    }
}
