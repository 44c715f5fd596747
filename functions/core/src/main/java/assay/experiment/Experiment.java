package assay.experiment;

import assay.lineage.Reference;
import assay.statistics.multiplicity.Correction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// What `experiment.json` asks.
///
/// @param name of the experiment
/// @param unit the column of exposures and outcomes that names who is randomised
/// @param variants the control first; shares sum to 1
/// @param start from when on exposures count
/// @param end until when exposures and outcomes count; empty while nobody knows
/// @param minimumDays before which nothing is promoted
/// @param alpha of the whole family of success metrics, and of each guardrail
/// @param power that further units are reckoned for
/// @param inference how intervals are made
/// @param correction over success metrics and variants
/// @param metrics at least one
/// @param dimensions columns of the exposures whose values divide the units
/// @param outliers who is taken for a bot
/// @param trigger the event from whose first occurrence on a unit counts; empty for the first
///   exposure
public record Experiment(
        String name,
        String unit,
        List<Variant> variants,
        Instant start,
        Optional<Instant> end,
        int minimumDays,
        double alpha,
        double power,
        Method inference,
        Correction correction,
        List<OnlineMetric> metrics,
        List<String> dimensions,
        Outliers outliers,
        Optional<String> trigger) {

    public Experiment {
        variants = List.copyOf(variants);
        metrics = List.copyOf(metrics);
        dimensions = List.copyOf(dimensions);
    }

    /// One way to treat units.
    ///
    /// @param share of the units, in `(0, 1)`
    /// @param serves the version that units are served by, where it is on record
    public record Variant(String name, double share, Optional<Reference> serves) {}

    /// Units with more outcomes than this are taken for bots and left out. Counted are outcomes
    /// that a metric or the trigger reads.
    public record Outliers(OptionalInt mostEvents, OptionalInt mostEventsInADay) {
        /// Nobody is a bot.
        public static final Outliers NONE = new Outliers(OptionalInt.empty(), OptionalInt.empty());
    }

    /// Names the experiment.
    public Reference reference() {
        return Reference.experiment(name);
    }

    /// The shares, in the order of the variants.
    public List<Double> shares() {
        return variants.stream().map(Variant::share).toList();
    }

    /// The events that are read, in the order of their codes.
    public List<String> events() {
        List<String> events =
                new java.util.ArrayList<>(
                        metrics.stream().flatMap(m -> m.kind().events().stream()).toList());
        trigger.ifPresent(events::add);
        return events.stream().distinct().toList();
    }

    /// The columns of the exposures that metrics adjust for, in the order of their codes.
    public List<String> covariates() {
        return metrics.stream().flatMap(m -> m.covariates().stream()).distinct().toList();
    }

    /// The metrics of a role, by their places.
    public List<Integer> metrics(OnlineMetric.Role role) {
        return IntStream.range(0, metrics.size())
                .filter(i -> metrics.get(i).role() == role)
                .boxed()
                .toList();
    }

    /// The whole days between the start and now, or the end.
    public long daysRun(Instant now) {
        Instant until = end.filter(e -> e.isBefore(now)).orElse(now);
        return Math.max(0, Duration.between(start, until).toDays());
    }

    /// Whether the end has come.
    public boolean isOver(Instant now) {
        return end.map(e -> !now.isBefore(e)).orElse(false);
    }
}
