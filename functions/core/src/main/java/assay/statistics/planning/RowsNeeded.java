package assay.statistics.planning;

import assay.statistics.Alternative;
import assay.statistics.Interval;
import assay.statistics.Question;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The further rows (or units) it would take to decide what an interval has left open, were the
/// effect the one that was seen.
///
/// An end of the interval lies `reach` from the estimate, and `reach` shrinks as one over the
/// square root of the number of rows. The interval clears a margin at `distance` from the estimate
/// with the wanted power once `reach * (1 + z[power] / z[confidence]) <= distance`. That holds for
/// every interval whose width falls at that rate, whichever test made it: t, Wilcoxon, bootstrap,
/// DeLong, quantile. The number is a forecast from a noisy estimate, not a promise.
public sealed interface RowsNeeded {

    /// The interval clears the margin already.
    ///
    /// @param seen the rows it is made of
    record Decided(long seen) implements RowsNeeded {}

    /// More rows will do.
    ///
    /// @param seen the rows so far
    /// @param further `> 0`, to be seen beside them
    record Further(long seen, long further) implements RowsNeeded {
        public Further {
            if (!(further > 0)) {
                throw new IllegalArgumentException("further rows " + further + " is not positive");
            }
        }

        /// Seen and further rows together.
        public long total() {
            return seen + further;
        }
    }

    /// No number of rows can be named.
    ///
    /// @param because one sentence for a person
    record Unforeseeable(String because) implements RowsNeeded {}

    /// From an estimate with its interval.
    ///
    /// A two-sided question is decided on either side of the margin; a one-sided one only in its
    /// own direction, so an estimate on the other side of the margin is [Unforeseeable].
    ///
    /// @param estimate finite
    /// @param interval for the same quantity, at the question's direction and confidence
    /// @param question its null value is the margin that the interval is held against
    /// @param seen `> 0` rows behind the estimate
    /// @param power `0.5 <= power < 1`, the probability of a decision once the further rows are in
    static RowsNeeded toDecide(
            double estimate, Interval interval, Question question, long seen, double power) {
        requireSeen(seen);
        requirePower(power);
        double margin = question.nullValue();
        double distance = estimate - margin;
        if (interval.lower() > margin || interval.upper() < margin) {
            return new Decided(seen);
        }
        boolean above = distance > 0;
        if (distance == 0 || question.alternative() == against(above)) {
            return new Unforeseeable(
                    "the estimate "
                            + estimate
                            + " is not beyond the margin "
                            + margin
                            + ": more rows like these would not decide it");
        }
        double reach = above ? estimate - interval.lower() : interval.upper() - estimate;
        if (!(reach < Double.POSITIVE_INFINITY)) {
            return new Unforeseeable(
                    "the interval has no finite end towards the margin at " + seen + " rows");
        }
        double stretch = 1 + quantile(power) / quantile(1 - tail(question));
        double total = Math.ceil(seen * Math.pow(reach * stretch / Math.abs(distance), 2));
        if (!(total < Long.MAX_VALUE)) {
            return new Unforeseeable(
                    "the estimate " + estimate + " is too near the margin " + margin);
        }
        return new Further(seen, Math.max(1, (long) total - seen));
    }

    /// From an estimate with its standard error, as a normal interval would have it.
    ///
    /// @param estimate finite
    /// @param standardError `> 0`, at the rows seen
    /// @param question its null value is the margin
    /// @param seen `> 0` rows behind the estimate
    /// @param power `0.5 <= power < 1`
    static RowsNeeded toDecide(
            double estimate, double standardError, Question question, long seen, double power) {
        if (!(standardError > 0)) {
            throw new IllegalArgumentException(
                    "standard error " + standardError + " is not positive");
        }
        double reach = quantile(1 - tail(question)) * standardError;
        Interval interval =
                switch (question.alternative()) {
                    case TWO_SIDED -> new Interval(estimate - reach, estimate + reach);
                    case GREATER -> new Interval(estimate - reach, Double.POSITIVE_INFINITY);
                    case LESS -> new Interval(Double.NEGATIVE_INFINITY, estimate + reach);
                };
        return toDecide(estimate, interval, question, seen, power);
    }

    private static Alternative against(boolean above) {
        return above ? Alternative.LESS : Alternative.GREATER;
    }

    private static double tail(Question question) {
        return question.alternative() == Alternative.TWO_SIDED
                ? question.alpha() / 2
                : question.alpha();
    }

    private static double quantile(double probability) {
        return NormalDistribution.of(0, 1).inverseCumulativeProbability(probability);
    }

    private static void requireSeen(long seen) {
        if (seen <= 0) {
            throw new IllegalArgumentException("rows seen " + seen + " is not positive");
        }
    }

    private static void requirePower(double power) {
        if (!(power >= 0.5 && power < 1)) {
            throw new IllegalArgumentException("power " + power + " is not in [0.5, 1)");
        }
    }
}
