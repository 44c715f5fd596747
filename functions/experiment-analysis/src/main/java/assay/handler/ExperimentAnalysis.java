package assay.handler;

import assay.aws.Wiring;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;

/// The schedule's hour has come: every experiment with something new is analysed.
public final class ExperimentAnalysis implements RequestHandler<Map<String, Object>, List<String>> {

    private final AnalyseExperiments analyse;

    /// As Lambda starts it.
    public ExperimentAnalysis() {
        this(AnalyseExperiments.from(Wiring.from(System.getenv())));
    }

    ExperimentAnalysis(AnalyseExperiments analyse) {
        this.analyse = analyse;
    }

    /// @return the names of the experiments that were analysed
    @Override
    public List<String> handleRequest(Map<String, Object> event, Context context) {
        return analyse.all();
    }
}
