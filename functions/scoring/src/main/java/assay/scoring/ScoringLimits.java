package assay.scoring;

import assay.onnx.OnnxLimits;
import java.time.Duration;
import java.util.function.ToLongFunction;

/// What a stranger's model may take.
///
/// @param model what it may be
/// @param time from reading it to its last prediction
/// @param attempts after which it is refused, where each of them broke off
/// @param cells numbers and texts that go in at once
/// @param rowsInFile predictions that one file holds
/// @param importanceRows rows that features are shuffled in
public record ScoringLimits(
        OnnxLimits model,
        Duration time,
        int attempts,
        int cells,
        int rowsInFile,
        int importanceRows) {

    /// What one function with a few GB of memory runs.
    public static final ScoringLimits DEFAULT =
            new ScoringLimits(
                    OnnxLimits.DEFAULT, Duration.ofMinutes(10), 2, 1 << 20, 2_000_000, 5_000);

    /// Limits as a function's environment states them: `MODEL_BYTES`, `MODEL_NODES`,
    /// `SCORING_SECONDS`, `IMPORTANCE_ROWS`; the rest as usual.
    public static ScoringLimits of(ToLongFunction<String> most) {
        return new ScoringLimits(
                OnnxLimits.of(most),
                Duration.ofSeconds(most.applyAsLong("SCORING_SECONDS")),
                DEFAULT.attempts,
                DEFAULT.cells,
                DEFAULT.rowsInFile,
                Math.toIntExact(most.applyAsLong("IMPORTANCE_ROWS")));
    }
}
