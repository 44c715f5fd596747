package assay.statistics.twosample;

import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import java.util.Optional;

/// Two shares of successes, from which every test of their difference starts.
///
/// @param treated successes of the treatment, `0 <= treated <= treatedTrials`
/// @param treatedTrials `>= 0`
/// @param controlled successes of the control, `0 <= controlled <= controlTrials`
/// @param controlTrials `>= 0`
public record Proportions(long treated, long treatedTrials, long controlled, long controlTrials) {

    public Proportions {
        if (!(0 <= treated && treated <= treatedTrials)) {
            throw new IllegalArgumentException(
                    treated + " successes of " + treatedTrials + " trials");
        }
        if (!(0 <= controlled && controlled <= controlTrials)) {
            throw new IllegalArgumentException(
                    controlled + " successes of " + controlTrials + " trials");
        }
    }

    /// The share of the treatment.
    double treatment() {
        return (double) treated / treatedTrials;
    }

    /// The share of the control.
    double control() {
        return (double) controlled / controlTrials;
    }

    /// Treatment less control.
    double difference() {
        return treatment() - control();
    }

    /// Why there is no difference, if a side has no trials.
    Optional<CannotSay> obstacle() {
        return treatedTrials == 0 || controlTrials == 0
                ? Optional.of(
                        new CannotSay(
                                Reason.TOO_FEW,
                                "two shares need trials on both sides, and there are "
                                        + treatedTrials
                                        + " and "
                                        + controlTrials))
                : Optional.empty();
    }
}
