package assay.local.template;

import java.net.URI;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Names the resources of a template on this machine: by the name that the template gives, else by
/// the logical one. A bucket `Uploads` is `uploads`, a FIFO queue `Work` is `Work.fifo`.
public record Naming(String region, String account, URI queues) {
    Identity of(String logical, JsonNode resource) {
        var type = resource.path("Type").asString("");
        var properties = resource.path("Properties");
        return switch (type) {
            case "AWS::S3::Bucket" -> {
                var name = given(properties, "BucketName", logical.toLowerCase(Locale.ROOT));
                yield new Identity(name, "arn:aws:s3:::" + name, name);
            }
            case "AWS::SQS::Queue" -> {
                var fifo = properties.path("FifoQueue").asBoolean(false);
                var name = given(properties, "QueueName", logical + (fifo ? ".fifo" : ""));
                yield new Identity(queues + "/" + account + "/" + name, arn("sqs", name), name);
            }
            case "AWS::DynamoDB::Table" -> {
                var name = given(properties, "TableName", logical);
                yield new Identity(name, arn("dynamodb", "table/" + name), name);
            }
            case "AWS::Serverless::Function" -> {
                var name = given(properties, "FunctionName", logical);
                yield new Identity(name, arn("lambda", "function:" + name), name);
            }
            case "AWS::Events::EventBus" -> {
                var name = given(properties, "Name", logical);
                yield new Identity(name, arn("events", "event-bus/" + name), name);
            }
            case "AWS::Events::Rule" -> {
                var name = given(properties, "Name", logical);
                yield new Identity(name, arn("events", "rule/" + name), name);
            }
            default -> new Identity(logical, arn("local", logical), logical);
        };
    }

    /// The id of the stack of a template.
    String stackId() {
        return arn("cloudformation", "stack/assay/local");
    }

    private String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, account, resource);
    }

    private static String given(JsonNode properties, String property, String otherwise) {
        var value = properties.path(property);
        return value.isString() ? value.asString() : otherwise;
    }
}
