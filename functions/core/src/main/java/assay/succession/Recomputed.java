package assay.succession;

import assay.json.Difference;
import assay.json.Json;
import assay.lineage.Kind;
import assay.lineage.Reference;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What came of giving a verdict once more.
public sealed interface Recomputed {

    /// The verdict is what it was, to the last digit.
    ///
    /// @param inputs how many digests were checked
    /// @param program that gave it
    record Identical(int inputs, String program) implements Recomputed {}

    /// It is another one.
    ///
    /// @param pointer to the first value that differs
    /// @param recorded as JSON, or `nothing`
    /// @param recomputed as JSON, or `nothing`
    /// @param program that gave it
    record Different(String pointer, String recorded, String recomputed, String program)
            implements Recomputed {}

    /// Something that it was decided from is no more, or is not what it was.
    ///
    /// @param inputs one sentence for each
    record Changed(List<String> inputs) implements Recomputed {
        public Changed {
            inputs = List.copyOf(inputs);
        }
    }

    /// There is no such verdict, or none that can be given again.
    ///
    /// @param because one sentence
    record Not(String because) implements Recomputed {}

    /// Another function gives the verdicts on this subject.
    record Elsewhere(String id, Reference subject) implements Recomputed {}

    /// Compares a verdict with the one on record.
    ///
    /// @param inputs how many digests were checked
    static Recomputed compared(JsonNode recorded, JsonNode again, int inputs) {
        String program = recorded.at("/evidence/program").asString("");
        return Difference.first(recorded, Json.tree(Json.write(again)))
                .<Recomputed>map(d -> new Different(d.pointer(), d.one(), d.other(), program))
                .orElseGet(() -> new Identical(inputs, program));
    }

    /// What is said of it.
    ///
    /// @param by the program that recomputed
    default List<String> told(String by) {
        return switch (this) {
            case Identical(int inputs, String program) ->
                    List.of(
                            "identical: %d inputs, as %s decided"
                                    .formatted(inputs, both(program, by)));
            case Different(String pointer, String was, String is, String program) ->
                    List.of(
                            "different, first at %s".formatted(pointer),
                            "  recorded    %s".formatted(was),
                            "  recomputed  %s".formatted(is),
                            "  decided by %s".formatted(both(program, by)));
            case Changed(List<String> inputs) -> {
                List<String> lines = new ArrayList<>();
                lines.add("cannot be recomputed: what it was decided from is not what it was");
                inputs.forEach(i -> lines.add("  " + i));
                yield lines;
            }
            case Not(String because) -> List.of("cannot be recomputed: " + because);
            case Elsewhere(String id, Reference subject) ->
                    List.of(
                            subject.kind() == Kind.MODEL
                                    ? "%s is about %s: assay.handler.Recompute in evaluation.jar gives it."
                                            .formatted(id, subject)
                                    : "%s is about %s: assay.handler.RecomputeExperiment in experiment-analysis.jar gives it."
                                            .formatted(id, subject));
        };
    }

    /// How a program that recomputes ends: 0 if the verdict is identical, 3 if another program
    /// gives it, else 1.
    default int status() {
        return switch (this) {
            case Identical _ -> 0;
            case Elsewhere _ -> 3;
            case Different _, Changed _, Not _ -> 1;
        };
    }

    private static String both(String decided, String recomputed) {
        return decided.equals(recomputed) ? decided : decided + ", recomputed by " + recomputed;
    }
}
