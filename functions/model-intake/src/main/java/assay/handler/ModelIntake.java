package assay.handler;

import assay.aws.Batch;
import assay.aws.S3Upload;
import assay.aws.Wiring;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

/// Something was uploaded that is no part of a dataset: a model, its predictions, a gate, a system;
/// or nothing that Assay knows.
public final class ModelIntake implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final RegisterModel register;

    /// As Lambda starts it.
    public ModelIntake() {
        this(RegisterModel.from(Wiring.from(System.getenv())));
    }

    ModelIntake(RegisterModel register) {
        this.register = register;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Batch.each(event, message -> register.uploaded(S3Upload.in(message).key()));
    }
}
