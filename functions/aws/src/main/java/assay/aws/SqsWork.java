package assay.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import assay.ledger.Work;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Requests in a FIFO queue of SQS: those about one model one after the other, those with one cause
/// within five minutes once.
public final class SqsWork implements Work {
    private final SqsClient sqs;
    private final String queueUrl;

    /// @param queueUrl of a queue whose name ends in `.fifo`
    public SqsWork(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void lookAt(String model, String cause) {
        String body = new WorkRequest(model, cause).json();
        try {
            sqs.sendMessage(request ->
                    request.queueUrl(queueUrl)
                            .messageGroupId(model)
                            .messageDeduplicationId(Sha256.hex(body.getBytes(UTF_8)))
                            .messageBody(body));
        } catch (SdkException e) {
            throw new IllegalStateException(
                    queueUrl + ", asking to look at " + model + ": " + e.getMessage(), e);
        }
    }
}
