package assay.handler;

import assay.aws.Program;
import assay.aws.Wiring;
import assay.evaluation.Recomputation;
import assay.evaluation.Recomputation.Outcome;
import assay.ledger.Objects;
import assay.tables.Limits;
import assay.tables.TableReader;
import assay.tables.uploads.UploadedTables;
import java.io.PrintStream;
import java.util.List;

/// Recomputes a verdict from the command line, with the environment of the function `Evaluation`:
/// ends with 0 if it is identical, 1 if it is not or cannot be, 2 if it was not asked for one.
public final class Recompute {

    private Recompute() {}

    /// @param words the verdict's id
    public static void main(String... words) {
        System.exit(run(words, System.out));
    }

    private static int run(String[] words, PrintStream out) {
        if (words.length != 1) {
            out.println("Say which: the id of one verdict, as /v1/verdicts lists them.");
            return 2;
        }
        Wiring wiring = Wiring.from(System.getenv());
        Objects bucket = wiring.uploadsAndScored();
        TableReader reader =
                new TableReader(
                        Limits.of(wiring::most), Runtime.getRuntime().availableProcessors());
        Outcome outcome =
                new Recomputation(bucket, new UploadedTables(bucket, reader), wiring.ledger())
                        .of(words[0]);
        told(outcome, Program.version()).forEach(out::println);
        return outcome instanceof Outcome.Identical ? 0 : 1;
    }

    /// What is said of it.
    ///
    /// @param program that recomputed
    static List<String> told(Outcome outcome, String program) {
        return switch (outcome) {
            case Outcome.Identical(int inputs, String by) ->
                    List.of(
                            "identical: %d inputs, as %s decided"
                                    .formatted(inputs, by(by, program)));
            case Outcome.Different(String pointer, String was, String is, String by) ->
                    List.of(
                            "different, first at %s".formatted(pointer),
                            "  recorded    %s".formatted(was),
                            "  recomputed  %s".formatted(is),
                            "  decided by %s".formatted(by(by, program)));
            case Outcome.Changed(List<String> inputs) -> {
                List<String> lines = new java.util.ArrayList<>();
                lines.add("cannot be recomputed: what it was decided from is not what it was");
                inputs.forEach(i -> lines.add("  " + i));
                yield lines;
            }
            case Outcome.Not(String because) -> List.of("cannot be recomputed: " + because);
        };
    }

    private static String by(String decided, String recomputed) {
        return decided.equals(recomputed) ? decided : decided + ", recomputed by " + recomputed;
    }
}
