package assay.statistics.paired;

import assay.statistics.SelectedSums;
import assay.statistics.SumsWithin;

/// The sums `d[i] + d[j]`, `i <= j`, of sorted values: twice their Walsh averages.
final class WalshSums extends SelectedSums {

    /// So many values tell roughly where a sum lies.
    private static final int ROUGH = 1 << 12;

    private final double[] sorted;

    WalshSums(double[] sorted) {
        this.sorted = sorted;
    }

    @Override
    public long count() {
        return (long) sorted.length * (sorted.length + 1) / 2;
    }

    @Override
    public int values() {
        return sorted.length;
    }

    @Override
    protected double least() {
        return sorted[0] + sorted[0];
    }

    @Override
    protected double greatest() {
        return sorted[sorted.length - 1] + sorted[sorted.length - 1];
    }

    @Override
    protected Staircase staircase(double bound) {
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
        return new Staircase(count() - above, greatest, least);
    }

    @Override
    protected int rows() {
        return sorted.length;
    }

    @Override
    protected boolean sweep(int from, int to, double low, double high, SumsWithin sums) {
        double[] d = sorted;
        int first = firstWith(d[from], low);
        for (int j = from; j < to; j++) {
            double value = d[j];
            while (first > 0 && d[first - 1] + value >= low) {
                first--;
            }
            sums.addBelow(Math.min(first, j + 1));
            for (int i = first; i <= j && d[i] + value <= high; i++) {
                if (!sums.add(d[i] + value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The place of the first value whose sum with `value` is not below `low`.
    private int firstWith(double value, double low) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] + value >= low) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    @Override
    protected SelectedSums thinned(int divisor) {
        return new WalshSums(thinned(sorted, divisor));
    }

    /// A sum of two coarse values stands for `divisor²` sums, but a coarse value's sum with itself
    /// for half of these only, so that the place depends on how many values lie below half of the
    /// sum; a rough sum is enough to tell.
    @Override
    protected double placeIn(SelectedSums coarse, long k) {
        double ratio = (double) coarse.values() / sorted.length;
        double place = (double) k * ratio * ratio;
        var few = new WalshSums(thinned(sorted, Math.max(1, sorted.length / ROUGH)));
        double share = (double) k / (double) count();
        double rough = few.at(Math.max(1, Math.round(share * (double) few.count())));
        double selves = firstWith(rough / 2, rough);
        return place + selves * (ratio - ratio * ratio) / 2;
    }
}
