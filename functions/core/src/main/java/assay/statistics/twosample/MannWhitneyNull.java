package assay.statistics.twosample;

/// The exact null distribution of the number of pairs in which the treatment is greater: all ways
/// to place the values of one sample among those of the other are equally likely.
final class MannWhitneyNull {

    private final double[] cumulated;

    /// For samples of `m` and `n` values without ties, by the greatest value: it is the
    /// treatment's, above all `n` of the control, or the control's (Mann and Whitney 1947). Only
    /// sums of positive terms, so that nothing cancels.
    MannWhitneyNull(int m, int n) {
        double[][] byControls = new double[n + 1][m * n + 1];
        for (double[] none : byControls) {
            none[0] = 1;
        }
        for (int i = 1; i <= m; i++) {
            for (int j = 1; j <= n; j++) {
                for (int u = i * j; u >= 0; u--) {
                    double treatmentLast = u >= j ? byControls[j][u - j] : 0;
                    byControls[j][u] = treatmentLast + byControls[j - 1][u];
                }
            }
        }
        double[] ways = byControls[n];
        for (int u = 1; u < ways.length; u++) {
            ways[u] += ways[u - 1];
        }
        cumulated = ways;
    }

    /// `P(U <= u)`, which is `P(U >= m n - u)` too.
    double atMost(long u) {
        int last = cumulated.length - 1;
        return u < 0 ? 0 : cumulated[(int) Math.min(u, last)] / cumulated[last];
    }

    /// How many values of `u`, counted from 0, have `P(U <= u) < probability`.
    int below(double probability) {
        int u = 0;
        while (u < cumulated.length && atMost(u) < probability) {
            u++;
        }
        return u;
    }
}
