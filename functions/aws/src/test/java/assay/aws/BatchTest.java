package assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final List<String> handled = new ArrayList<>();

    private static SQSMessage message(String id, String group) {
        var message = new SQSMessage();
        message.setMessageId(id);
        message.setBody(id);
        if (!group.isEmpty()) {
            message.setAttributes(Map.of("MessageGroupId", group));
        }
        return message;
    }

    private List<String> failures(SQSMessage... messages) {
        var event = new SQSEvent();
        event.setRecords(List.of(messages));
        return Batch.each(event, this::handle).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private void handle(SQSMessage message) {
        handled.add(message.getMessageId());
        if (message.getBody().startsWith("bad")) {
            throw new IllegalArgumentException("no good: " + message.getBody());
        }
    }

    @Test
    void onlyTheMessagesThatFailedAreDeliveredAgain() {
        assertThat(failures(message("1", ""), message("bad", ""), message("3", "")))
                .containsExactly("bad");
        assertThat(handled).containsExactly("1", "bad", "3");
    }

    @Test
    void afterAFailureItsGroupWaitsAndOthersDoNot() {
        assertThat(
                        failures(
                                message("1", "a"),
                                message("bad", "a"),
                                message("3", "b"),
                                message("4", "a")))
                .containsExactly("bad", "4");
        assertThat(handled).containsExactly("1", "bad", "3");
    }

    @Test
    void anEmptyBatchHasNoFailures() {
        assertThat(failures()).isEmpty();
    }
}
