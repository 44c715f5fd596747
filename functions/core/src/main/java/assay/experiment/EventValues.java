package assay.experiment;

import java.util.OptionalDouble;

/// One quantile of the values of events, with how far chance moves it where the events of a unit
/// belong together. Units come by twice: for the quantile, then for how many of their values are at
/// or below it.
final class EventValues {

    private final double probability;
    private final ValueCounts counts;
    private long units;
    private OptionalDouble quantile = OptionalDouble.empty();
    private double share;
    private final Spread spread = new Spread();

    /// Of units, how many values each has, and how many of them are at or below the quantile: whole
    /// numbers, which add up the same in any order.
    private static final class Spread {
        private long allSquares;
        private long allTimesBelow;
        private long belowSquares;

        void add(long all, long below) {
            allSquares += all * all;
            allTimesBelow += all * below;
            belowSquares += below * below;
        }

        void add(Spread others) {
            allSquares += others.allSquares;
            allTimesBelow += others.allTimesBelow;
            belowSquares += others.belowSquares;
        }

        /// The squares of what units have below, less their share of all they have.
        double about(double share) {
            return Math.max(
                    0, belowSquares - 2 * share * allTimesBelow + share * share * allSquares);
        }
    }

    /// @param most as [ValueCounts] takes it
    EventValues(double probability, int most) {
        this(probability, new ValueCounts(most));
    }

    private EventValues(double probability, ValueCounts counts) {
        this.probability = probability;
        this.counts = counts;
    }

    /// Takes a unit's values, so many.
    void add(double[] values, int size) {
        for (int i = 0; i < size; i++) {
            counts.add(values[i]);
        }
        units += size > 0 ? 1 : 0;
    }

    /// Adds what others saw in the first round.
    void add(EventValues others) {
        counts.add(others.counts);
        units += others.units;
    }

    /// After the first round.
    void close() {
        counts.close();
        if (counts.size() > 0) {
            double value = counts.quantile(probability);
            quantile = OptionalDouble.of(value);
            share = counts.countUpTo(value) / (double) counts.size();
        }
    }

    /// For some of the units that come by again.
    EventValues forSome() {
        EventValues some = new EventValues(probability, counts);
        some.quantile = quantile;
        return some;
    }

    /// Takes a unit's values again.
    void again(double[] values, int size) {
        if (quantile.isEmpty()) {
            return;
        }
        double value = quantile.getAsDouble();
        int below = 0;
        for (int i = 0; i < size; i++) {
            below += counts.isUpTo(values[i], value) ? 1 : 0;
        }
        spread.add(size, below);
    }

    /// Adds what others saw in the second round.
    void addAgain(EventValues others) {
        spread.add(others.spread);
    }

    /// Units with a value.
    long units() {
        return units;
    }

    /// Values in all.
    long events() {
        return counts.size();
    }

    /// Empty where there is no value.
    OptionalDouble quantile() {
        return quantile;
    }

    /// The standard error of the quantile, from order statistics outside of what chance can do
    /// (Deng, Knoblich and Lu 2018); the same as
    /// [assay.statistics.twosample.QuantileDifference#clustered] gives, and no less where values
    /// are counted together.
    ///
    /// @param reach how many standard errors of the share to go to either side
    /// @return empty while the order statistics lie beyond the values
    OptionalDouble error(double reach) {
        long n = counts.size();
        if (units < 2) {
            return OptionalDouble.empty();
        }
        double shareError = Math.sqrt(units / (units - 1.0) * spread.about(share)) / n;
        double away = reach * shareError;
        long below = (long) Math.floor(n * (probability - away));
        long above = (long) Math.floor(n * (probability + away)) + 1;
        return below < 1 || above > n
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        shareError
                                * (counts.greatest(above - 1) - counts.least(below - 1))
                                / (2 * away));
    }
}
