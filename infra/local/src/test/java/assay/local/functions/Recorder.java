package assay.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;

/// Records each message; fails those that say `poison`, and takes too long over those that say
/// `slow`.
public final class Recorder implements RequestHandler<SQSEvent, SQSBatchResponse> {
    public Recorder() {
        Seen.open();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var failures = new ArrayList<SQSBatchResponse.BatchItemFailure>();
        for (var message : event.getRecords()) {
            if (message.getBody().contains("poison")) {
                failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            } else {
                waitIfSlow(message.getBody());
                Seen.put(context.getFunctionName(), message.getMessageId(), message.getBody());
            }
        }
        return new SQSBatchResponse(failures);
    }

    private static void waitIfSlow(String body) {
        try {
            Thread.sleep(body.contains("slow") ? 60_000 : 0);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
