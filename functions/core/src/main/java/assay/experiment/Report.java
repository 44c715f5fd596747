package assay.experiment;

import assay.gate.Finding;
import assay.gate.Verdict.Outcome;
import assay.statistics.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What an experiment says at one time.
///
/// @param at the time
/// @param outcome of the whole
/// @param winner the variant to promote; empty without one
/// @param summary one sentence a person would say
/// @param split of the units
/// @param left what does not count
/// @param looks the fractions at which a group-sequential test has looked; empty for others
/// @param arrivals the units that came in, by day
/// @param findings by treatment, then in the order of the metrics
public record Report(
        Instant at,
        Outcome outcome,
        Optional<String> winner,
        String summary,
        Split split,
        Sample.Left left,
        List<Double> looks,
        List<DailyEffects.Arrivals> arrivals,
        List<VariantFinding> findings) {

    public Report {
        arrivals = List.copyOf(arrivals);
        looks = List.copyOf(looks);
        findings = List.copyOf(findings);
    }

    /// The same numbers, but not to be trusted.
    ///
    /// @param because one sentence that says what is broken
    public Report invalid(String because) {
        return new Report(
                at,
                Outcome.INVALID,
                Optional.empty(),
                because,
                split,
                left,
                looks,
                arrivals,
                findings);
    }

    /// What was found of one metric in one treatment.
    ///
    /// @param variant the treatment
    /// @param finding in the gate's terms: the champion is the control
    /// @param relative the relative effect with its own interval at the experiment's level
    /// @param adjusted whether covariates were taken into account
    /// @param daysNeeded further days at the pace so far
    /// @param detectable the least effect that this many units show with the experiment's power
    /// @param power for what the metric is about; empty where it states nothing, or cannot be asked
    /// @param days the effect day by day
    /// @param trend what a line through the days says
    public record VariantFinding(
            String variant,
            Finding finding,
            Optional<Relative> relative,
            boolean adjusted,
            OptionalLong daysNeeded,
            OptionalDouble detectable,
            Optional<Power> power,
            List<DailyEffects.Day> days,
            Optional<DailyEffects.Trend> trend) {
        public VariantFinding {
            days = List.copyOf(days);
        }

        /// Whether the effect proves to change from day to day.
        public boolean changes() {
            return trend.map(t -> !t.interval().contains(0)).orElse(false);
        }
    }

    /// Treatment over control, less 1.
    public record Relative(double estimate, Interval interval) {}
}
