package assay.local.queue;

import assay.local.Activity;
import assay.local.lambda.Lambda;
import assay.local.lambda.Outcome;
import assay.local.template.Resource.Source.FromQueue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Feeds a function from a queue as Lambda's pollers do. One thing differs: a message that failed
/// is back after a second or a few, not after the queue's visibility timeout, because somebody
/// waits.
public final class QueueFeed implements AutoCloseable {
    private static final int LONGEST_POLL_SECONDS = 5;
    private static final int LARGEST_RECEIVE = 10;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SqsClient sqs;
    private final String url;
    private final String arn;
    private final FromQueue source;
    private final Lambda lambda;
    private final Activity activity;
    private volatile boolean open = true;

    public QueueFeed(
            SqsClient sqs,
            String url,
            String arn,
            FromQueue source,
            Lambda lambda,
            Activity activity) {
        this.sqs = sqs;
        this.url = url;
        this.arn = arn;
        this.source = source;
        this.lambda = lambda;
        this.activity = activity;
    }

    /// Begins to poll, by as many pollers as batches may be under way.
    public void start() {
        for (var i = 0; i < source.concurrency(); i++) {
            Thread.ofVirtual().name(source.queue() + "-" + i).start(this::poll);
        }
    }

    private void poll() {
        while (open) {
            try {
                var messages = receive();
                if (!messages.isEmpty()) {
                    activity.during(() -> handle(messages));
                }
            } catch (SdkException | IllegalStateException failed) {
                if (open) {
                    pause(Duration.ofMillis(200));
                }
            }
        }
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request ->
                        request.queueUrl(url)
                                .maxNumberOfMessages(Math.min(source.batch(), LARGEST_RECEIVE))
                                .waitTimeSeconds(LONGEST_POLL_SECONDS)
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                .messageAttributeNames("All"))
                .messages();
    }

    private Outcome handle(List<Message> messages) {
        var outcome = lambda.invoke(SqsEvents.of(messages, arn).toString());
        var failed = failed(messages, outcome);
        var done =
                messages.stream().filter(message -> !failed.contains(message.messageId())).toList();
        if (!done.isEmpty()) {
            delete(done);
        }
        messages.stream()
                .filter(message -> failed.contains(message.messageId()))
                .forEach(this::putBack);
        return outcome;
    }

    private Set<String> failed(List<Message> messages, Outcome outcome) {
        var every = new HashSet<String>();
        messages.forEach(message -> every.add(message.messageId()));
        return switch (outcome) {
            case Outcome.Answered(var body) -> source.partial() ? failures(body, every) : Set.of();
            case Outcome.Failed failure -> every;
            case Outcome.TimedOut late -> every;
            case Outcome.Crashed crash -> every;
        };
    }

    /// Lambda's rule: an answer that cannot be read, or names a message not in the batch, fails
    /// them all.
    private static Set<String> failures(String body, Set<String> every) {
        try {
            var named = new HashSet<String>();
            for (var failure : JSON.readTree(body).path("batchItemFailures")) {
                named.add(failure.path("itemIdentifier").asString(""));
            }
            return every.containsAll(named) ? named : every;
        } catch (JacksonException unreadable) {
            return every;
        }
    }

    private void delete(List<Message> messages) {
        var entries =
                messages.stream()
                        .map(message ->
                                DeleteMessageBatchRequestEntry.builder()
                                        .id(message.messageId())
                                        .receiptHandle(message.receiptHandle())
                                        .build())
                        .toList();
        sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries));
    }

    private void putBack(Message message) {
        var tries =
                Integer.parseInt(
                        message.attributes()
                                .getOrDefault(
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
        sqs.changeMessageVisibility(request ->
                request.queueUrl(url)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(Math.min(tries, 3)));
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        open = false;
    }
}
