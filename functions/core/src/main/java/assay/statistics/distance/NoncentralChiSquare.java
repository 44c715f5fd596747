package assay.statistics.distance;

import assay.statistics.Interval;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/// The non-central chi-squared distribution: a mixture of central ones, with Poisson weights.
public final class NoncentralChiSquare {

    private static final double NEGLIGIBLE = 1e-18;

    /// Beyond this many terms it is normal, to four digits of the probability.
    private static final double MANY = 1e8;

    private NoncentralChiSquare() {}

    /// `P(X <= x)`: summed from the largest weight outwards, each central probability from its
    /// neighbour by `P(a + 1, y) = P(a, y) - y^a exp(-y) / Gamma(a + 1)`.
    public static double cumulativeProbability(double x, double degrees, double noncentrality) {
        if (x <= 0) {
            return 0;
        }
        double half = noncentrality / 2;
        if (half == 0) {
            return ChiSquaredDistribution.of(degrees).cumulativeProbability(x);
        }
        if (half > MANY) {
            double deviation = Math.sqrt(2 * (degrees + 2 * noncentrality));
            return NormalDistribution.of(degrees + noncentrality, deviation)
                    .cumulativeProbability(x);
        }
        int middle = (int) half;
        double weight = PoissonDistribution.of(half).probability(middle);
        double central = ChiSquaredDistribution.of(degrees + 2.0 * middle).cumulativeProbability(x);
        double y = x / 2;
        double a = degrees / 2 + middle;
        // The density of the central one with two more degrees, times two: y^a exp(-y) / Gamma(a +
        // 1).
        double step = 2 * ChiSquaredDistribution.of(2 * a + 2).density(x);
        double sum = weight * central;
        double up = weight;
        double c = central;
        double t = step;
        for (int j = middle + 1; up > NEGLIGIBLE; j++) {
            c = Math.max(0, c - t);
            t *= y / (degrees / 2 + j);
            up *= half / j;
            sum += up * c;
        }
        double down = weight;
        c = central;
        t = step;
        for (int j = middle; j > 0 && down > NEGLIGIBLE; j--) {
            t *= (degrees / 2 + j) / y;
            c = Math.min(1, c + t);
            down *= j / half;
            sum += down * c;
        }
        return Math.min(1, sum);
    }

    /// The non-centralities that a statistic leaves possible, by inverting two one-sided tests; see
    /// [#least] for a small one. The statistic itself is among them.
    static Interval possible(double statistic, double degrees, double confidence) {
        double tail = (1 - confidence) / 2;
        double upper = noncentrality(Math.max(statistic, least(degrees)), degrees, tail);
        return new Interval(
                Math.min(statistic, noncentrality(statistic, degrees, 1 - tail)),
                Math.max(statistic, upper));
    }

    /// The statistic that an upper end is taken from at least: the median where there is no
    /// distance. Counts that agree better than by chance are no evidence that the distance is nil,
    /// which is what the upper end of zero would say that the inversion gives them.
    static double least(double degrees) {
        return ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(0.5);
    }

    /// The non-centrality at which the statistic has this cumulative probability, or 0 if there is
    /// none.
    private static double noncentrality(double statistic, double degrees, double probability) {
        if (cumulativeProbability(statistic, degrees, 0) <= probability) {
            return 0;
        }
        double high = Math.max(1, statistic);
        while (cumulativeProbability(statistic, degrees, high) > probability) {
            high *= 2;
        }
        return new BrentSolver(1e-12, 1e-12)
                .solve(
                        200,
                        ncp -> cumulativeProbability(statistic, degrees, ncp) - probability,
                        0,
                        high);
    }
}
