package assay.statistics.onesample;

import assay.statistics.Binomial;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Reason;
import assay.statistics.QuantileSlope;
import assay.statistics.Quantiles;
import assay.statistics.Question;
import assay.statistics.Sorting;
import assay.statistics.StatisticalTest;
import assay.statistics.Student;

/// A quantile with the interval between order statistics: exact for independent rows, and by the
/// cluster-robust variance of the share of rows below for clusters (Deng, Knoblich and Lu 2018).
///
/// Where there are too few rows for an end at the confidence asked for, there is no answer. The
/// statistic is the number of rows at most as great as the null value.
public final class QuantileTest implements StatisticalTest {

    private final double[] sorted;
    private final double probability;
    private final double shareError;

    private QuantileTest(double[] sorted, double probability, double shareError) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability " + probability + " is not in (0, 1)");
        }
        this.sorted = sorted;
        this.probability = probability;
        this.shareError = shareError;
    }

    /// Of independent rows.
    ///
    /// @param probability `0 < probability < 1`
    public static QuantileTest of(double[] values, double probability) {
        return new QuantileTest(Sorting.sorted(values), probability, 0);
    }

    /// Of independent rows that are in ascending order already; they are kept, not copied.
    ///
    /// @param probability `0 < probability < 1`
    public static QuantileTest ofSorted(double[] ascending, double probability) {
        return new QuantileTest(ascending, probability, 0);
    }

    /// Of rows that come in clusters.
    public static QuantileTest clustered(double[] values, int[] clusters, double probability) {
        double[] sorted = Sorting.sorted(values);
        double error =
                sorted.length == 0
                        ? 0
                        : QuantileSlope.shareError(
                                values, clusters, Quantiles.of(sorted, probability));
        return new QuantileTest(sorted, probability, error);
    }

    @Override
    public Inference answer(Question question) {
        int n = sorted.length;
        if (n > 0 && !(Double.isFinite(sorted[0]) && Double.isFinite(sorted[n - 1]))) {
            return new CannotSay(Reason.NOT_FINITE, "a value is NaN or infinite");
        }
        int first = least(question.tail(), probability);
        int last = n + 1 - least(question.tail(), 1 - probability);
        if (question.hasLower() && first < 1 || question.hasUpper() && last > n) {
            return new CannotSay(
                    Reason.TOO_FEW,
                    n
                            + " rows are too few for an interval of the "
                            + probability
                            + " quantile at confidence "
                            + question.confidence());
        }
        int atMost = count(Math.nextUp(question.nullValue()));
        int atLeast = n - count(question.nullValue());
        double greater = tail(atMost, probability);
        double less = tail(atLeast, 1 - probability);
        double pValue =
                switch (question.alternative()) {
                    case TWO_SIDED -> Math.min(1, 2 * Math.min(greater, less));
                    case GREATER -> greater;
                    case LESS -> less;
                };
        return question.inferred(
                Quantiles.of(sorted, probability),
                question.hasLower() ? sorted[first - 1] : Double.NEGATIVE_INFINITY,
                question.hasUpper() ? sorted[last - 1] : Double.POSITIVE_INFINITY,
                pValue,
                atMost,
                greater < less);
    }

    /// The probability of so few rows on one side of the null value.
    private double tail(int count, double share) {
        return shareError == 0
                ? Binomial.atMost(count, sorted.length, share)
                : Student.survival(
                        (share - (double) count / sorted.length) / shareError,
                        Double.POSITIVE_INFINITY);
    }

    /// The least count whose tail is at least `level`: the place of the end.
    private int least(double level, double share) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tail(middle, share) < level) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int count(double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
