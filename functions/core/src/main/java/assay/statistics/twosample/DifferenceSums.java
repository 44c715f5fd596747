package assay.statistics.twosample;

import assay.statistics.SelectedSums;

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
    protected int values() {
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
    protected double[] within(double low, double high, int size) {
        double[] sums = new double[size];
        int n = 0;
        int first = 0;
        for (double value : x) {
            while (first < y.length && value - y[first] > high) {
                first++;
            }
            for (int j = first; j < y.length && value - y[j] >= low; j++) {
                sums[n++] = value - y[j];
            }
        }
        return sums;
    }

    @Override
    protected SelectedSums thinned(int size) {
        return new DifferenceSums(thinned(x, size), thinned(y, size));
    }
}
