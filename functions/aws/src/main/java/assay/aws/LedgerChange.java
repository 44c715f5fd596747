package assay.aws;

import assay.ledger.Ledger.Key;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Something that was written to the ledger's table, as its stream tells of it.
///
/// @param key of the item
/// @param sequence of the change, of equal width: as text, later changes of one partition come
///   after earlier ones
/// @param table the table's ARN
public record LedgerChange(Key key, String sequence, String table) {

    /// The longest that DynamoDB has.
    private static final int SEQUENCE_DIGITS = 40;

    /// Handles each change that is no removal, in order. The first that fails stops the batch: it
    /// is named, and Lambda passes it again with all that follow, so that none overtakes another.
    ///
    /// @param handle fails by throwing
    public static StreamsEventResponse each(DynamodbEvent event, Consumer<LedgerChange> handle) {
        for (DynamodbStreamRecord record : event.getRecords()) {
            try {
                if (!record.getEventName().equals("REMOVE")) {
                    handle.accept(of(record));
                }
            } catch (RuntimeException e) {
                String sequence = record.getDynamodb().getSequenceNumber();
                Log.failure("change " + sequence + " of the ledger failed", e);
                return new StreamsEventResponse(List.of(new BatchItemFailure(sequence)));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    private static LedgerChange of(DynamodbStreamRecord record) {
        Map<String, AttributeValue> attributes = new HashMap<>(record.getDynamodb().getKeys());
        Map<String, AttributeValue> image = record.getDynamodb().getNewImage();
        if (image != null) {
            attributes.putAll(image);
        }
        String sequence = record.getDynamodb().getSequenceNumber();
        return new LedgerChange(
                new Key(
                        StoredItem.changed(attributes, StoredItem.PARTITION),
                        StoredItem.changed(attributes, StoredItem.SORT)),
                "0".repeat(Math.max(0, SEQUENCE_DIGITS - sequence.length())) + sequence,
                table(record.getEventSourceARN()));
    }

    /// Without the stream.
    private static String table(String arn) {
        int stream = arn.indexOf("/stream/");
        return stream < 0 ? arn : arn.substring(0, stream);
    }
}
