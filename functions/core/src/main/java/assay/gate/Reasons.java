package assay.gate;

import assay.gate.Budget.Turn;
import assay.gate.Criterion.Absolute;
import assay.gate.Criterion.Relative;
import assay.gate.Finding.Measured;
import assay.gate.Finding.Outcome;
import assay.gate.Finding.Slice;
import assay.lineage.Reference;
import assay.metrics.Direction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The sentences that go with outcomes. Every verdict has some, and none but rare ones is formatted
/// by a pattern: the first pattern of a process costs it several milliseconds.
final class Reasons {

    static final String IDENTICAL = "Challenger and champion predict exactly the same.";

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private Reasons() {}

    static String relative(Relative criterion, Direction direction, Outcome outcome, Measured m) {
        String metric = criterion.measure().metric();
        boolean lower = direction == Direction.LOWER_IS_BETTER;
        String seen =
                metric
                        + (m.estimate() < 0 ? " is below" : " is above")
                        + " the champion's by "
                        + number(Math.abs(m.estimate()))
                        + ", "
                        + interval(m);
        String margin = number(criterion.margin());
        String claim =
                switch (criterion.claim()) {
                    case SUPERIOR ->
                            criterion.margin() == 0
                                    ? (lower ? "lower" : "higher")
                                    : (lower ? "lower" : "higher") + " by more than " + margin;
                    case NON_INFERIOR -> "worse by no more than " + margin;
                    case EQUIVALENT -> "within " + margin;
                };
        return seen
                + switch (outcome) {
                    case PASS -> ": proved " + claim + ".";
                    case FAIL -> ": proved not " + claim + ".";
                    case UNDECIDED -> ": not yet proved " + claim + needed(m) + ".";
                    case NOT_APPLICABLE, INVALID -> ".";
                };
    }

    static String absolute(Absolute criterion, Outcome outcome, Measured m) {
        boolean counted = m.interval().width() == 0;
        String seen =
                criterion.measure().metric()
                        + " is "
                        + number(m.estimate())
                        + criterion.measure().currency().map(c -> " " + c).orElse("")
                        + (counted ? "" : ", " + interval(m));
        String claim =
                (criterion.bound() == Criterion.Bound.AT_LEAST ? "at least " : "at most ")
                        + number(criterion.value());
        return seen
                + switch (outcome) {
                    case PASS -> counted ? ", " + claim + "." : ": proved " + claim + ".";
                    case FAIL -> counted ? ", not " + claim + "." : ": proved not " + claim + ".";
                    case UNDECIDED -> ": not yet proved " + claim + needed(m) + ".";
                    case NOT_APPLICABLE, INVALID -> ".";
                };
    }

    static String slices(Outcome outcome, List<Slice> worstFirst) {
        if (worstFirst.isEmpty()) {
            return "There are no rows to divide.";
        }
        long passed = worstFirst.stream().filter(s -> s.outcome() == Outcome.PASS).count();
        Slice worst = worstFirst.getFirst();
        if (outcome == Outcome.PASS) {
            return "All "
                    + passed
                    + " slices pass; nearest to failing is "
                    + worst.name()
                    + ": "
                    + worst.reason();
        }
        return passed
                + " of "
                + worstFirst.size()
                + " slices pass; "
                + worst.name()
                + ": "
                + worst.reason();
    }

    /// What a person would say of the whole.
    static String summary(
            Reference subject,
            Optional<Reference> against,
            Verdict.Outcome outcome,
            List<Finding> findings) {
        String rival = against.map(a -> " against " + a.version()).orElse(", the first to serve");
        long met = findings.stream().filter(f -> f.outcome() == Outcome.PASS).count();
        return switch (outcome) {
            case PROMOTE ->
                    against.isEmpty() && met == 0
                            ? "Promote " + subject + rival + ": it evaluates cleanly."
                            : "Promote %s%s: %s."
                                    .formatted(
                                            subject,
                                            rival,
                                            met == 1
                                                    ? "its one criterion is met"
                                                    : "all of " + met + " criteria are met");
            case REJECT -> first("Reject " + subject + rival, Outcome.FAIL, findings);
            case NEED_DATA ->
                    first("Not enough data yet on " + subject + rival, Outcome.UNDECIDED, findings);
            case INVALID ->
                    first(
                            "No verdict is possible on " + subject + rival,
                            Outcome.INVALID,
                            findings);
        };
    }

    static String exhausted(Reference subject, Reference testSet, Turn.Exhausted turn) {
        return "No verdict is possible on %s: %s has been asked %d times, and %s has nothing left to test it at. Bring fresh data."
                .formatted(subject, testSet, turn.asked(), turn.control().method().word());
    }

    private static String first(String what, Outcome outcome, List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.outcome() == outcome)
                .findFirst()
                .map(f ->
                        what
                                + ": '"
                                + f.criterion().id()
                                + "' ("
                                + f.criterion().stakeholder()
                                + "). "
                                + f.reason())
                .orElse(what + ".");
    }

    /// With a capital letter and a full stop.
    static String sentence(String text) {
        String body = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return body.endsWith(".") ? body : body + ".";
    }

    /// Four significant digits, without an exponent where that is short.
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(FOUR_DIGITS);
        double size = Math.abs(rounded.doubleValue());
        return size >= 1e-4 && size < 1e4
                ? rounded.stripTrailingZeros().toPlainString()
                : "%.4g".formatted(value);
    }

    private static String interval(Measured m) {
        return number(Math.round(m.confidence() * 10_000) / 100.0)
                + " % interval ["
                + number(m.interval().lower())
                + ", "
                + number(m.interval().upper())
                + "]";
    }

    private static String needed(Measured m) {
        return m.rowsNeeded().isPresent()
                ? "; about " + m.rowsNeeded().getAsLong() + " more rows would decide"
                : "";
    }
}
