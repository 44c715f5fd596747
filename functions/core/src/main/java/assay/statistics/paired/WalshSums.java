package assay.statistics.paired;

import assay.statistics.SelectedSums;

/// The sums `d[i] + d[j]`, `i <= j`, of sorted values: twice their Walsh averages.
final class WalshSums extends SelectedSums {

    private final double[] sorted;

    WalshSums(double[] sorted) {
        this.sorted = sorted;
    }

    @Override
    public long count() {
        return (long) sorted.length * (sorted.length + 1) / 2;
    }

    @Override
    protected int values() {
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
    protected double[] within(double low, double high, int size) {
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
        return sums;
    }

    @Override
    protected SelectedSums thinned(int size) {
        return new WalshSums(thinned(sorted, size));
    }
}
