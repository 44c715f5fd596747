package assay.statistics.paired;

import assay.statistics.Sorting;

/// The sums `d[i] + d[j]`, `i <= j`, of sorted values: twice their Walsh averages, in order,
/// without holding them.
///
/// A count walks the staircase between the sums below and above a bound in `O(n)`; a selection
/// takes a handful of counts. Beyond the values, at most a quarter of their number is held.
final class WalshSums {

    private static final int FEW = 1 << 12;

    private final double[] sorted;
    private final long count;

    WalshSums(double[] sorted) {
        this.sorted = sorted;
        this.count = (long) sorted.length * (sorted.length + 1) / 2;
    }

    /// `n (n + 1) / 2`.
    long count() {
        return count;
    }

    /// The median of the Walsh averages: the Hodges-Lehmann estimate.
    double medianAverage() {
        double below = select((count + 1) / 2);
        if (count % 2 == 1) {
            return below / 2;
        }
        Staircase at = staircase(below);
        double above = at.atMost() > count / 2 ? below : at.leastAbove();
        return below / 4 + above / 4;
    }

    /// The Walsh average of place `k` in ascending order, `1 <= k <= count`; beyond the first and
    /// the last stand the infinities.
    double average(long k) {
        if (k < 1) {
            return Double.NEGATIVE_INFINITY;
        }
        return k > count ? Double.POSITIVE_INFINITY : select(k) / 2;
    }

    /// Narrows a bracket of sums that occur: by interpolation while that helps, else by halves.
    private double select(long k) {
        double low = sorted[0] + sorted[0];
        double high = sorted[sorted.length - 1] + sorted[sorted.length - 1];
        long belowLow = 0;
        long atMostHigh = count;
        long room = Math.max(FEW, sorted.length / 4);
        boolean interpolate = true;
        while (low < high) {
            long inside = atMostHigh - belowLow;
            if (inside <= room) {
                return within(low, high, (int) inside)[(int) (k - belowLow) - 1];
            }
            double share = (k - belowLow - 0.5) / inside;
            double bound = interpolate ? low + share * (high - low) : Bits.between(low, high);
            Staircase at = staircase(Math.clamp(bound, low, Math.nextDown(high)));
            if (at.atMost() >= k) {
                high = at.greatestAtMost();
                atMostHigh = at.atMost();
            } else {
                low = at.leastAbove();
                belowLow = at.atMost();
            }
            interpolate = !interpolate || atMostHigh - belowLow < inside / 8;
        }
        return low;
    }

    /// Where the sums cross `bound`.
    private Staircase staircase(double bound) {
        double[] d = sorted;
        int i = 0;
        int j = d.length - 1;
        long above = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        while (i <= j) {
            double sum = d[i] + d[j];
            if (sum > bound) {
                above += j - i + 1;
                least = Math.min(least, sum);
                j--;
            } else {
                greatest = Math.max(greatest, sum);
                i++;
            }
        }
        return new Staircase(count - above, greatest, least);
    }

    /// The sums in `[low, high]`, in order.
    private double[] within(double low, double high, int size) {
        double[] sums = new double[size];
        int n = 0;
        int first = sorted.length;
        for (int j = 0; j < sorted.length; j++) {
            while (first > 0 && sorted[first - 1] + sorted[j] >= low) {
                first--;
            }
            for (int i = first; i <= j && sorted[i] + sorted[j] <= high; i++) {
                sums[n++] = sorted[i] + sorted[j];
            }
        }
        return Sorting.sortedInPlace(sums);
    }

    /// How many sums are at most the bound, and the sums next to it on either side.
    private record Staircase(long atMost, double greatestAtMost, double leastAbove) {}
}
