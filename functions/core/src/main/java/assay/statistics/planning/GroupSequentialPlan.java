package assay.statistics.planning;

import assay.statistics.sequential.GroupSequential;
import assay.statistics.sequential.StoppingRule;
import java.util.List;

/// A group-sequential test of any estimate whose standard error is a constant over the square root
/// of the number of observations (Jennison and Turnbull 2000, chapters 2 and 7). Observations are
/// the most that are taken, if no look stops the test.
public final class GroupSequentialPlan implements Plan {

    private final List<Double> fractions;
    private final List<Double> critical;
    private final double deviation;
    private final Goal goal;

    private GroupSequentialPlan(
            List<Double> fractions, List<Double> critical, double deviation, Goal goal) {
        this.fractions = fractions;
        this.critical = critical;
        this.deviation = deviation;
        this.goal = goal;
    }

    /// @param rule where it stops
    /// @param fractions of the observations at the looks, ascending, the last one 1
    /// @param deviation the standard error of one observation; `> 0`
    /// @param goal a difference, superiority or non-inferiority
    /// @param alpha of the whole test, `0 < alpha < 1`
    public static GroupSequentialPlan of(
            StoppingRule rule, List<Double> fractions, double deviation, Goal goal, double alpha) {
        Requirements.positive("deviation", deviation);
        Requirements.probability("alpha", alpha);
        if (fractions.isEmpty() || fractions.getLast() != 1) {
            throw new IllegalArgumentException("looks at " + fractions + " do not end at 1");
        }
        if (goal instanceof Goal.Equivalence) {
            throw new IllegalArgumentException(
                    "a test that stops for an effect does not show equivalence: plan its last look");
        }
        return new GroupSequentialPlan(
                List.copyOf(fractions),
                rule.criticalValues(fractions, alpha, goal instanceof Goal.Difference),
                deviation,
                goal);
    }

    @Override
    public long least() {
        return fractions.size();
    }

    @Override
    public double power(double effect, double n) {
        return Math.min(1, stopping(effect, n).stream().mapToDouble(p -> p).sum());
    }

    /// How many observations are taken on average.
    ///
    /// @param effect the true one
    /// @param n the most
    public double expected(double effect, double n) {
        List<Double> stopping = stopping(effect, n);
        double saved = 0;
        for (int look = 0; look < stopping.size(); look++) {
            saved += stopping.get(look) * (1 - fractions.get(look));
        }
        return n * (1 - saved);
    }

    /// The probability to stop at each look because the goal is shown.
    private List<Double> stopping(double effect, double n) {
        double beyond = goal instanceof Goal.NonInferiority g ? effect + g.margin() : effect;
        return GroupSequential.crossing(
                fractions,
                critical,
                beyond * Math.sqrt(n) / deviation,
                goal instanceof Goal.Difference);
    }
}
