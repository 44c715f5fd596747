package assay.statistics.distance;

import assay.statistics.Interval;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/// How far shares are from the expected, as far as counts of them tell.
///
/// The non-central chi-squared distribution has the variance of shares that are close to the
/// expected; where the excess is in rare classes, the statistic varies more (Broffitt and Randles
/// 1977, whose variance this is). So the statistic is scaled by the ratio of the two variances, on
/// the line from the expected shares through the observed: at the expected shares the ratio is 1,
/// and the lower end is above 0 exactly if the test rejects.
final class ShareDeviation {

    /// Less variance than this, and the shares are all but known.
    private static final double NO_SPREAD = 1e-3;

    private final Contingency.Statistic kind;
    private final double[] expected;

    /// By class, the observed share over the expected, less one.
    private final double[] excess;

    private final double total;
    private final double statistic;

    /// How far along the line, the observed shares being at 1, a share becomes 0.
    private final double edge;

    /// @param expected shares, which sum to 1
    /// @param statistic `> 0`
    ShareDeviation(
            Contingency.Statistic kind,
            long[] counts,
            double[] expected,
            double total,
            double statistic) {
        this.kind = kind;
        this.expected = expected;
        this.excess = new double[counts.length];
        this.total = total;
        this.statistic = statistic;
        double least = 0;
        for (int i = 0; i < counts.length; i++) {
            excess[i] = counts[i] / (total * expected[i]) - 1;
            least = Math.min(least, excess[i]);
        }
        this.edge = -1 / least;
    }

    /// The sizes of deviation that the statistic leaves possible, by inverting two one-sided tests;
    /// see [NoncentralChiSquare#least] for a small one. The observed size is among them.
    Interval possible(double confidence) {
        double tail = (1 - confidence) / 2;
        double least = Math.max(statistic, NoncentralChiSquare.least(expected.length - 1));
        double observed = Math.sqrt(statistic / total);
        return new Interval(
                Math.min(observed, size(place(statistic, 1 - tail))),
                Math.max(observed, Math.min(most(kind, expected), size(place(least, tail)))));
    }

    /// Where on the line this statistic has this cumulative probability; 0 if nowhere.
    private double place(double statistic, double probability) {
        if (cumulative(statistic, 0) <= probability) {
            return 0;
        }
        double beyond = 1;
        while (cumulative(statistic, beyond) > probability) {
            beyond *= 2;
        }
        return new BrentSolver(1e-14, 1e-14)
                .solve(200, place -> cumulative(statistic, place) - probability, 0, beyond);
    }

    /// The probability of a statistic up to this one, at this place on the line.
    private double cumulative(double statistic, double place) {
        int degrees = expected.length - 1;
        double size = size(place);
        double spread = spread(Math.min(place, edge));
        double noncentrality = total * size * size;
        if (spread < NO_SPREAD) {
            return place > 1 ? 0 : 0.5;
        }
        return NoncentralChiSquare.cumulativeProbability(
                statistic / spread, degrees, noncentrality / spread);
    }

    /// Cohen's w, or what stands for it in the G statistic; past the edge it goes on in proportion.
    private double size(double place) {
        double inside = Math.min(place, edge);
        double square = 0;
        for (int i = 0; i < expected.length; i++) {
            square += expected[i] * kind.squared(inside * excess[i]);
        }
        return Math.sqrt(square) * (place > edge ? place / edge : 1);
    }

    /// The variance of the observed size, times the number of counts.
    private double spread(double place) {
        if (place == 0) {
            return 1;
        }
        double mean = 0;
        double square = 0;
        for (int i = 0; i < expected.length; i++) {
            double share = Math.max(0, expected[i] * (1 + place * excess[i]));
            if (share > 0) {
                double slope = kind.slope(place * excess[i]);
                mean += share * slope;
                square += share * slope * slope;
            }
        }
        double size = size(place);
        return size > 0 ? Math.max(0, square - mean * mean) / (size * size) : 1;
    }

    /// The size if everything is in the class that is expected least.
    static double most(Contingency.Statistic kind, double[] expected) {
        double least = 1;
        for (double share : expected) {
            least = Math.min(least, share);
        }
        double square = least * kind.squared(1 / least - 1);
        return Math.sqrt(square + (1 - least) * kind.squared(-1));
    }
}
