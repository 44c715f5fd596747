package assay.aws;

import assay.json.Json;
import assay.ledger.Objects;
import assay.ledger.Objects.Version;
import assay.ledger.ScoringRequest;
import assay.ledger.Scorings;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Requests as objects in the results bucket, since they may be larger than a message; a FIFO queue
/// of SQS tells where they lie: those about one model one after the other, the same one within five
/// minutes once.
public final class SqsScorings implements Scorings {
    private final SqsClient sqs;
    private final String queueUrl;
    private final Objects results;

    /// @param queueUrl of a queue whose name ends in `.fifo`
    public SqsScorings(SqsClient sqs, String queueUrl, Objects results) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.results = results;
    }

    @Override
    public void ask(ScoringRequest request) {
        byte[] document = Json.bytes(request);
        Version stored =
                results.put(
                        request.folder() + ScoringRequest.REQUEST, "application/json", document);
        try {
            sqs.sendMessage(message ->
                    message.queueUrl(queueUrl)
                            .messageGroupId(request.model().name())
                            .messageDeduplicationId(request.id())
                            .messageBody(ScoringMessage.of(stored).json()));
        } catch (SdkException e) {
            throw new IllegalStateException(
                    "%s, asking to run %s on %s: %s"
                            .formatted(
                                    queueUrl, request.model(), request.dataset(), e.getMessage()),
                    e);
        }
    }
}
