package assay.local.storage;

import assay.local.template.Resource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import tools.jackson.databind.JsonNode;

/// The template's tables, made.
public final class Tables {
    private Tables() {}

    /// Makes the tables that are not there yet.
    public static void make(DynamoDbClient dynamo, List<Resource.Table> tables) {
        var there = dynamo.listTables().tableNames();
        tables.stream()
                .filter(table -> !there.contains(table.name()))
                .forEach(table -> dynamo.createTable(request(table)));
    }

    private static CreateTableRequest request(Resource.Table table) {
        var properties = table.properties();
        var request =
                CreateTableRequest.builder()
                        .tableName(table.name())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(attributes(properties))
                        .keySchema(keys(properties));
        var indexes = indexes(properties.path("GlobalSecondaryIndexes"));
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexes(indexes);
        }
        var view = properties.path("StreamSpecification").path("StreamViewType");
        if (!view.isMissingNode()) {
            request.streamSpecification(
                    StreamSpecification.builder()
                            .streamEnabled(true)
                            .streamViewType(view.asString())
                            .build());
        }
        return request.build();
    }

    private static List<AttributeDefinition> attributes(JsonNode properties) {
        var attributes = new ArrayList<AttributeDefinition>();
        for (var attribute : properties.path("AttributeDefinitions")) {
            attributes.add(
                    AttributeDefinition.builder()
                            .attributeName(attribute.path("AttributeName").asString())
                            .attributeType(attribute.path("AttributeType").asString())
                            .build());
        }
        return attributes;
    }

    private static List<KeySchemaElement> keys(JsonNode properties) {
        var keys = new ArrayList<KeySchemaElement>();
        for (var key : properties.path("KeySchema")) {
            keys.add(
                    KeySchemaElement.builder()
                            .attributeName(key.path("AttributeName").asString())
                            .keyType(key.path("KeyType").asString())
                            .build());
        }
        return keys;
    }

    private static List<GlobalSecondaryIndex> indexes(JsonNode definitions) {
        var indexes = new ArrayList<GlobalSecondaryIndex>();
        for (var index : definitions) {
            var projection = index.path("Projection");
            var included =
                    projection
                            .path("NonKeyAttributes")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList();
            indexes.add(
                    GlobalSecondaryIndex.builder()
                            .indexName(index.path("IndexName").asString())
                            .keySchema(keys(index))
                            .projection(
                                    Projection.builder()
                                            .projectionType(
                                                    projection.path("ProjectionType").asString())
                                            .nonKeyAttributes(included.isEmpty() ? null : included)
                                            .build())
                            .build());
        }
        return indexes;
    }
}
