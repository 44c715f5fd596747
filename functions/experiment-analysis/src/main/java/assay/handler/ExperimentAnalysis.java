package assay.handler;

import assay.aws.Program;
import assay.aws.Wiring;
import assay.ledger.Acts;
import assay.ledger.Work;
import assay.tables.Limits;
import assay.tables.TableReader;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The schedule's hour has come: every experiment with something new is analysed, and every model
/// is looked at again that a permission which ended concerns, or an act by hand.
public final class ExperimentAnalysis implements RequestHandler<Map<String, Object>, List<String>> {

    private final AnalyseExperiments analyse;
    private final Runnable sweep;

    /// As Lambda starts it.
    public ExperimentAnalysis() {
        this(Wiring.from(System.getenv()));
    }

    private ExperimentAnalysis(Wiring wiring) {
        Acts acts = new Acts(wiring.ledger());
        Work work = wiring.work();
        this.analyse =
                new AnalyseExperiments(
                        wiring.uploads(),
                        wiring.results(),
                        new TableReader(
                                Limits.of(wiring::most),
                                Runtime.getRuntime().availableProcessors()),
                        wiring.ledger(),
                        wiring.work(),
                        Program.version(),
                        InstantSource.system());
        this.sweep = () -> acts.sweep(Instant.now(), work);
    }

    /// @return the names of the experiments that were analysed
    @Override
    public List<String> handleRequest(Map<String, Object> event, Context context) {
        sweep.run();
        return analyse.all();
    }
}
