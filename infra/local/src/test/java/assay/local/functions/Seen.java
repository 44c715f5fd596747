package assay.local.functions;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes down what a function got, in the table that the template names.
final class Seen {
    private static final DynamoDbClient DYNAMO = DynamoDbClient.create();

    private Seen() {}

    /// Connects, so that the first event does not wait for it.
    static void open() {
        DYNAMO.listTables();
    }

    static void put(String kind, String id, String body) {
        var item =
                Map.of(
                        "pk", AttributeValue.fromS(kind),
                        "sk", AttributeValue.fromS(id),
                        "body", AttributeValue.fromS(body),
                        "at", AttributeValue.fromN(Long.toString(System.nanoTime())));
        DYNAMO.putItem(put -> put.tableName(System.getenv("SEEN")).item(item));
    }
}
