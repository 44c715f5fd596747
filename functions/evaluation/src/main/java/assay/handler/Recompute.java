package assay.handler;

import assay.aws.Recomputing;
import assay.aws.Wiring;
import assay.evaluation.Recomputation;
import assay.ledger.Objects;
import assay.succession.Recomputed;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;

/// Recomputes a verdict on a model version from the command line, with the environment of the
/// function `Evaluation`: ends with 0 if it is identical, 1 if it is not or cannot be, 2 if it was
/// not asked for one, 3 if it is about an experiment.
public final class Recompute {

    private Recompute() {}

    /// @param words the verdict's id
    public static void main(String... words) {
        System.exit(Recomputing.run(words, System.getenv(), System.out, Recompute::once));
    }

    private static Recomputed once(Wiring wiring, String id) {
        Objects bucket = wiring.uploadsAndScored();
        TableReader reader =
                new TableReader(
                        Limits.of(wiring::most), Runtime.getRuntime().availableProcessors());
        return new Recomputation(bucket, new UploadedTables(bucket, reader), wiring.ledger())
                .of(id);
    }
}
