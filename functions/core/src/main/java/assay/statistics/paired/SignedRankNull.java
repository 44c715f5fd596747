package assay.statistics.paired;

/// The exact null distribution of the sum of the ranks of the positive differences: each of the
/// `2^n` sign patterns is as likely as any other.
///
/// Counts are exact in doubles while `2^n` is, up to `n = 50` and beyond.
final class SignedRankNull {

    private final double[] cumulated;

    /// For `n` differences without zeros or ties.
    SignedRankNull(int n) {
        double[] patterns = new double[n * (n + 1) / 2 + 1];
        patterns[0] = 1;
        int sum = 0;
        for (int rank = 1; rank <= n; rank++) {
            sum += rank;
            for (int w = sum; w >= rank; w--) {
                patterns[w] += patterns[w - rank];
            }
        }
        for (int w = 1; w < patterns.length; w++) {
            patterns[w] += patterns[w - 1];
        }
        cumulated = patterns;
    }

    /// `P(W <= w)`, which is `P(W >= n (n + 1) / 2 - w)` too.
    double atMost(long w) {
        if (w < 0) {
            return 0;
        }
        int last = cumulated.length - 1;
        return cumulated[(int) Math.min(w, last)] / cumulated[last];
    }

    /// How many values of `w`, counted from 0, have `P(W <= w) < probability`.
    int below(double probability) {
        int w = 0;
        while (w < cumulated.length && atMost(w) < probability) {
            w++;
        }
        return w;
    }
}
