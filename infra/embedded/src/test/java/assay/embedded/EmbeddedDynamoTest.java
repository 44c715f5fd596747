package assay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class EmbeddedDynamoTest {
    private static final Map<String, AttributeValue> ITEM =
            Map.of("pk", AttributeValue.fromS("model:churn"));

    @Test
    void aTransactionSaysWhichConditionFailed() {
        try (var server = EmbeddedDynamo.start();
                var dynamo = Clients.dynamo(server.endpoint())) {
            createTable(dynamo);
            dynamo.putItem(p -> p.tableName("ledger").item(ITEM));
            var onlyIfNew =
                    TransactWriteItem.builder()
                            .put(p ->
                                    p.tableName("ledger")
                                            .item(ITEM)
                                            .conditionExpression("attribute_not_exists(pk)"))
                            .build();

            assertThatThrownBy(() -> dynamo.transactWriteItems(t -> t.transactItems(onlyIfNew)))
                    .isInstanceOfSatisfying(
                            TransactionCanceledException.class,
                            cancelled ->
                                    assertThat(cancelled.cancellationReasons().getFirst().code())
                                            .isEqualTo("ConditionalCheckFailed"));
        }
    }

    @Test
    void aKeptTableIsFoundAgain(@TempDir Path folder) {
        var storage = new Storage.Kept(folder);
        try (var server = EmbeddedDynamo.start(0, storage);
                var dynamo = Clients.dynamo(server.endpoint())) {
            createTable(dynamo);
            dynamo.putItem(p -> p.tableName("ledger").item(ITEM));
        }
        try (var server = EmbeddedDynamo.start(0, storage);
                var dynamo = Clients.dynamo(server.endpoint())) {
            assertThat(dynamo.getItem(g -> g.tableName("ledger").key(ITEM)).item()).isEqualTo(ITEM);
        }
    }

    private static void createTable(DynamoDbClient dynamo) {
        var pk =
                AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build();
        var hash = KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build();
        dynamo.createTable(t ->
                t.tableName("ledger")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(pk)
                        .keySchema(hash));
    }
}
