package assay.statistics;

import java.util.stream.IntStream;
import org.apache.commons.numbers.arrays.Selection;
import org.jspecify.annotations.Nullable;

/// Sums of pairs of sorted values, in order, without holding them: what Hodges-Lehmann estimates
/// and their intervals are taken from.
///
/// One value in eight gives a bracket that a sum of a given place all but surely lies in, and so on
/// down to few values; one sweep over the values then gathers what lies in the bracket, `O(n)`
/// sums. Where that fails, as with many ties, counts along the staircase between the sums below and
/// above a bound narrow the bracket: a dozen where values are spread, and never more than the bits
/// of a double. Beyond the values, at most half of their number is held for each place.
public abstract class SelectedSums {

    private static final int FEW = 1 << 14;
    private static final int SMALL_ROOM = 1 << 10;

    /// How many values one value of the coarse picture stands for.
    private static final int THINNING = 8;

    private static final double GOLDEN = 0.6180339887498949;

    private static final int LARGE = 1 << 16;
    private static final int CHUNKS = 8;

    /// How far from the target, as a share of the bracket, the next bound is aimed.
    private static final double MARGIN = 1.0 / 128;

    private @Nullable SelectedSums coarse;

    /// Where the sums cross a bound: how many are at most it, and the sums next to it.
    ///
    /// @param atMost the number of sums `<= bound`
    /// @param greatestAtMost the greatest of them
    /// @param leastAbove the least of the others
    public record Staircase(long atMost, double greatestAtMost, double leastAbove) {}

    /// How many sums there are.
    public abstract long count();

    /// How many values the sums are made of.
    public abstract int values();

    /// The least sum.
    protected abstract double least();

    /// The greatest sum.
    protected abstract double greatest();

    /// Where the sums cross `bound`.
    protected abstract Staircase staircase(double bound);

    /// How many rows the sums come in: all sums of one value with others.
    protected abstract int rows();

    /// Gathers the sums of rows `from` to `to - 1` that lie in `[low, high]`, until there is no
    /// room.
    ///
    /// @return whether there was room for all
    protected abstract boolean sweep(int from, int to, double low, double high, SumsWithin sums);

    /// The same sums of one in `divisor` of the values, spread evenly.
    protected abstract SelectedSums thinned(int divisor);

    /// The place among the sums of `coarse`, which is thinned, that stands for place `k` here.
    protected abstract double placeIn(SelectedSums coarse, long k);

    /// The sum of place `k` in ascending order; the infinities stand before the first and after the
    /// last.
    public final double at(long k) {
        if (k < 1) {
            return Double.NEGATIVE_INFINITY;
        }
        return k > count() ? Double.POSITIVE_INFINITY : select(k);
    }

    /// The median, and the sums of places `first` and `last`: side by side where they take long.
    public final double[] medianAnd(long first, long last) {
        prepare();
        var which = IntStream.range(0, 3);
        return (values() < LARGE ? which : which.parallel())
                .mapToDouble(sum -> sum == 0 ? median() : at(sum == 1 ? first : last))
                .toArray();
    }

    /// The mean of the two middle sums, or the middle one.
    public final double median() {
        double[] middle = select((count() + 1) / 2, count() / 2 + 1);
        return middle[0] / 2 + middle[1] / 2;
    }

    /// One in `divisor` of the values: of as many stretches of the same length one each, at places
    /// that multiples of the golden ratio scatter evenly, so that the choice leans to no side.
    protected static double[] thinned(double[] sorted, int divisor) {
        double[] few = new double[(sorted.length + divisor - 1) / divisor];
        double stretch = (double) sorted.length / few.length;
        for (int i = 0; i < few.length; i++) {
            double multiple = (i + 0.5) * GOLDEN;
            double within = multiple - Math.floor(multiple);
            few[i] = sorted[Math.min((int) ((i + within) * stretch), sorted.length - 1)];
        }
        return few;
    }

    /// Thins the values once, for all places.
    private void prepare() {
        if (values() > FEW && coarse == null) {
            coarse = thinned(THINNING);
            coarse.prepare();
        }
    }

    private SelectedSums coarse() {
        return coarse == null ? thinned(THINNING) : coarse;
    }

    private double select(long k) {
        return select(k, k)[0];
    }

