package assay.experiment;

import assay.statistics.adjustment.JointMoments;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// What the units that count amount to, by variant and slice, and how many do not count.
public final class Sample {

    private final Cells cells;
    private final Covariates covariates;
    private final DailyEffects days;
    private final Left left;

    /// The units and outcomes that do not count, by reason.
    ///
    /// @param crossed units that were exposed to more than one variant
    /// @param bots units with more outcomes than the experiment allows
    /// @param outside units whose first exposure is before the start or after the end
    /// @param untriggered units that were exposed, but never showed the trigger
    /// @param unexposed units with outcomes, but no exposure
    /// @param outcomesUnexposed outcomes of those
    /// @param outcomesBefore outcomes between the start and when the unit came in
    public record Left(
            long crossed,
            long bots,
            long outside,
            long untriggered,
            long unexposed,
            long outcomesUnexposed,
            long outcomesBefore) {
        static final Left NONE = new Left(0, 0, 0, 0, 0, 0, 0);

        Left plus(Left other) {
            return new Left(
                    crossed + other.crossed,
                    bots + other.bots,
                    outside + other.outside,
                    untriggered + other.untriggered,
                    unexposed + other.unexposed,
                    outcomesUnexposed + other.outcomesUnexposed,
                    outcomesBefore + other.outcomesBefore);
        }
    }

    Sample(Cells cells, Covariates covariates, DailyEffects days, Left left) {
        this.cells = cells;
        this.covariates = covariates;
        this.days = days;
        this.left = left;
    }

    /// Of units that are at rest, so that they can be read twice.
    ///
    /// @param parts as [UnitStream#of] takes them
    /// @param now up to when the logs have been read
    public static Sample of(Experiment experiment, List<Supplier<InputStream>> parts, Instant now) {
        return ofRanges(experiment, List.of(() -> UnitStream.of(experiment, parts)), now);
    }

    /// Of units in ranges that are worked on side by side. Each is opened once, and once more where
    /// a metric asks for that.
    ///
    /// @param ranges at least one, in the order of their units; none begins within a
    ///   [group][Unit#GROUPS]
    /// @param now up to when the logs have been read
    public static Sample ofRanges(
            Experiment experiment, List<Supplier<UnitStream>> ranges, Instant now) {
        return Sampling.of(experiment, ranges, now);
    }

    /// How many units count.
    public long units() {
        return counts().stream().mapToLong(Long::longValue).sum();
    }

    /// What does not count.
    public Left left() {
        return left;
    }

    /// The units by variant.
    public List<Long> counts() {
        return counts(Units.ALL);
    }

    /// The values of a dimension, in order.
    public List<String> values(int dimension) {
        return cells.values(dimension);
    }

    /// Which units.
    ///
    /// @param dimension its place; -1 for all units
    /// @param value of the dimension
    record Units(int dimension, String value) {
        static final Units ALL = new Units(-1, "");
    }

    List<Long> counts(Units which) {
        return Arrays.stream(cells(which)).map(Cell::units).toList();
    }

    private Cell[] cells(Units which) {
        if (which.dimension() < 0) {
            return cells.all();
        }
        Cell[] slice = cells.slice(which.dimension(), which.value());
        if (slice == null) {
            throw new IllegalArgumentException("no unit has " + which);
        }
        return slice;
    }

    /// Whether what units did before, or brought with them, is adjusted for.
    boolean isAdjusted(int metric) {
        return covariates.vary(metric);
    }

    /// The moments of the units: the outcome, for a ratio its denominator, then covariates.
    JointMoments moments(int metric, int variant, Units which) {
        return cells(which)[variant].moments(metric, covariates.means(metric), isAdjusted(metric));
    }

    /// Each unit's value, in no order.
    double[] unitValues(int metric, int variant, Units which) {
        return cells(which)[variant].values(metric);
    }

    EventValues events(int metric, int variant, Units which) {
        return cells(which)[variant].events(metric);
    }

    DailyEffects days() {
        return days;
    }
}
