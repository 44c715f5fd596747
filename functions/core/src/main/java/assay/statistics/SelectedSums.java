package assay.statistics;

/// Sums of pairs of sorted values, in order, without holding them: what Hodges-Lehmann estimates
/// and their intervals are taken from.
///
/// A count walks the staircase between the sums below and above a bound in `O(n)`; a selection
/// takes a dozen counts at most where values are spread, and never more than the bits of a double.
/// Beyond the values, at most a quarter of their number is held.
public abstract class SelectedSums {

    private static final int FEW = 1 << 12;
    private static final int COARSE = 1 << 10;

    /// How far from the target, as a share of the bracket, the next bound is aimed.
    private static final double MARGIN = 1.0 / 128;

    /// Where the sums cross a bound: how many are at most it, and the sums next to it.
    ///
    /// @param atMost the number of sums `<= bound`
    /// @param greatestAtMost the greatest of them
    /// @param leastAbove the least of the others
    public record Staircase(long atMost, double greatestAtMost, double leastAbove) {}

    /// How many sums there are.
    public abstract long count();

    /// How many values the sums are made of.
    protected abstract int values();

    /// The least sum.
    protected abstract double least();

    /// The greatest sum.
    protected abstract double greatest();

    /// Where the sums cross `bound`.
    protected abstract Staircase staircase(double bound);

    /// The sums in `[low, high]`, of which there are `size`, in any order.
    protected abstract double[] within(double low, double high, int size);

    /// The same sums of few of the values, spread evenly.
    protected abstract SelectedSums thinned(int size);

    /// The sum of place `k` in ascending order; the infinities stand before the first and after the
    /// last.
    public final double at(long k) {
        if (k < 1) {
            return Double.NEGATIVE_INFINITY;
        }
        return k > count() ? Double.POSITIVE_INFINITY : select(k);
    }

    /// The mean of the two middle sums, or the middle one.
    public final double median() {
        double below = select((count() + 1) / 2);
        if (count() % 2 == 1) {
            return below;
        }
        Staircase at = staircase(below);
        double above = at.atMost() > count() / 2 ? below : at.leastAbove();
        return below / 2 + above / 2;
    }

    /// Every `values.length / size`-th value, from the middle of each stretch.
    protected static double[] thinned(double[] sorted, int size) {
        int kept = Math.min(size, sorted.length);
        double[] few = new double[kept];
        for (int i = 0; i < kept; i++) {
            few[i] = sorted[(int) ((2L * i + 1) * sorted.length / (2L * kept))];
        }
        return few;
    }

    /// Narrows a bracket of sums that occur, aiming a little below and above the target in turns:
    /// by interpolation while that helps, else by halves of the doubles in between.
    private double select(long k) {
        double low = least();
        double high = greatest();
        long belowLow = 0;
        long atMostHigh = count();
        long room = Math.max(FEW, values() / 4);
        double[] first = firstBounds(k);
        boolean helps = true;
        for (int turn = 0; low < high; turn++) {
            long inside = atMostHigh - belowLow;
            if (inside <= room) {
                double[] left = Sorting.sortedInPlace(within(low, high, (int) inside));
                return left[(int) (k - belowLow) - 1];
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

    /// A bracket that a coarse picture of the sums suggests.
    private double[] firstBounds(long k) {
        if (values() <= 16 * COARSE) {
            return new double[0];
        }
        SelectedSums coarse = thinned(COARSE);
        double place = (double) k / (double) count() * (double) coarse.count();
        double margin = 2.0 / COARSE * (double) coarse.count();
        return new double[] {
            coarse.at(Math.max(1, Math.round(place - margin))),
            coarse.at(Math.min(coarse.count(), Math.round(place + margin)))
        };
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
