package assay.handler;

import assay.aws.Batch;
import assay.aws.S3Upload;
import assay.aws.Wiring;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

/// Something was uploaded that is no part of a dataset: a model, its predictions, a gate, a system;
/// or nothing that Assay knows. Or scoring wrote what came of a request.
public final class ModelIntake implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final RegisterModel register;
    private final RegisterScoring scoring;
    private final String results;

    /// As Lambda starts it.
    public ModelIntake() {
        this(Wiring.from(System.getenv()));
    }

    private ModelIntake(Wiring wiring) {
        this.register = RegisterModel.from(wiring);
        this.scoring = RegisterScoring.from(wiring);
        this.results = wiring.resultsBucket();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Batch.each(event, message -> created(S3Upload.in(message)));
    }

    private void created(S3Upload object) {
        if (object.bucket().equals(results)) {
            scoring.reported(object.key());
        } else {
            register.uploaded(object.key());
        }
    }
}
