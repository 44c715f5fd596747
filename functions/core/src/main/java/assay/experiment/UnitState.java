package assay.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was seen of one unit so far. Two states of the same unit add up, in any order and grouping,
/// to the state of all that both have seen: an exposure that comes late moves the first one
/// forward, and the outcomes from there on count.
///
/// @param unit its name
/// @param exposure the first one; empty while there are only outcomes
/// @param variants that it was exposed to, one bit each
/// @param outcomes in order of time, then of event and value
public record UnitState(
        String unit, Optional<Exposure> exposure, int variants, List<Outcome> outcomes) {

    /// @param micros since 1970-01-01T00:00:00Z
    /// @param variant its place in the experiment
    /// @param covariates by place; NaN where the log has none
    /// @param dimensions by place; empty text where the log has none
    public record Exposure(
            long micros, int variant, List<Double> covariates, List<String> dimensions) {

        /// The first comes first; of two at the same time, one that does not depend on which file
        /// was read first.
        static final Comparator<Exposure> ORDER =
                Comparator.comparingLong(Exposure::micros)
                        .thenComparingInt(Exposure::variant)
                        .thenComparing(e -> e.dimensions().toString())
                        .thenComparing(e -> e.covariates().toString());

        public Exposure {
            covariates = List.copyOf(covariates);
            dimensions = List.copyOf(dimensions);
        }
    }

    /// @param micros since 1970-01-01T00:00:00Z
    /// @param event its place among the experiment's events
    /// @param value 1 where the log has none
    public record Outcome(long micros, int event, double value) {
        static final Comparator<Outcome> ORDER =
                Comparator.comparingLong(Outcome::micros)
                        .thenComparingInt(Outcome::event)
                        .thenComparingDouble(Outcome::value);
    }

    public UnitState {
        outcomes = List.copyOf(outcomes);
    }

    /// After one exposure.
    public static UnitState exposed(String unit, Exposure exposure) {
        return new UnitState(unit, Optional.of(exposure), 1 << exposure.variant(), List.of());
    }

    /// After outcomes, in any order.
    public static UnitState of(String unit, Stream<Outcome> outcomes) {
        return new UnitState(unit, Optional.empty(), 0, outcomes.sorted(Outcome.ORDER).toList());
    }

    /// What both have seen.
    public UnitState plus(UnitState other) {
        if (!unit.equals(other.unit)) {
            throw new IllegalArgumentException(unit + " and " + other.unit + " are two units");
        }
        return new UnitState(
                unit,
                Stream.of(exposure, other.exposure).flatMap(Optional::stream).min(Exposure.ORDER),
                variants | other.variants,
                merged(outcomes, other.outcomes));
    }

    /// Whether it was exposed to more than one variant.
    public boolean isCrossed() {
        return Integer.bitCount(variants) > 1;
    }

    private static List<Outcome> merged(List<Outcome> some, List<Outcome> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        Outcome[] all = new Outcome[some.size() + more.size()];
        int i = 0;
        int j = 0;
        for (int k = 0; k < all.length; k++) {
            boolean first =
                    j == more.size()
                            || i < some.size()
                                    && Outcome.ORDER.compare(some.get(i), more.get(j)) <= 0;
            all[k] = first ? some.get(i++) : more.get(j++);
        }
        return Arrays.asList(all);
    }
}
