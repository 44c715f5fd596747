package assay.handler;

import assay.aws.Recomputing;
import assay.aws.Wiring;
import assay.succession.Recomputed;
import assay.tables.Limits;
import assay.tables.TableReader;

/// Recomputes an experiment's verdict from the command line, with the environment of the function
/// `ExperimentAnalysis`: ends with 0 if it is identical, 1 if it is not or cannot be, 2 if it was
/// not asked for one, 3 if it is about a model version.
public final class RecomputeExperiment {

    private RecomputeExperiment() {}

    /// @param words the verdict's id
    public static void main(String... words) {
        System.exit(Recomputing.run(words, System.getenv(), System.out, RecomputeExperiment::once));
    }

    private static Recomputed once(Wiring wiring, String id) {
        TableReader reader =
                new TableReader(
                        Limits.of(wiring::most), Runtime.getRuntime().availableProcessors());
        return new ExperimentRecomputation(wiring.uploads(), reader, wiring.ledger()).of(id);
    }
}
