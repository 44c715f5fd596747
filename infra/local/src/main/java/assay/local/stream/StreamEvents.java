package assay.local.stream;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Stream records as the event that a function gets.
final class StreamEvents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StreamEvents() {}

    static ObjectNode of(List<Record> records, String arn) {
        var event = JSON.objectNode();
        var all = event.putArray("Records");
        records.forEach(record -> all.add(of(record, arn)));
        return event;
    }

    /// One of them.
    static ObjectNode of(Record record, String arn) {
        var json = JSON.objectNode();
        json.put("eventID", record.eventID());
        json.put("eventName", name(record.eventName()));
        json.put("eventVersion", "1.1");
        json.put("eventSource", "aws:dynamodb");
        json.put("awsRegion", arn.split(":", -1)[3]);
        json.put("eventSourceARN", arn);
        var change = record.dynamodb();
        var body = json.putObject("dynamodb");
        if (change.approximateCreationDateTime() != null) {
            body.put(
                    "ApproximateCreationDateTime",
                    change.approximateCreationDateTime().getEpochSecond());
        }
        body.set("Keys", item(change.keys()));
        if (change.hasNewImage()) {
            body.set("NewImage", item(change.newImage()));
        }
        if (change.hasOldImage()) {
            body.set("OldImage", item(change.oldImage()));
        }
        body.put("SequenceNumber", change.sequenceNumber());
        body.put("SizeBytes", change.sizeBytes());
        body.put("StreamViewType", change.streamViewTypeAsString());
        return json;
    }

    /// DynamoDB Local calls the deletion by time to live something else; it is a REMOVE.
    private static String name(OperationType operation) {
        return operation == OperationType.UNKNOWN_TO_SDK_VERSION ? "REMOVE" : operation.toString();
    }

    private static ObjectNode item(Map<String, AttributeValue> item) {
        var json = JSON.objectNode();
        item.forEach((name, value) -> json.set(name, attribute(value)));
        return json;
    }

    private static ObjectNode attribute(AttributeValue value) {
        var json = JSON.objectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case B -> json.put("B", base64(value.b()));
            case M -> json.set("M", item(value.m()));
            case L -> {
                var list = json.putArray("L");
                value.l().forEach(element -> list.add(attribute(element)));
            }
            case SS -> value.ss().forEach(json.putArray("SS")::add);
            case NS -> value.ns().forEach(json.putArray("NS")::add);
            case BS -> {
                var set = json.putArray("BS");
                value.bs().forEach(bytes -> set.add(base64(bytes)));
            }
            case UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("No known attribute value: " + value);
        }
        return json;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
