package assay.handler;

import assay.aws.Batch;
import assay.aws.S3Upload;
import assay.aws.Wiring;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

/// A part of a dataset was uploaded.
public final class DatasetIntake implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final RegisterDataset register;

    /// As Lambda starts it.
    public DatasetIntake() {
        this(RegisterDataset.from(Wiring.from(System.getenv())));
    }

    DatasetIntake(RegisterDataset register) {
        this.register = register;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Batch.each(event, message -> register.uploaded(S3Upload.in(message).key()));
    }
}
