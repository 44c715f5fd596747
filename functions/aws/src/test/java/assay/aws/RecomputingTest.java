package assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import assay.succession.Recomputed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class RecomputingTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void itTellsOfTheVerdictAskedForAndEndsAccordingly() {
        int identical = run((_, _) -> new Recomputed.Identical(3, Program.version()), "some-id");
        int not = run((_, id) -> new Recomputed.Not("No verdict is " + id + "."), "some-id");

        assertThat(identical).isZero();
        assertThat(not).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "identical: 3 inputs, as " + Program.version() + " decided",
                        "cannot be recomputed: No verdict is some-id.");
    }

    @Test
    void withoutOneIdItSaysWhatToSay() {
        BiFunction<Wiring, String, Recomputed> never =
                (_, _) -> {
                    throw new AssertionError("nothing was asked for");
                };

        assertThat(run(never)).isEqualTo(2);
        assertThat(run(never, "one", "two")).isEqualTo(2);
        assertThat(lines()).hasSize(2).allMatch(line -> line.startsWith("Say which: the id"));
    }

    private int run(BiFunction<Wiring, String, Recomputed> once, String... words) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Recomputing.run(words, Map.of(), out, once);
    }

    private List<String> lines() {
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
