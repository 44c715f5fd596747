package assay.experiment;

import assay.metrics.Direction;
import java.util.List;
import java.util.OptionalDouble;

/// What an experiment measures, on behalf of whom.
///
/// @param id distinct within the experiment
/// @param stakeholder whose question it is
/// @param kind how outcomes become a number
/// @param role whether the treatment must be better by it, or only not worse
/// @param direction which way is better
/// @param margin in the metric's own unit: of a success metric the least gain, of a guardrail the
///   greatest loss; empty where none is stated
/// @param minimumEffect of a success metric the least gain worth finding, in the metric's own unit;
///   power is told for it
/// @param covariates the columns of the exposures that are adjusted for; empty to find one in what
///   units did before the start
/// @param adjustment how
/// @param winsorize the share of units whose values stay as they are; what lies above is cut to the
///   greatest of these
public record OnlineMetric(
        String id,
        String stakeholder,
        Kind kind,
        Role role,
        Direction direction,
        OptionalDouble margin,
        OptionalDouble minimumEffect,
        List<String> covariates,
        Adjustment adjustment,
        OptionalDouble winsorize) {

    public OnlineMetric {
        covariates = List.copyOf(covariates);
    }

    /// How covariates are taken out of an effect.
    public enum Adjustment {
        /// With slopes that are common to the variants.
        CUPED,
        /// With slopes of each variant's own (Lin 2013).
        REGRESSION,
        /// Not at all.
        NONE
    }

    /// How outcomes become a number. An outcome without a value counts as 1.
    public sealed interface Kind {
        /// The events that are read.
        List<String> events();
    }

    /// The share of units with the event.
    public record Proportion(String event) implements Kind {
        @Override
        public List<String> events() {
            return List.of(event);
        }
    }

    /// The mean over units of the sum of the event's values.
    public record Mean(String event) implements Kind {
        @Override
        public List<String> events() {
            return List.of(event);
        }
    }

    /// The mean over units of the number of events.
    public record Count(String event) implements Kind {
        @Override
        public List<String> events() {
            return List.of(event);
        }
    }

    /// The sum of one event's values over that of another's, of all units together.
    public record Ratio(String numerator, String denominator) implements Kind {
        @Override
        public List<String> events() {
            return List.of(numerator, denominator);
        }
    }

    /// A quantile of values: of all events, clustered by unit, or of each unit's mean value.
    ///
    /// @param quantile in `(0, 1)`
    /// @param perUnit whether units count rather than events
    public record Quantile(String event, double quantile, boolean perUnit) implements Kind {
        @Override
        public List<String> events() {
            return List.of(event);
        }
    }

    /// The share of units with the event on the day-th day after their first exposure, of the units
    /// whose day is over.
    ///
    /// @param day 1 or more, of 24 hours each
    public record Retention(String event, int day) implements Kind {
        @Override
        public List<String> events() {
            return List.of(event);
        }
    }

    /// What a metric is for.
    public enum Role {
        /// The treatment is to be better by it.
        SUCCESS,
        /// The treatment is not to be worse by more than the margin.
        GUARDRAIL
    }
}
