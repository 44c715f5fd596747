package assay.experiment;

import assay.experiment.OnlineMetric.Role;
import assay.gate.Finding.Measured;
import assay.gate.Finding.Outcome;
import assay.statistics.Interval;
import java.util.Locale;
import java.util.Optional;

/// Outcomes in words.
final class Sentences {

    private Sentences() {}

    /// @param waits what a decision waits for; empty if nothing
    static String reason(
            OnlineMetric metric, Outcome outcome, Measured measured, Optional<String> waits) {
        String seen =
                "%s changes by %s, interval %s"
                        .formatted(
                                metric.id(),
                                number(measured.estimate()),
                                interval(measured.interval()));
        String margin = number(measured.bound());
        boolean success = metric.role() == Role.SUCCESS;
        return switch (outcome) {
            case PASS ->
                    success
                            ? seen + ": better" + byMoreThan(measured.bound()) + "."
                            : seen + ": not worse by more than " + margin + ".";
            case FAIL ->
                    success && measured.bound() > 0
                            ? seen + ": not better by " + margin + "."
                            : seen + ": worse" + byMoreThan(measured.bound()) + ".";
            case UNDECIDED ->
                    waits.map(what -> seen + ". " + what)
                            .orElseGet(() -> seen + ": not decided" + further(measured) + ".");
            case NOT_APPLICABLE ->
                    seen + ": not proved worse; no margin is stated to hold it against.";
            case INVALID -> seen + ": cannot be decided.";
        };
    }

    private static String byMoreThan(double bound) {
        return bound > 0 ? " by more than " + number(bound) : "";
    }

    private static String further(Measured measured) {
        return measured.rowsNeeded().isPresent()
                ? "; about %d further units if the effect is the one seen"
                        .formatted(measured.rowsNeeded().getAsLong())
                : "";
    }

    private static String interval(Interval interval) {
        return "[" + number(interval.lower()) + ", " + number(interval.upper()) + "]";
    }

    private static String number(double value) {
        return Double.isInfinite(value)
                ? value > 0 ? "∞" : "−∞"
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