    /// The sums of two places close to each other.
    private double[] select(long first, long last) {
        if (values() <= FEW) {
            double sum = narrowed(first);
            return new double[] {sum, first == last ? sum : narrowed(last)};
        }
        double[] bracket = bracket(first, last);
        int room = room();
        Gathered gathered = gathered(bracket[0], bracket[1], room);
        long index = first - gathered.below() - 1;
        long lastIndex = last - gathered.below() - 1;
        if (gathered.complete() && index >= 0 && lastIndex < gathered.sums().length) {
            double[] sums = gathered.sums();
            Selection.select(sums, new int[] {(int) index, (int) lastIndex});
            return new double[] {sums[(int) index], sums[(int) lastIndex]};
        }
        double sum = narrowed(first, bracket);
        return new double[] {sum, first == last ? sum : narrowed(last, bracket)};
    }

    /// Ends that a coarse picture of the sums suggests. How far its counts are off is the sum over
    /// its rows of what rounding to a whole coarse value does to each, which grows with the root of
    /// their number; the bracket leaves several times that to either side.
    private double[] bracket(long first, long last) {
        SelectedSums coarse = coarse();
        double error = 1.5 * Math.sqrt((double) values() / THINNING);
        long from = (long) Math.floor(placeIn(coarse, first) - error);
        long to = (long) Math.ceil(placeIn(coarse, last) + error);
        return coarse.select(
                Math.clamp(from, 1, coarse.count()), Math.clamp(to, 1, coarse.count()));
    }

    private int room() {
        return Math.max(SMALL_ROOM, values() / 2);
    }

    /// @param complete whether there was room for all of them
    @SuppressWarnings("ArrayRecordComponent") // Handed on once: never compared.
    private record Gathered(long below, double[] sums, boolean complete) {}

    private Gathered gathered(double low, double high, int room) {
        int rows = rows();
        int chunks = rows < LARGE ? 1 : CHUNKS;
        var parts = new SumsWithin[chunks];
        var all = IntStream.range(0, chunks);
        boolean complete =
                (chunks == 1 ? all : all.parallel())
                        .allMatch(chunk -> {
                            parts[chunk] = new SumsWithin(room);
                            int from = (int) ((long) rows * chunk / chunks);
                            int to = (int) ((long) rows * (chunk + 1) / chunks);
                            return sweep(from, to, low, high, parts[chunk]);
                        });
        if (!complete) {
            return new Gathered(0, new double[0], false);
        }
        long below = 0;
        int size = 0;
        for (SumsWithin part : parts) {
            below += part.below();
            size += part.size();
        }
        double[] sums = new double[size];
        int at = 0;
        for (SumsWithin part : parts) {
            part.copyTo(sums, at);
            at += part.size();
        }
        return new Gathered(below, sums, true);
    }

    /// Narrows a bracket of sums that occur, aiming a little below and above the target in turns:
    /// by interpolation while that helps, else by halves of the doubles in between.
    ///
    /// @param first bounds to begin with
    private double narrowed(long k, double... first) {
        double low = least();
        double high = greatest();
        long belowLow = 0;
        long atMostHigh = count();
        int room = room();
        boolean helps = true;
        for (int turn = 0; low < high; turn++) {
            long inside = atMostHigh - belowLow;
            if (inside <= room) {
                double[] left = gathered(low, high, room).sums();
                int index = (int) (k - belowLow) - 1;
                Selection.select(left, index);
                return left[index];
            }
            double bound;
            if (turn < first.length) {
                bound = first[turn];
            } else if (helps) {
                double share =
                        ((double) (k - belowLow) - 0.5) / (double) inside
                                + (turn % 2 == 0 ? -MARGIN : MARGIN);
                bound = low + share * (high - low);
            } else {
                bound = middle(low, high);
            }
            Staircase at = staircase(Math.clamp(bound, low, Math.nextDown(high)));
            if (at.atMost() >= k) {
                high = at.greatestAtMost();
                atMostHigh = at.atMost();
            } else {
                low = at.leastAbove();
                belowLow = at.atMost();
            }
            helps = !helps || (double) (atMostHigh - belowLow) < 0.9 * (double) inside;
        }
        return low;
    }

    /// The middle one of the doubles from `low` to `high`.
    private static double middle(double low, double high) {
        long from = place(low);
        long to = place(high);
        long middle = (from & to) + ((from ^ to) >> 1);
        return Double.longBitsToDouble(middle ^ (middle >> 63 & Long.MAX_VALUE));
    }

    private static long place(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }
}
