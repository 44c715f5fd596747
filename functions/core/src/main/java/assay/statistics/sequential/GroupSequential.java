package assay.statistics.sequential;

import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Inference.Reason;
import assay.statistics.Interval;
import assay.statistics.Question;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Inference at the looks of a group-sequential test, by recursive numerical integration.
///
/// The fractions of information of the looks stand for their correlations: `sqrt(t_j / t_k)`.
public final class GroupSequential {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double SMALLEST = 1e-12;

    /// Beyond so many standard errors the ends of an interval are no other numbers than its middle.
    private static final double FARTHEST = 1e15;

    private GroupSequential() {}

    /// The repeated confidence interval and repeated p-value at the latest look (Jennison and
    /// Turnbull 2000, chapter 9). They hold at all looks at once, whether the test then stops or
    /// not.
    ///
    /// @param looks so far, in order
    public static Inference repeated(StoppingRule rule, List<Look> looks, Question question) {
        if (looks.isEmpty()) {
            return nothingSeen();
        }
        boolean twoSided = question.alternative() == Alternative.TWO_SIDED;
        List<Double> fractions = fractions(looks);
        Look latest = looks.getLast();
        double z = z(latest, question);
        if (tooFar(z)) {
            return tooFar(latest, question);
        }
        double directed = directed(z, question.alternative());
        double margin =
                rule.criticalValues(fractions, question.alpha(), twoSided).getLast()
                        * latest.standardError();
        DoubleUnaryOperator slack =
                logAlpha ->
                        rule.criticalValues(fractions, Math.exp(logAlpha), twoSided).getLast()
                                - directed;
        return new Inferred(
                latest.estimate(),
                Interval.around(latest.estimate(), margin, question.alternative()),
                pValue(slack, NORMAL.survivalProbability(directed) * (twoSided ? 2 : 1)),
                z);
    }

    /// The level at which the look is on the boundary: no less than if it were the only one.
    private static double pValue(DoubleUnaryOperator slack, double alone) {
        double least = Math.clamp(alone, SMALLEST, 1 - SMALLEST);
        double lower = Math.log(least);
        double upper = Math.log(1 - SMALLEST);
        if (slack.applyAsDouble(lower) <= 0) {
            return least;
        }
        if (slack.applyAsDouble(upper) >= 0) {
            return 1;
        }
        return Math.exp(new BrentSolver(1e-10).solve(1000, slack::applyAsDouble, lower, upper));
    }

    /// The median-unbiased estimate, interval and p-value once the test has stopped, in the
    /// stage-wise ordering (Tsiatis, Rosner and Mehta 1984): crossing sooner is stronger evidence.
    /// The first look that crosses its boundary counts, or else the latest one; what came after is
    /// not read.
    ///
    /// @param looks in order
    public static Inference stopped(StoppingRule rule, List<Look> looks, Question question) {
        if (looks.isEmpty()) {
            return nothingSeen();
        }
        Alternative alternative = question.alternative();
        boolean twoSided = alternative == Alternative.TWO_SIDED;
        List<Double> critical = rule.criticalValues(fractions(looks), question.alpha(), twoSided);
        int last = 0;
        while (last < looks.size() - 1
                && directed(z(looks.get(last), question), alternative) < critical.get(last)) {
            last++;
        }
        Look stop = looks.get(last);
        double z = z(stop, question);
        if (tooFar(z)) {
            return tooFar(stop, question);
        }
        double mirror = alternative == Alternative.LESS ? -1 : 1;
        var evidence =
                new Stagewise(
                        fractions(looks).subList(0, last + 1), critical, twoSided, mirror * z);
        // From the drift by unit of planned information to the estimate's own unit.
        double unit = mirror * stop.standardError() * Math.sqrt(stop.fraction());
        double tail = twoSided ? question.alpha() / 2 : question.alpha();
        double estimate = question.nullValue() + unit * evidence.driftAt(0.5);
        double near = question.nullValue() + unit * evidence.driftAt(tail);
        double far =
                twoSided
                        ? question.nullValue() + unit * evidence.driftAt(1 - tail)
                        : mirror * Double.POSITIVE_INFINITY;
        double p = evidence.pValue();
        return new Inferred(estimate, new Interval(Math.min(near, far), Math.max(near, far)), p, z);
    }

