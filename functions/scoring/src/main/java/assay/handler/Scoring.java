package assay.handler;

import assay.aws.Batch;
import assay.aws.Program;
import assay.aws.ScoringMessage;
import assay.aws.Wiring;
import assay.json.Json;
import assay.ledger.Objects;
import assay.ledger.ScoringRequest;
import assay.scoring.ScoreDataset;
import assay.scoring.ScoringLimits;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.InstantSource;

/// A model is to be run on a dataset.
public final class Scoring implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final UploadedTables requests;
    private final ScoreDataset score;

    /// As Lambda starts it.
    public Scoring() {
        this(Wiring.from(System.getenv()));
    }

    private Scoring(Wiring wiring) {
        TableReader reader =
                new TableReader(
                        Limits.of(wiring::most), Runtime.getRuntime().availableProcessors());
        Objects uploads = wiring.uploads();
        Objects results = wiring.results();
        this.requests = new UploadedTables(results, reader);
        this.score =
                new ScoreDataset(
                        new UploadedTables(uploads, reader),
                        results,
                        ScoringLimits.of(wiring::most),
                        Program.version(),
                        InstantSource.system(),
                        System::nanoTime,
                        // Nothing in this process is to be trusted any more: Lambda starts another.
                        () -> Runtime.getRuntime().halt(1));
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Batch.each(event, message -> run(ScoringMessage.in(message)));
    }

    private void run(ScoringMessage message) {
        String json =
                new String(
                        requests.bytes(message.object()), java.nio.charset.StandardCharsets.UTF_8);
        score.score(Json.read(json, ScoringRequest.class), message.attempt());
    }
}
