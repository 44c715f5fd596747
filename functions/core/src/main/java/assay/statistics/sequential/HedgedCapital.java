package assay.statistics.sequential;

import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.Question;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;

/// The confidence sequence of the mean of independent values in `[0, 1]` by betting against every
/// mean on a grid, upwards and downwards (Waudby-Smith and Ramdas 2023, section 4.2: the hedged
/// capital process with predictable plug-in bets). Exact at every time, also for 0 and 1 alone, and
/// narrow where the values vary little.
///
/// It is its own state, of the same size whatever the number of values: the sums that the next bet
/// hangs on and two capitals for each mean of the grid. A bet against a mean loses capital as the
/// mean grows, so that the means between two of the grid are safe with the capital of the outer
/// one: an end lies at most one cell further out than without a grid. Further values are a fold
/// (`plus`), whose result hangs on their order, as every bet must be placed before its value is
/// seen; shards cannot be merged.
///
/// @param alpha that the bets are sized for, half of it on each side, `0 < alpha < 1`; asked at
///   another level the sequence holds too, if wider than need be
/// @param count of values, `>= 0`
/// @param sum of the values
/// @param squares the sum of squared distances of each value from the mean known with it
/// @param logAbove by mean of the grid, the logarithm of the capital that bet on a greater mean
/// @param logBelow the same for the bet on a smaller mean
public record HedgedCapital(
        double alpha,
        long count,
        double sum,
        double squares,
        List<Double> logAbove,
        List<Double> logBelow) {

    /// Stake at most this share of the capital that the worst value would take.
    private static final double CAUTION = 0.5;

    private static final double PRIOR_MEAN = 0.5;
    private static final double PRIOR_VARIANCE = 0.25;

    public HedgedCapital {
        logAbove = List.copyOf(logAbove);
        logBelow = List.copyOf(logBelow);
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not in (0, 1)");
        }
        if (!(count >= 0 && sum >= 0 && sum <= count && squares >= 0)) {
            throw new IllegalArgumentException(
                    "%d values with sum %s and squares %s".formatted(count, sum, squares));
        }
        if (logAbove.size() < 2 || logAbove.size() != logBelow.size()) {
            throw new IllegalArgumentException(
                    "%d and %d capitals, not one for each mean of a grid from 0 to 1"
                            .formatted(logAbove.size(), logBelow.size()));
        }
    }

    /// No value yet.
    ///
    /// @param cells of the grid over `[0, 1]`, `>= 1`; 1000 are fine enough for most
    public static HedgedCapital none(double alpha, int cells) {
        List<Double> capital = Collections.nCopies(cells + 1, 0.0);
        return new HedgedCapital(alpha, 0, 0, 0, capital, capital);
    }

    /// With further values, in the order in which they came.
    ///
    /// @param values each in `[0, 1]`
    public HedgedCapital plus(double... values) {
        Capital above = new Capital(logAbove, false);
        Capital below = new Capital(logBelow, true);
        double total = sum;
        double spread = squares;
        long seen = count;
        for (double value : values) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("value " + value + " is not in [0, 1]");
            }
            double stake = stake(seen, spread);
            above.bet(value, stake);
            below.bet(1 - value, stake);
            seen++;
            total += value;
            double distance = value - (PRIOR_MEAN + total) / (seen + 1);
            spread += distance * distance;
        }
        return new HedgedCapital(alpha, seen, total, spread, above.logs(), below.logs());
    }

    /// The mean that is compatible with the values so far.
    ///
    /// @param question about a mean in `[0, 1]`; a one-sided one stakes all on its side
    public Inference answer(Question question) {
        if (!(question.nullValue() >= 0 && question.nullValue() <= 1)) {
            throw new IllegalArgumentException(
                    "null value " + question.nullValue() + " is not a mean in [0, 1]");
        }
        if (count == 0) {
            return new CannotSay(Reason.TOO_FEW, "there is no value");
        }
        boolean twoSided = question.alternative() == Alternative.TWO_SIDED;
        double share = twoSided ? Math.log(0.5) : 0;
        double target = -Math.log(question.alpha()) - share;
        double place = question.nullValue() * cells();
        double up = logAbove.get((int) Math.ceil(place));
        double down = logBelow.get((int) Math.floor(place));
        double logWealth =
                share
                        + switch (question.alternative()) {
                            case TWO_SIDED -> Math.max(up, down);
                            case GREATER -> up;
                            case LESS -> down;
                        };
        double estimate = sum / count;
        return question.inferred(
                estimate,
                Math.min(estimate, lower(target)),
                Math.max(estimate, upper(target)),
                Math.min(1, Math.exp(-logWealth)),
                logWealth,
                up > down);
    }

    /// The last mean from below that the bet on a greater one rules out.
    private double lower(double target) {
        int i = 0;
        while (i < cells() && logAbove.get(i) > target) {
            i++;
        }
        return Math.max(0, i - 1) / (double) cells();
    }

    private double upper(double target) {
        int i = cells();
        while (i > 0 && logBelow.get(i) > target) {
            i--;
        }
        return Math.min(cells(), i + 1) / (double) cells();
    }

    private int cells() {
        return logAbove.size() - 1;
    }

    /// What the next bet stakes on each unit of distance, from the values before it.
    private double stake(long seen, double spread) {
        double t = seen + 1.0;
        double variance = (PRIOR_VARIANCE + spread) / t;
        return Math.sqrt(2 * Math.log(2 / alpha) / (t * Math.log1p(t) * variance));
    }

    /// The capitals of one side while values come in. For the bets on smaller means, values and
    /// means are counted from 1 downwards.
    private static final class Capital {

        /// No product of so many factors can overflow or vanish.
        private static final int FACTORS = 64;

        private final double[] logs;
        private final double[] products;
        private final boolean mirrored;
        private int factors;

        Capital(List<Double> logs, boolean mirrored) {
            this.logs = logs.stream().mapToDouble(Double::doubleValue).toArray();
            this.products = new double[this.logs.length];
            this.mirrored = mirrored;
            Arrays.fill(products, 1);
        }

        void bet(double value, double stake) {
            double cells = products.length - 1.0;
            for (int i = 0; i < products.length; i++) {
                double mean = (mirrored ? cells - i : i) / cells;
                products[i] *= 1 + Math.min(stake, CAUTION / mean) * (value - mean);
            }
            factors++;
            if (factors == FACTORS) {
                settle();
            }
        }

        List<Double> logs() {
            settle();
            return DoubleStream.of(logs).boxed().toList();
        }

        private void settle() {
            for (int i = 0; i < logs.length; i++) {
                logs[i] += Math.log(products[i]);
            }
            Arrays.fill(products, 1);
            factors = 0;
        }
    }
}
