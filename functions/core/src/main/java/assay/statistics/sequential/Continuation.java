package assay.statistics.sequential;

import java.util.List;
import java.util.stream.IntStream;
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

    /// Finer for looks that are close to each other, and no finer than they ask for: the work grows
    /// with the square.
    private static final List<GaussLegendre> RULES =
            IntStream.of(48, 72, 108, 162, 320).mapToObj(GaussLegendre::ofDegree).toList();

    /// Nodes by half a range, in deviations of the narrowest step, that integrate the product of
    /// two normal densities to the last digits.
    private static final double NODES = 6.5;

    private static final double MORE_NODES = 16;

    private final double drift;
    private final double narrowest;
    private final double information;
    private final double[] points;
    private final double[] masses;

    private Continuation(
            double drift, double narrowest, double information, double[] points, double[] masses) {
        this.drift = drift;
        this.narrowest = narrowest;
        this.information = information;
        this.points = points;
        this.masses = masses;
    }

    /// Before the first look.
    ///
    /// @param drift of the statistic's numerator, by unit of information
    /// @param looks the information at each look, ascending
    static Continuation start(double drift, List<Double> looks) {
        double narrowest = 1;
        for (int k = 1; k < looks.size(); k++) {
            narrowest = Math.min(narrowest, 1 - looks.get(k - 1) / looks.get(k));
        }
        return new Continuation(drift, Math.sqrt(narrowest), 0, new double[] {0}, new double[] {1});
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

    /// The density of getting here and being at `place` at the next look.
    double density(double nextInformation, double place) {
        double variance = nextInformation - information;
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            double step = step(i, nextInformation, place);
            sum += masses[i] * Math.exp(-step * step / (2 * variance));
        }
        return sum * Math.sqrt(nextInformation / variance / (2 * Math.PI));
    }

    /// What stays strictly between two bounds at the next look.
    Continuation within(double nextInformation, double lower, double upper) {
        double centre = drift * Math.sqrt(nextInformation);
        double from = Math.clamp(centre - WIDE, lower, upper);
        double half = (Math.clamp(centre + WIDE, lower, upper) - from) / 2;
        GaussLegendre rule = rule(half);
        double[] grid = new double[rule.degree()];
        double[] weights = new double[grid.length];
        for (int j = 0; j < grid.length; j++) {
            grid[j] = from + half * (1 + rule.node(j));
            weights[j] = half * rule.weight(j);
        }
        for (int j = 0; j < grid.length; j++) {
            weights[j] *= density(nextInformation, grid[j]);
        }
        return new Continuation(drift, narrowest, nextInformation, grid, weights);
    }

    private GaussLegendre rule(double half) {
        double needed = MORE_NODES + NODES * half / narrowest;
        return RULES.stream()
                .filter(rule -> rule.degree() >= needed)
                .findFirst()
                .orElseGet(RULES::getLast);
    }

    /// The increment of the numerator, less its expectation, that leads from a point to a bound.
    private double step(int from, double nextInformation, double bound) {
        return bound * Math.sqrt(nextInformation)
                - points[from] * Math.sqrt(information)
                - drift * (nextInformation - information);
    }
}
