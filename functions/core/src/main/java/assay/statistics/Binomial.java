package assay.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/// Exact binomial tails.
public final class Binomial {

    private Binomial() {}

    /// The least `k` with `P(X <= k) >= probability`.
    public static int lowerQuantile(int trials, double success, double probability) {
        return BinomialDistribution.of(trials, success).inverseCumulativeProbability(probability);
    }

    /// `P(X >= k)`.
    public static double atLeast(int k, int trials, double success) {
        return BinomialDistribution.of(trials, success).survivalProbability(k - 1);
    }

    /// `P(X <= k)`.
    public static double atMost(int k, int trials, double success) {
        return BinomialDistribution.of(trials, success).cumulativeProbability(k);
    }

    /// The p-value of `above` heads and `below` tails of a fair coin.
    public static double fairPValue(int above, int below, Alternative alternative) {
        int n = above + below;
        return switch (alternative) {
            case TWO_SIDED -> Math.min(1, 2 * atLeast(Math.max(above, below), n, 0.5));
            case GREATER -> atLeast(above, n, 0.5);
            case LESS -> atLeast(below, n, 0.5);
        };
    }
}
