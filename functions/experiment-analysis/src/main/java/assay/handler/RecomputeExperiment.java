package assay.handler;

import assay.aws.Program;
import assay.aws.Wiring;
import assay.succession.Recomputed;
import assay.tables.Limits;
import assay.tables.TableReader;
import java.io.PrintStream;
import java.util.Map;

/// Recomputes an experiment's verdict from the command line, with the environment of the function
/// `ExperimentAnalysis`: ends with 0 if it is identical, 1 if it is not or cannot be, 2 if it was
/// not asked for one, 3 if it is about a model version.
public final class RecomputeExperiment {

    private RecomputeExperiment() {}

    /// @param words the verdict's id
    public static void main(String... words) {
        System.exit(run(words, System.getenv(), System.out));
    }

    static int run(String[] words, Map<String, String> environment, PrintStream out) {
        if (words.length != 1) {
            out.println("Say which: the id of one verdict, as /v1/verdicts lists them.");
            return 2;
        }
        Wiring wiring = Wiring.from(environment);
        TableReader reader =
                new TableReader(
                        Limits.of(wiring::most), Runtime.getRuntime().availableProcessors());
        Recomputed outcome =
                new ExperimentRecomputation(wiring.uploads(), reader, wiring.ledger()).of(words[0]);
        outcome.told(Program.version()).forEach(out::println);
        return outcome.status();
    }
}
