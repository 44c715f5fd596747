package assay.statistics.planning;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The sign test, exact: the probability that the binomial count of positive differences is one
/// that the test rejects. The effect is `P(D > 0) - 1/2` among differences that are not zero, in
/// `(-1/2, 1/2)`; observations are those differences, rounded down to a whole number.
///
/// Counts come in steps, so that the power does not always grow with the rows: [#size] is the
/// fewest rows from which on it does not fall below again. Beyond a million rows, where the steps
/// no longer show, the power is normal (Noether 1987, section 2).
///
/// @param goal to be shown; a margin is in the effect's unit
/// @param alpha `0 < alpha < 1`
public record SignTestPlan(Goal goal, double alpha) implements Plan {

    private static final double MANY = 1e6;

    /// The power falls at every second row or third, where one more positive difference is asked.
    private static final int STEPS = 4;

    public SignTestPlan {
        Requirements.probability("alpha", alpha);
    }

    @Override
    public long least() {
        return 1;
    }

    @Override
    public double power(double effect, double n) {
        double share = 0.5 + effect;
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("effect " + effect + " is not in (-1/2, 1/2)");
        }
        return n > MANY ? normal(share, n) : exact(BinomialDistribution.of((int) n, share));
    }

    private double exact(BinomialDistribution positives) {
        int n = positives.getNumberOfTrials();
        int needed = needed(n);
        return switch (goal) {
            case Goal.Difference _ ->
                    positives.survivalProbability(needed - 1)
                            + positives.cumulativeProbability(n - needed);
            case Goal.Superiority _, Goal.NonInferiority _ ->
                    positives.survivalProbability(needed - 1);
            case Goal.Equivalence _ ->
                    needed > n - needed ? 0 : positives.probability(needed - 1, n - needed);
        };
    }

    /// The fewest positive differences of `n` that reject the bound from below.
    private int needed(int n) {
        double bound =
                switch (goal) {
                    case Goal.Difference _, Goal.Superiority _ -> 0.5;
                    case Goal.NonInferiority g -> inside(0.5 - g.margin());
                    case Goal.Equivalence g -> inside(0.5 - g.margin());
                };
        var underNull = BinomialDistribution.of(n, bound);
        double tail = goal.tail(alpha);
        int k = underNull.inverseSurvivalProbability(tail);
        while (k > 0 && underNull.survivalProbability(k - 1) < tail) {
            k--;
        }
        while (k <= n && !(underNull.survivalProbability(k - 1) < tail)) {
            k++;
        }
        return k;
    }

    private static double inside(double bound) {
        if (!(bound > 0)) {
            throw new IllegalArgumentException("a margin of 1/2 or more is met by any share");
        }
        return bound;
    }

    private double normal(double share, double n) {
        double critical = NormalDistribution.of(0, 1).inverseSurvivalProbability(goal.tail(alpha));
        return goal.probability(
                share - 0.5, Math.sqrt(share * (1 - share) / n), critical / 2 / Math.sqrt(n));
    }

    @Override
    public Size size(double effect, double power) {
        Plan lasting =
                (e, n) -> {
                    double least = power(e, n);
                    for (int step = 1; step < STEPS; step++) {
                        least = Math.min(least, power(e, n + step));
                    }
                    return least;
                };
        return switch (lasting.size(effect, power)) {
            case Size.Of(long found) -> {
                long n = found;
                while (n > least() && lasting.power(effect, n - 1.0) >= power) {
                    n--;
                }
                yield new Size.Of(n);
            }
            case Size.Unreachable unreachable -> unreachable;
        };
    }
}
