package assay.gate;

import assay.lineage.Reference;
import assay.statistics.Interval;
import assay.statistics.Moments;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What was found of one criterion on one dataset.
///
/// @param criterion that was asked
/// @param on the dataset; empty where the criterion is about none in particular
/// @param outcome of the criterion
/// @param reason one sentence a person would say
/// @param measured the numbers that it was decided by; empty where there are none
/// @param slices what was found of each slice, worst first; empty without slices
public record Finding(
        Criterion criterion,
        Optional<Reference> on,
        Outcome outcome,
        String reason,
        Optional<Measured> measured,
        List<Slice> slices) {

    public Finding {
        slices = List.copyOf(slices);
    }

    /// What became of a criterion.
    public enum Outcome {
        /// The interval proves it.
        PASS,
        /// The interval disproves it.
        FAIL,
        /// The interval does neither.
        UNDECIDED,
        /// There is no champion to compare with.
        NOT_APPLICABLE,
        /// It could not be asked.
        INVALID
    }

    /// The numbers behind an outcome.
    ///
    /// @param test that gave the interval; empty for a metric's own
    /// @param estimate of the difference from the champion, or of the metric itself
    /// @param interval for the same quantity
    /// @param confidence of the interval
    /// @param pValue that the quantity lies on the margin; empty for counts
    /// @param statistic the test's own
    /// @param moments of what the metric is the mean of, row by row, or of its differences from the
    ///   champion's; empty where it is the mean of nothing, and of weighted or clustered rows
    /// @param bound the margin or value that the interval was held against
    /// @param champion the champion's metric, where it was compared
    /// @param challenger the challenger's metric
    /// @param rows that were used
    /// @param rowsNeeded further rows that it would take to decide
    public record Measured(
            Optional<String> test,
            double estimate,
            Interval interval,
            double confidence,
            OptionalDouble pValue,
            OptionalDouble statistic,
            Optional<Moments> moments,
            double bound,
            OptionalDouble champion,
            OptionalDouble challenger,
            int rows,
            OptionalLong rowsNeeded) {

        /// Of what is the mean of nothing.
        public Measured(
                Optional<String> test,
                double estimate,
                Interval interval,
                double confidence,
                OptionalDouble pValue,
                OptionalDouble statistic,
                double bound,
                OptionalDouble champion,
                OptionalDouble challenger,
                int rows,
                OptionalLong rowsNeeded) {
            this(
                    test,
                    estimate,
                    interval,
                    confidence,
                    pValue,
                    statistic,
                    Optional.empty(),
                    bound,
                    champion,
                    challenger,
                    rows,
                    rowsNeeded);
        }
    }

    /// What was found of one slice.
    ///
    /// @param name such as `plan=pro`
    public record Slice(String name, Outcome outcome, String reason, Optional<Measured> measured) {}
}
