package assay.aws;

import assay.ledger.Ledger.Item;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// On what an item is written, as DynamoDB says it.
///
/// @param expression `null` for on nothing
/// @param values in the expression; `null` for none
record Condition(@Nullable String expression, @Nullable Map<String, AttributeValue> values) {

    static final Condition NONE = new Condition(null, null);
    static final Condition ABSENT =
            new Condition("attribute_not_exists(" + StoredItem.PARTITION + ")", null);
    static final Condition PRESENT =
            new Condition("attribute_exists(" + StoredItem.PARTITION + ")", null);

    /// What is stored is the revision before this one.
    static Condition precedes(Item item) {
        return new Condition(
                StoredItem.REVISION + " = :before",
                Map.of(":before", AttributeValue.fromN(Long.toString(item.revision() - 1))));
    }
}
