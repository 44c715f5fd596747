package assay.local.queue;

import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Messages as the event that a function gets.
final class SqsEvents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SqsEvents() {}

    static ObjectNode of(List<Message> messages, String arn) {
        var event = JSON.objectNode();
        var records = event.putArray("Records");
        messages.forEach(message -> records.add(record(message, arn)));
        return event;
    }

    private static ObjectNode record(Message message, String arn) {
        var record = JSON.objectNode();
        record.put("messageId", message.messageId());
        record.put("receiptHandle", message.receiptHandle());
        record.put("body", message.body());
        record.put("md5OfBody", message.md5OfBody());
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", arn);
        record.put("awsRegion", arn.split(":", -1)[3]);
        var attributes = record.putObject("attributes");
        message.attributes().forEach((name, value) -> attributes.put(name.toString(), value));
        var own = record.putObject("messageAttributes");
        message.messageAttributes().forEach((name, value) -> own.set(name, attribute(value)));
        return record;
    }

    private static ObjectNode attribute(MessageAttributeValue value) {
        var attribute = JSON.objectNode();
        attribute.put("dataType", value.dataType());
        if (value.stringValue() != null) {
            attribute.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            attribute.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        attribute.putArray("stringListValues");
        attribute.putArray("binaryListValues");
        return attribute;
    }
}
