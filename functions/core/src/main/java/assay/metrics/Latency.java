package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import java.util.Objects;
import java.util.Optional;

/// How long predictions took.
final class Latency {
    /// A row's part of its batch in milliseconds, where the predictions came with it.
    static final RowLoss MILLIS =
            RowLoss.measured(
                    "latency_ms",
                    RowLoss.Observed.ROW,
                    (p, s) ->
                            p.facts().latencyMillis() == null
                                    ? Optional.of(
                                            new CannotSay(
                                                    Reason.ABSENT,
                                                    "the predictions have no latency_ms column"))
                                    : Optional.empty(),
                    (p, s) -> Objects.requireNonNull(p.facts().latencyMillis()));

    /// A call with one row in milliseconds, of the rows that were measured so.
    static final RowLoss CALLS =
            RowLoss.measured(
                    "call_latency_ms",
                    RowLoss.Observed.CALL,
                    (p, s) ->
                            p.facts().callTimes() == null
                                    ? Optional.of(
                                            new CannotSay(
                                                    Reason.ABSENT,
                                                    "the predictions have no call_latency_ms column"))
                                    : of(p).rows().length == 0
                                            ? Optional.of(
                                                    new CannotSay(
                                                            Reason.ABSENT,
                                                            "none of these rows was measured in a call of its own"))
                                            : Optional.empty(),
                    (p, s) -> of(p).millis());

    private Latency() {}

    /// Call only where there are any.
    static CallTimes of(Predictions predictions) {
        return Objects.requireNonNull(predictions.facts().callTimes());
    }
}
