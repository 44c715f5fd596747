package assay.local.lambda;

import java.time.Duration;

/// What came of an invocation.
public sealed interface Outcome {
    /// @param body what the handler returned, as JSON
    record Answered(String body) implements Outcome {}

    /// @param error the function's own report, as JSON
    record Failed(String error) implements Outcome {}

    record TimedOut(Duration after) implements Outcome {}

    record Crashed(int exitCode) implements Outcome {}
}
