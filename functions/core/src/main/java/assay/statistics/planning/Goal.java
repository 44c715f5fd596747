package assay.statistics.planning;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// What a planned comparison sets out to show of its effect.
public sealed interface Goal {

    /// A difference from zero in either direction, by a two-sided test.
    record Difference() implements Goal {}

    /// An effect above zero, by a one-sided test.
    record Superiority() implements Goal {}

    /// An effect above `-margin`, by a one-sided test.
    ///
    /// @param margin `> 0`
    record NonInferiority(double margin) implements Goal {
        public NonInferiority {
            requireMargin(margin);
        }
    }

    /// An effect inside `(-margin, margin)`, by two one-sided tests, each at alpha.
    ///
    /// @param margin `> 0`
    record Equivalence(double margin) implements Goal {
        public Equivalence {
            requireMargin(margin);
        }
    }

    /// The probability beyond the critical value, on each side that is tested.
    default double tail(double alpha) {
        return switch (this) {
            case Difference _ -> alpha / 2;
            case Superiority _, NonInferiority _, Equivalence _ -> alpha;
        };
    }

    /// The probability that a normal estimate of `effect` shows it.
    ///
    /// @param effect true, in units of the estimate
    /// @param standardError of the estimate
    /// @param reach how far the estimate must lie beyond a bound, in the same units
    default double probability(double effect, double standardError, double reach) {
        return switch (this) {
            case Difference _ ->
                    upper((effect - reach) / standardError)
                            + upper((-effect - reach) / standardError);
            case Superiority _ -> upper((effect - reach) / standardError);
            case NonInferiority g -> upper((effect + g.margin - reach) / standardError);
            case Equivalence g ->
                    Math.max(
                            0,
                            upper((g.margin - reach - effect) / standardError)
                                    - upper((reach - g.margin - effect) / standardError));
        };
    }

    /// The reach from which on no estimate shows the goal.
    default double hopelessReach() {
        return this instanceof Equivalence g ? g.margin : Double.POSITIVE_INFINITY;
    }

    private static double upper(double z) {
        return NormalDistribution.of(0, 1).cumulativeProbability(z);
    }

    private static void requireMargin(double margin) {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("margin " + margin + " is not positive");
        }
    }
}
