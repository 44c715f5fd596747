package assay.statistics.sequential;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// The part of a Brownian motion with drift that has crossed no boundary at the looks so far: a
/// sub-density of the standardised statistic, carried from look to look by quadrature (Armitage,
/// McPherson and Rowe 1969; Jennison and Turnbull 2000, chapter 19). Gauss and Legendre's rule
/// takes the place of Simpson's: it stays exact where two looks are close to each other.
final class Continuation {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// Beyond this many standard deviations no double is left of a tail.
    static final double FAR = 38;

    /// Beyond this many standard deviations there is no mass that matters.
    private static final double WIDE = 9;

    private static final GaussLegendre RULE = GaussLegendre.ofDegree(320);

    private final double drift;
    private final double information;
    private final double[] points;
    private final double[] masses;

    private Continuation(double drift, double information, double[] points, double[] masses) {
        this.drift = drift;
        this.information = information;
        this.points = points;
        this.masses = masses;
    }

    /// Before the first look.
    ///
    /// @param drift of the statistic's numerator, by unit of information
    static Continuation start(double drift) {
        return new Continuation(drift, 0, new double[] {0}, new double[] {1});
    }

    /// The probability to get here and be at or above `bound` at the next look.
    double above(double nextInformation, double bound) {
        double root = Math.sqrt(nextInformation - information);
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += masses[i] * NORMAL.survivalProbability(step(i, nextInformation, bound) / root);
        }
        return sum;
    }

    /// The probability to get here and be at or below `bound` at the next look.
    double below(double nextInformation, double bound) {
        double root = Math.sqrt(nextInformation - information);
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += masses[i] * NORMAL.cumulativeProbability(step(i, nextInformation, bound) / root);
        }
        return sum;
    }

    /// What stays strictly between two bounds at the next look.
    Continuation within(double nextInformation, double lower, double upper) {
        double centre = drift * Math.sqrt(nextInformation);
        double from = Math.clamp(centre - WIDE, lower, upper);
        double half = (Math.clamp(centre + WIDE, lower, upper) - from) / 2;
        double[] grid = new double[RULE.degree()];
        double[] weights = new double[grid.length];
        for (int j = 0; j < grid.length; j++) {
            grid[j] = from + half * (1 + RULE.node(j));
            weights[j] = half * RULE.weight(j);
        }
        double variance = nextInformation - information;
        double scale = Math.sqrt(nextInformation / variance / (2 * Math.PI));
        for (int j = 0; j < grid.length; j++) {
            double density = 0;
            for (int i = 0; i < points.length; i++) {
                double step = step(i, nextInformation, grid[j]);
                density += masses[i] * Math.exp(-step * step / (2 * variance));
            }
            weights[j] *= scale * density;
        }
        return new Continuation(drift, nextInformation, grid, weights);
    }

    /// The increment of the numerator, less its expectation, that leads from a point to a bound.
    private double step(int from, double nextInformation, double bound) {
        return bound * Math.sqrt(nextInformation)
                - points[from] * Math.sqrt(information)
                - drift * (nextInformation - information);
    }
}
