package assay.experiment;

import java.util.Arrays;
import java.util.Objects;

/// What was seen of one unit so far, in primitive columns that are used again for the next unit.
///
/// Two states of the same unit add up, in any order and grouping, to the state of all that both
/// have seen: an exposure that comes late moves the first one forward, and the outcomes from there
/// on count. A unit goes by 128 bits of its name, which is not kept.
public final class Unit {

    /// Units are counted in so many groups, by the leading bits that they go by.
    public static final int GROUPS = 16;

    long high;
    long low;

    /// That it was exposed to, one bit each.
    int variants;

    /// The first exposure; nothing below counts without it.
    boolean exposed;

    /// In microseconds since 1970-01-01T00:00:00Z.
    long exposedAt;

    int variant;

    /// By place; NaN where the log has none.
    final double[] covariates;

    /// By place; empty text where the log has none.
    final String[] dimensions;

    /// Outcomes in order of time, then of event and value.
    int outcomes;

    /// In microseconds since 1970-01-01T00:00:00Z.
    long[] micros = new long[16];

    /// By place among the experiment's events.
    int[] events = new int[16];

    double[] values = new double[16];

    Unit(int covariates, int dimensions) {
        this.covariates = new double[covariates];
        this.dimensions = new String[dimensions];
        Arrays.fill(this.dimensions, "");
    }

    void begin(long first, long second) {
        high = first;
        low = second;
        variants = 0;
        exposed = false;
        outcomes = 0;
    }

    /// The number of its group, from 0.
    int group() {
        return place(high, GROUPS);
    }

    /// In which of so many equal parts of all units it is, from 0.
    ///
    /// @param parts 1, or a power of 2
    public int place(int parts) {
        return place(high, parts);
    }

    static int place(long high, int parts) {
        return (int) (high >>> 32) >>> 1 >>> 31 - Integer.numberOfTrailingZeros(parts);
    }

    void room(int needed) {
        if (needed > micros.length) {
            int capacity = Math.max(needed, micros.length + (micros.length >> 1));
            micros = Arrays.copyOf(micros, capacity);
            events = Arrays.copyOf(events, capacity);
            values = Arrays.copyOf(values, capacity);
        }
    }

    /// Adds an outcome that comes after all others, in order.
    void outcome(long at, int event, double value) {
        room(outcomes + 1);
        micros[outcomes] = at;
        events[outcomes] = event;
        values[outcomes++] = value;
    }

    /// Whether it was exposed to more than one variant.
    boolean isCrossed() {
        return Integer.bitCount(variants) > 1;
    }

    boolean is(Unit other) {
        return high == other.high && low == other.low;
    }

    int compareTo(Unit other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }

    void become(Unit other) {
        begin(other.high, other.low);
        take(other);
        room(other.outcomes);
        System.arraycopy(other.micros, 0, micros, 0, other.outcomes);
        System.arraycopy(other.events, 0, events, 0, other.outcomes);
        System.arraycopy(other.values, 0, values, 0, other.outcomes);
        outcomes = other.outcomes;
    }

    /// Adds what another state of the same unit has seen.
    void plus(Unit other) {
        take(other);
        int mine = outcomes - 1;
        int theirs = other.outcomes - 1;
        room(outcomes + other.outcomes);
        outcomes += other.outcomes;
        for (int to = outcomes - 1; theirs >= 0; to--) {
            boolean later = mine >= 0 && order(mine, other, theirs) > 0;
            Unit from = later ? this : other;
            int at = later ? mine-- : theirs--;
            micros[to] = from.micros[at];
            events[to] = from.events[at];
            values[to] = from.values[at];
        }
    }

    private void take(Unit other) {
        variants |= other.variants;
        if (other.exposed && (!exposed || isAfter(other))) {
            exposed = true;
            exposedAt = other.exposedAt;
            variant = other.variant;
            System.arraycopy(other.covariates, 0, covariates, 0, covariates.length);
            System.arraycopy(other.dimensions, 0, dimensions, 0, dimensions.length);
        }
    }

    private int order(int mine, Unit other, int theirs) {
        int byTime = Long.compare(micros[mine], other.micros[theirs]);
        if (byTime != 0) {
            return byTime;
        }
        int byEvent = Integer.compare(events[mine], other.events[theirs]);
        return byEvent != 0 ? byEvent : Double.compare(values[mine], other.values[theirs]);
    }

    /// The first exposure comes first; of two at the same time, one that does not depend on which
    /// file was read first.
    private boolean isAfter(Unit other) {
        if (exposedAt != other.exposedAt) {
            return exposedAt > other.exposedAt;
        }
        if (variant != other.variant) {
            return variant > other.variant;
        }
        int byDimensions = Arrays.compare(dimensions, other.dimensions);
        return byDimensions != 0
                ? byDimensions > 0
                : Arrays.compare(covariates, other.covariates) > 0;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Unit other
                && is(other)
                && variants == other.variants
                && exposed == other.exposed
                && (!exposed || sameExposure(other))
                && Arrays.equals(micros, 0, outcomes, other.micros, 0, other.outcomes)
                && Arrays.equals(events, 0, outcomes, other.events, 0, other.outcomes)
                && Arrays.equals(values, 0, outcomes, other.values, 0, other.outcomes);
    }

    private boolean sameExposure(Unit other) {
        return exposedAt == other.exposedAt
                && variant == other.variant
                && Arrays.equals(covariates, other.covariates)
                && Arrays.equals(dimensions, other.dimensions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(high, low, variants, outcomes);
    }

    @Override
    public String toString() {
        return "unit %016x%016x with %d outcomes".formatted(high, low, outcomes);
    }
}
