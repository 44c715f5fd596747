package assay.aws;

import assay.succession.Recomputed;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.BiFunction;

/// Gives a verdict once more from the command line, with the environment of the function that gave
/// it: how every such program begins and ends.
public final class Recomputing {

    private Recomputing() {}

    /// Says what came of it.
    ///
    /// @param words the verdict's id
    /// @param once gives the verdict of an id once more
    /// @return 0 if it is identical, 1 if it is not or cannot be, 2 if it was not asked for one, 3
    ///   if another program gives it
    public static int run(
            String[] words,
            Map<String, String> environment,
            PrintStream out,
            BiFunction<Wiring, String, Recomputed> once) {
        if (words.length != 1) {
            out.println("Say which: the id of one verdict, as /v1/verdicts lists them.");
            return 2;
        }
        Recomputed outcome = once.apply(Wiring.from(environment), words[0]);
        outcome.told(Program.version()).forEach(out::println);
        return outcome.status();
    }
}
