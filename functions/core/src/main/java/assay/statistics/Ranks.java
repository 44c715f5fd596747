package assay.statistics;

/// Ranks from 1, with the mean of their places for values that are tied.
public final class Ranks {

    private Ranks() {}

    /// The rank of each value, in the order given; `values` holds no NaN.
    public static double[] midranks(double[] values) {
        int[] order = Sorting.order(values);
        double[] ranks = new double[values.length];
        int from = 0;
        for (int to = 1; to <= order.length; to++) {
            if (to == order.length || values[order[to]] != values[order[from]]) {
                double rank = (from + 1 + to) / 2.0;
                for (int i = from; i < to; i++) {
                    ranks[order[i]] = rank;
                }
                from = to;
            }
        }
        return ranks;
    }

    /// The sum of `t³ - t` over the groups of `t` equal values, which rank tests subtract from
    /// their variance.
    ///
    /// @param sorted ascending
    public static double tieTerm(double[] sorted) {
        double term = 0;
        int from = 0;
        for (int to = 1; to <= sorted.length; to++) {
            if (to == sorted.length || sorted[to] != sorted[from]) {
                term += cubeLessSelf(to - from);
                from = to;
            }
        }
        return term;
    }

    /// `t³ - t`.
    public static double cubeLessSelf(double t) {
        return (t * t - 1) * t;
    }
}
