package assay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class EmbeddedSqsTest {
    @Test
    void aFifoGroupIsHandedOutInOrderAndOneAtATime() {
        try (var server = EmbeddedSqs.start();
                var sqs = Clients.sqs(server.endpoint())) {
            var queue =
                    sqs.createQueue(q ->
                                    q.queueName("work.fifo")
                                            .attributes(
                                                    Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                            .queueUrl();
            for (var body : new String[] {"1", "2"}) {
                sqs.sendMessage(m ->
                        m.queueUrl(queue)
                                .messageBody(body)
                                .messageGroupId("model")
                                .messageDeduplicationId(body));
            }

            var first =
                    sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(1)).messages();
            assertThat(first).extracting(Message::body).containsExactly("1");
            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue)).messages()).isEmpty();
            sqs.deleteMessage(
                    d -> d.queueUrl(queue).receiptHandle(first.getFirst().receiptHandle()));
            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue)).messages())
                    .extracting(Message::body)
                    .containsExactly("2");
        }
    }

    @Test
    void keptMessagesAreFoundAgain(@TempDir Path folder) {
        var storage = new Storage.Kept(folder);
        try (var server = EmbeddedSqs.start(0, storage);
                var sqs = Clients.sqs(server.endpoint())) {
            var queue = sqs.createQueue(q -> q.queueName("work")).queueUrl();
            sqs.sendMessage(m -> m.queueUrl(queue).messageBody("kept"));
        }
        try (var server = EmbeddedSqs.start(0, storage);
                var sqs = Clients.sqs(server.endpoint())) {
            var queue = sqs.getQueueUrl(q -> q.queueName("work")).queueUrl();
            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue)).messages())
                    .extracting(Message::body)
                    .containsExactly("kept");
        }
    }

    @Test
    void aTakenPortIsOneClearSentence() {
        try (var server = EmbeddedSqs.start()) {
            var port = server.endpoint().getPort();
            assertThatThrownBy(() -> EmbeddedSqs.start(port, new Storage.Ephemeral()))
                    .isInstanceOf(Loopback.PortInUse.class)
                    .hasMessageContaining("Port " + port + " for SQS on 127.0.0.1 is in use");
        }
    }
}
