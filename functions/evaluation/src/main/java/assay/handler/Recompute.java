package assay.handler;

import assay.aws.Program;
import assay.aws.Wiring;
import assay.evaluation.Recomputation;
import assay.ledger.Objects;
import assay.succession.Recomputed;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;
import java.io.PrintStream;
import java.util.Map;

/// Recomputes a verdict on a model version from the command line, with the environment of the
/// function `Evaluation`: ends with 0 if it is identical, 1 if it is not or cannot be, 2 if it was
/// not asked for one, 3 if it is about an experiment.
public final class Recompute {

    private Recompute() {}

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
        Objects bucket = wiring.uploadsAndScored();
        TableReader reader =
                new TableReader(
                        Limits.of(wiring::most), Runtime.getRuntime().availableProcessors());
        Recomputed outcome =
                new Recomputation(bucket, new UploadedTables(bucket, reader), wiring.ledger())
                        .of(words[0]);
        outcome.told(Program.version()).forEach(out::println);
        return outcome.status();
    }
}
