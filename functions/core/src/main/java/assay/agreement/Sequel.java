package assay.agreement;

import assay.lineage.Reference;
import assay.metrics.Direction;
import java.time.Instant;
import java.util.List;

/// What the gate foretold of a version against another, and what an experiment found of the same
/// two.
///
/// @param experiment that was decided
/// @param verdict of the experiment, its id
/// @param decidedAt when the experiment was
/// @param outcome of the experiment
/// @param challenger the version that a treatment served
/// @param champion the version that the control served
/// @param hearing the id of the gate's verdict on the challenger against the champion
/// @param foretold by the gate, offline
/// @param found by the experiment, online
public record Sequel(
        Reference experiment,
        String verdict,
        Instant decidedAt,
        String outcome,
        Reference challenger,
        Reference champion,
        String hearing,
        List<Effect> foretold,
        List<Effect> found) {

    public Sequel {
        foretold = List.copyOf(foretold);
        found = List.copyOf(found);
    }

    /// Challenger less champion.
    ///
    /// @param metric offline `log_loss on dataset:churn-holdout`, online the metric's id
    /// @param direction in which the metric gets better
    /// @param estimate in the metric's own unit
    /// @param lower end of its interval; -infinity where it has none
    /// @param upper end of its interval; infinity where it has none
    public record Effect(
            String metric, Direction direction, double estimate, double lower, double upper) {

        /// The same effect with improvement counted upwards.
        public Effect asGain() {
            return direction == Direction.HIGHER_IS_BETTER
                    ? this
                    : new Effect(metric, Direction.HIGHER_IS_BETTER, -estimate, -upper, -lower);
        }
    }
}
