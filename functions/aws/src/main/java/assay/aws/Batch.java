package assay.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A batch of messages, each of which succeeds or fails by itself.
public final class Batch {
    private Batch() {}

    /// Handles each message, and names those that failed, which SQS then delivers again. After a
    /// failure, the messages of the same FIFO group are left for later too: they keep their order.
    ///
    /// @param handle fails by throwing
    public static SQSBatchResponse each(SQSEvent event, Consumer<SQSMessage> handle) {
        var failures = new ArrayList<BatchItemFailure>();
        Set<String> blocked = new HashSet<>();
        for (SQSMessage message : event.getRecords()) {
            String group = group(message);
            if ((group != null && blocked.contains(group)) || !handled(message, handle)) {
                failures.add(new BatchItemFailure(message.getMessageId()));
                if (group != null) {
                    blocked.add(group);
                }
            }
        }
        return new SQSBatchResponse(failures);
    }

    private static @Nullable String group(SQSMessage message) {
        Map<String, String> attributes = message.getAttributes();
        return attributes == null ? null : attributes.get("MessageGroupId");
    }

    private static boolean handled(SQSMessage message, Consumer<SQSMessage> handle) {
        try {
            handle.accept(message);
            return true;
        } catch (RuntimeException e) {
            Log.failure("message " + message.getMessageId() + " failed", e);
            return false;
        }
    }
}
