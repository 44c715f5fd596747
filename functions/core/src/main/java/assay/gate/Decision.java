package assay.gate;

import assay.gate.Criterion.Bound;
import assay.gate.Criterion.Claim;
import assay.gate.Finding.Outcome;
import assay.metrics.Direction;
import assay.statistics.Interval;
import java.util.Collection;

/// The rules by which an interval decides, offline and online.
public final class Decision {

    private Decision() {}

    /// Of a claim about challenger minus champion.
    public static Outcome of(Claim claim, Direction direction, double margin, Interval difference) {
        Interval gain =
                switch (direction) {
                    case HIGHER_IS_BETTER -> difference;
                    case LOWER_IS_BETTER -> new Interval(-difference.upper(), -difference.lower());
                };
        return switch (claim) {
            case SUPERIOR -> outcome(gain.lower() > margin, gain.upper() < margin);
            case NON_INFERIOR -> outcome(gain.lower() >= -margin, gain.upper() < -margin);
            case EQUIVALENT ->
                    outcome(
                            gain.lower() >= -margin && gain.upper() <= margin,
                            gain.lower() > margin || gain.upper() < -margin);
        };
    }

    /// Of a bound on the metric itself.
    static Outcome of(Bound bound, double value, Interval metric) {
        return switch (bound) {
            case AT_LEAST -> outcome(metric.lower() >= value, metric.upper() < value);
            case AT_MOST -> outcome(metric.upper() <= value, metric.lower() > value);
        };
    }

    /// Where two models predict the same, nothing is left to chance: there is no gain, and no loss.
    static Outcome ofIdentical(Claim claim) {
        return claim == Claim.SUPERIOR ? Outcome.FAIL : Outcome.PASS;
    }

    /// All must pass; one failure fails all.
    public static Outcome all(Collection<Outcome> parts) {
        if (parts.contains(Outcome.INVALID)) {
            return Outcome.INVALID;
        }
        if (parts.contains(Outcome.FAIL)) {
            return Outcome.FAIL;
        }
        if (parts.contains(Outcome.UNDECIDED)) {
            return Outcome.UNDECIDED;
        }
        return parts.contains(Outcome.PASS) ? Outcome.PASS : Outcome.NOT_APPLICABLE;
    }

    /// Of the whole, from its criteria.
    static Verdict.Outcome verdict(Collection<Outcome> criteria) {
        return switch (all(criteria)) {
            case INVALID -> Verdict.Outcome.INVALID;
            case FAIL -> Verdict.Outcome.REJECT;
            case UNDECIDED -> Verdict.Outcome.NEED_DATA;
            case PASS, NOT_APPLICABLE -> Verdict.Outcome.PROMOTE;
        };
    }

    private static Outcome outcome(boolean proved, boolean disproved) {
        return proved ? Outcome.PASS : disproved ? Outcome.FAIL : Outcome.UNDECIDED;
    }
}
