package assay.statistics.twosample;

import assay.statistics.SelectedSums;
import assay.statistics.SumsWithin;

/// The differences `x[i] - y[j]` of two sorted samples.
final class DifferenceSums extends SelectedSums {

    private final double[] x;
    private final double[] y;

    DifferenceSums(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    @Override
    public long count() {
        return (long) x.length * y.length;
    }

    @Override
    public int values() {
        return x.length + y.length;
    }

    @Override
    protected double least() {
        return x[0] - y[y.length - 1];
    }

    @Override
    protected double greatest() {
        return x[x.length - 1] - y[0];
    }

    @Override
    protected Staircase staircase(double bound) {
        int j = 0;
        long atMost = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (double value : x) {
            while (j < y.length && value - y[j] > bound) {
                least = Math.min(least, value - y[j]);
                j++;
            }
            if (j < y.length) {
                greatest = Math.max(greatest, value - y[j]);
            }
            if (j > 0) {
                least = Math.min(least, value - y[j - 1]);
            }
            atMost += y.length - j;
        }
        return new Staircase(atMost, greatest, least);
    }

    @Override
    protected int rows() {
        return x.length;
    }

    @Override
    protected boolean sweep(int from, int to, double low, double high, SumsWithin sums) {
        int first = firstWith(x[from], high);
        for (int i = from; i < to; i++) {
            double value = x[i];
            while (first < y.length && value - y[first] > high) {
                first++;
            }
            int j = first;
            for (; j < y.length && value - y[j] >= low; j++) {
                if (!sums.add(value - y[j])) {
                    return false;
                }
            }
            sums.addBelow(y.length - j);
        }
        return true;
    }

    /// The place of the first of the others whose difference from `value` is not above `high`.
    private int firstWith(double value, double high) {
        int from = 0;
        int to = y.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (value - y[middle] > high) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Override
    protected SelectedSums thinned(int divisor) {
        return new DifferenceSums(thinned(x, divisor), thinned(y, divisor));
    }

    @Override
    protected double placeIn(SelectedSums coarse, long k) {
        return (double) k * ((double) coarse.count() / (double) count());
    }
}