    /// The probability to cross the boundary first at each look.
    ///
    /// @param fractions of the planned information at the looks, ascending
    /// @param critical values at the same looks
    /// @param drift the expectation of the standardised statistic at fraction 1
    /// @param twoSided whether the boundary lies on both sides
    public static List<Double> crossing(
            List<Double> fractions, List<Double> critical, double drift, boolean twoSided) {
        Continuation open = Continuation.start(drift, fractions);
        Double[] crossing = new Double[fractions.size()];
        for (int k = 0; k < crossing.length; k++) {
            double fraction = fractions.get(k);
            double upper = critical.get(k);
            double lower = twoSided ? -upper : Double.NEGATIVE_INFINITY;
            crossing[k] =
                    open.above(fraction, upper) + (twoSided ? open.below(fraction, lower) : 0);
            if (k < crossing.length - 1) {
                open = open.within(fraction, lower, upper);
            }
        }
        return List.of(crossing);
    }

    private static double z(Look look, Question question) {
        return (look.estimate() - question.nullValue()) / look.standardError();
    }

    private static double directed(double z, Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> Math.abs(z);
            case GREATER -> z;
            case LESS -> -z;
        };
    }

    private static List<Double> fractions(List<Look> looks) {
        return looks.stream().map(Look::fraction).toList();
    }

    private static boolean tooFar(double z) {
        return !(Math.abs(z) <= FARTHEST);
    }

    private static CannotSay tooFar(Look look, Question question) {
        return new CannotSay(
                Reason.NO_VARIATION,
                "the standard error %s is nothing beside the distance of the estimate %s from %s"
                        .formatted(look.standardError(), look.estimate(), question.nullValue()));
    }

    private static CannotSay nothingSeen() {
        return new CannotSay(Reason.TOO_FEW, "there was no look");
    }

    /// How probable, by the true drift, an outcome at least as far up as the one seen is.
    private record Stagewise(
            List<Double> fractions, List<Double> critical, boolean twoSided, double z) {

        double above(double drift) {
            return tail(drift, true);
        }

        double pValue() {
            double above = above(0);
            return twoSided ? Math.min(1, 2 * Math.min(above, tail(0, false))) : above;
        }

        /// The drift under which an outcome at least as far up has this probability.
        double driftAt(double probability) {
            double last = Math.sqrt(fractions.getLast());
            double reach = 1;
            double centre = z / last;
            DoubleUnaryOperator excess =
                    drift ->
                            probability < 0.5
                                    ? above(drift) - probability
                                    : 1 - probability - tail(drift, false);
            while (excess.applyAsDouble(centre - reach / last) > 0
                    || excess.applyAsDouble(centre + reach / last) < 0) {
                reach *= 2;
            }
            return new BrentSolver(1e-9)
                    .solve(
                            1000,
                            excess::applyAsDouble,
                            centre - reach / last,
                            centre + reach / last);
        }

        private double tail(double drift, boolean up) {
            Continuation open = Continuation.start(drift, fractions);
            double sum = 0;
            for (int k = 0; k < fractions.size(); k++) {
                double fraction = fractions.get(k);
                boolean seen = k == fractions.size() - 1;
                double upper = seen ? z : critical.get(k);
                double lower = seen ? z : twoSided ? -critical.get(k) : Double.NEGATIVE_INFINITY;
                sum += up ? open.above(fraction, upper) : open.below(fraction, lower);
                if (!seen) {
                    open = open.within(fraction, lower, upper);
                }
            }
            return sum;
        }
    }
}
