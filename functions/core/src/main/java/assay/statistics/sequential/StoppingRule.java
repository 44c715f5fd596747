package assay.statistics.sequential;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Where a group-sequential test stops: a critical value for the standardised statistic at each
/// look.
public sealed interface StoppingRule {

    /// The critical values of the looks so far. A two-sided test stops beyond them on either side.
    ///
    /// @param fractions of the planned information at the looks so far, each above 0 and above the
    ///   one before it
    /// @param alpha of the whole test, over both sides if it is two-sided
    List<Double> criticalValues(List<Double> fractions, double alpha, boolean twoSided);

    /// Lan and DeMets: neither the number nor the times of the looks need be known before. What a
    /// look may spend beyond fraction 1 is nothing, so the last look is best taken at 1.
    record Spending(SpendingFunction function) implements StoppingRule {

        private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
        private static final int MOST_STEPS = 50;

        @Override
        public List<Double> criticalValues(List<Double> fractions, double alpha, boolean twoSided) {
            requireAscending(fractions);
            int sides = twoSided ? 2 : 1;
            Double[] critical = new Double[fractions.size()];
            Continuation open = Continuation.start(0, fractions);
            double spent = 0;
            for (int k = 0; k < critical.length; k++) {
                double fraction = fractions.get(k);
                double may = function.spent(Math.min(fraction, 1), alpha / sides);
                double bound = bound(open, fraction, may - spent);
                spent = Math.max(spent, may);
                critical[k] = bound;
                if (k < critical.length - 1) {
                    double lower = twoSided ? -bound : Double.NEGATIVE_INFINITY;
                    open = open.within(fraction, lower, bound);
                }
            }
            return List.of(critical);
        }

        /// By Newton's method on the logarithm, which is concave: from above, where all of the
        /// normal distribution would be left, it comes down to the root and never past it.
        private static double bound(Continuation open, double fraction, double toSpend) {
            if (!(toSpend > NORMAL.survivalProbability(Continuation.FAR))) {
                return Double.POSITIVE_INFINITY;
            }
            double bound = NORMAL.inverseSurvivalProbability(Math.min(toSpend, 1 - 0x1p-53));
            for (int i = 0; i < MOST_STEPS; i++) {
                double above = open.above(fraction, bound);
                double step = Math.log(above / toSpend) * above / open.density(fraction, bound);
                if (Math.abs(step) <= 1e-13 * Math.max(1, Math.abs(bound))) {
                    return bound;
                }
                bound = Math.max(bound + step, -Continuation.FAR);
            }
            return Inversion.root(
                    c -> Math.log(open.above(fraction, c) / toSpend),
                    -Continuation.FAR,
                    Continuation.FAR);
        }
    }

    /// Wang and Tsiatis' family: critical values in proportion to `fraction^(shape - 1/2)`, for
    /// looks that were planned.
    ///
    /// @param shape 0 is O'Brien and Fleming, 1/2 is Pocock
    /// @param planned the fractions at all looks, ascending, the last one 1
    record WangTsiatis(double shape, List<Double> planned) implements StoppingRule {

        public WangTsiatis {
            planned = List.copyOf(planned);
            requireAscending(planned);
            if (!(shape <= 0.5)) {
                throw new IllegalArgumentException("shape " + shape + " is above 1/2");
            }
        }

        @Override
        public List<Double> criticalValues(List<Double> fractions, double alpha, boolean twoSided) {
            if (!fractions.equals(planned.subList(0, Math.min(fractions.size(), planned.size())))) {
                throw new IllegalArgumentException(
                        "looks at " + fractions + " were planned at " + planned);
            }
            double constant =
                    Inversion.root(
                            c -> Math.log(crossing(c, twoSided) / alpha),
                            twoSided ? 0 : -Continuation.FAR,
                            Continuation.FAR);
            return fractions.stream().map(fraction -> value(constant, fraction)).toList();
        }

        private double value(double constant, double fraction) {
            return constant * Math.pow(fraction, shape - 0.5);
        }

        private double crossing(double constant, boolean twoSided) {
            Continuation open = Continuation.start(0, planned);
            double crossed = 0;
            for (double fraction : planned) {
                double bound = value(constant, fraction);
                double lower = twoSided ? -bound : Double.NEGATIVE_INFINITY;
                crossed += (twoSided ? 2 : 1) * open.above(fraction, bound);
                open = open.within(fraction, lower, bound);
            }
            return crossed;
        }
    }

    /// O'Brien and Fleming's boundary for so many equally spaced looks.
    static StoppingRule obrienFleming(int looks) {
        return new WangTsiatis(0, equallySpaced(looks));
    }

    /// Pocock's boundary for so many equally spaced looks.
    static StoppingRule pocock(int looks) {
        return new WangTsiatis(0.5, equallySpaced(looks));
    }

    private static List<Double> equallySpaced(int looks) {
        Double[] fractions = new Double[looks];
        Arrays.setAll(fractions, k -> (k + 1.0) / looks);
        return List.of(fractions);
    }

    private static void requireAscending(List<Double> fractions) {
        double before = 0;
        for (double fraction : fractions) {
            if (!(fraction > before)) {
                throw new IllegalArgumentException(
                        "fractions " + fractions + " are not positive and ascending");
            }
            before = fraction;
        }
    }
}
