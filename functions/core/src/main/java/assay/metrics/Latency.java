package assay.metrics;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import java.util.Objects;
import java.util.Optional;

/// How long each prediction took.
final class Latency {
    /// In milliseconds, where the predictions came with them.
    static final RowLoss MILLIS =
            new RowLoss(
                    "latency_ms",
                    s -> "",
                    (p, s) ->
                            p.facts().latencyMillis() == null
                                    ? Optional.of(
                                            new CannotSay(
                                                    Reason.ABSENT,
                                                    "the predictions have no latency_ms column"))
                                    : Optional.empty(),
                    (p, s) -> Objects.requireNonNull(p.facts().latencyMillis()));

    private Latency() {}
}
