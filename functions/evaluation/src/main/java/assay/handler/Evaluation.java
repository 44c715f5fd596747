package assay.handler;

import assay.aws.Batch;
import assay.aws.Program;
import assay.aws.Wiring;
import assay.aws.WorkRequest;
import assay.evaluation.JudgeModel;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.InstantSource;

/// A model is to be looked at: what of it can be evaluated is, and what can be judged.
public final class Evaluation implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final JudgeModel judge;

    /// As Lambda starts it.
    public Evaluation() {
        this(judge(Wiring.from(System.getenv())));
    }

    Evaluation(JudgeModel judge) {
        this.judge = judge;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Batch.each(event, message -> judge.lookAt(WorkRequest.in(message).model()));
    }

    private static JudgeModel judge(Wiring wiring) {
        TableReader reader =
                new TableReader(
                        Limits.of(wiring::most), Runtime.getRuntime().availableProcessors());
        return new JudgeModel(
                new UploadedTables(wiring.uploadsAndScored(), reader),
                wiring.ledger(),
                wiring.scorings(),
                wiring.settling(),
                Program.version(),
                InstantSource.system(),
                wiring.shardBytes());
    }
}
