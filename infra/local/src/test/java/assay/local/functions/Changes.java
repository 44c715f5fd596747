package assay.local.functions;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.List;

/// Records each change of a table.
public final class Changes implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    public Changes() {
        Seen.open();
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        for (var record : event.getRecords()) {
            var change = record.getDynamodb();
            Seen.put(
                    context.getFunctionName(),
                    change.getSequenceNumber(),
                    record.getEventName()
                            + " "
                            + requireNonNull(change.getKeys().get("pk")).getS());
        }
        return new StreamsEventResponse(List.of());
    }
}
